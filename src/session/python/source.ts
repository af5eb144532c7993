/** Python source at the lexical level: what can be skipped, and where an expression ends. It must not read a value. */

/** The source as Python sees it: every line ends in "\n". */
export function withPythonLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** The UTF-16 index into `text` of the character at `position` in `withPythonLines(text)`. */
export function originalPosition(text: string, position: number): number {
  let at = 0;
  for (let left = position; left > 0; left--) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

const BLANK = /(?:[ \t\f]|\\\n|#[^\n]*)*/y;
const BLANK_LINES = /(?:\s|\ufeff|\\\n|#[^\n]*)*/y;

/** The index after white space, comments and joined lines. @param lines line ends are white space, as within brackets */
export function skipBlank(source: string, at: number, lines: boolean): number {
  return matchEnd(lines ? BLANK_LINES : BLANK, source, at);
}

const STRING =
  /[a-z]{0,2}(?:'''(?:\\.|[^\\])*?(?:'''|$)|"""(?:\\.|[^\\])*?(?:"""|$)|'(?:\\.|[^\\'\n])*'?|"(?:\\.|[^\\"\n])*"?)/isy;

/** The index after the string of any prefix that opens at `at`; one that is not closed ends with its line, or the text. */
export function skipString(source: string, at: number): number {
  return matchEnd(STRING, source, at);
}

const PREFIXED_STRING = /(?:r|u|b|br|rb|f|fr|rf|t|tr|rt)?['"]/iy;
const WORD = /[\p{L}\p{N}_]+/uy;

/**
 * The index after the expression at `at`: before a comma, a semicolon or a closing bracket that is not its own, or (unless
 * `lines`) the end of the line.
 */
export function skipExpression(source: string, start: number, lines: boolean): number {
  let depth = 0;
  let at = start;
  while (at < source.length) {
    const character = source.charAt(at);
    if (matchEnd(PREFIXED_STRING, source, at) > at) {
      at = skipString(source, at);
    } else if (matchEnd(WORD, source, at) > at) {
      at = matchEnd(WORD, source, at);
    } else if (character === '#') {
      at = skipBlank(source, at, false);
    } else if (character === '\\') {
      at += 2;
    } else {
      if (')]}'.includes(character)) depth--;
      if (depth < 0 || (depth === 0 && (',;'.includes(character) || (character === '\n' && !lines)))) break;
      if ('([{'.includes(character)) depth++;
      at++;
    }
  }
  return Math.min(at, source.length);
}

/** The index after what a sticky pattern matches at `at`; `at` if it does not match. */
export function matchEnd(sticky: RegExp, source: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(source) ? sticky.lastIndex : at;
}
