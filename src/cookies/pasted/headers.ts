/** The headers of cookies anywhere in a text: lines, logs, JSON, programs, commands. It must not read the cookies in them. */
import { backslashesBefore, type Quote, quotedText } from './quoted.ts';

/** `value` as it is in the header; of `document.cookie`, what is assigned to it. */
export type Header = { readonly name: 'Cookie' | 'Set-Cookie' | 'document.cookie'; readonly value: string };

const NAME = /(?<![\w-])(?:document\.cookie|set-cookie|cookie|http_cookie)(?![\w-])/gi;
const LINE_START = /(?<=(?:^|[\r\n])[ \t]*)/y;
const LINE_END = /[\r\n]|$/g;

/** Behind a quoted name: of a key (JSON, Python, PowerShell), of a list's item in HAR files. */
const KEY = /\\*["']\]?\s*(?::|=>?(?=\s*[["']))\s*|\\*"\s*,\s*\\*"value\\*"\s*:\s*/y;
/** Behind a quoted name that begins a pair: `('Cookie', '…')`. */
const PAIR = /["']\s*,\s*(?=b?["'])/y;
const COLON = /[ \t]*:[ \t]*/y;
const VARIABLE = /[ \t]*[:=][ \t]*/y;
const ASSIGNED = /\s*=\s*(?=["'])/y;
/** Behind a name on a line of its own: as browsers copy a list of headers, the value is the next line, if that is no header. */
const ALONE = /:?[ \t]*(?:\r\n?|\n)(?![ \t]*[\w-]+:(?:\s|$))/y;

const OPENING = /b?(\\*)(["'])/y;
const LIST = /\[\s*(?=b?\\*["'])/y;
const NEXT_ITEM = /\s*,\s*(?=b?\\*["'])/y;
/** As Go prints the values of a header. */
const BRACKETED = /\[([^\]\r\n]*)\]/y;
/** A word of a command: without white space, but for what separates cookies. */
const WORD = /(?:[^\s;]+|;[ \t]*)*/y;

/**
 * The headers `Cookie` and `Set-Cookie` in a text, in its order. A value ends where what it stands in ends: at the closing
 * quote, of which there may be others in the same line, or with the line. Linear.
 */
export function* headersIn(text: string): Generator<Header, void> {
  let lineEnd = -1;
  const restOfLine = (from: number): string => {
    if (from > lineEnd) lineEnd = placeOf(LINE_END, text, from);
    return text.slice(from, lineEnd);
  };
  /** The quoted text at a place, and where it ends; null if no quote stands there. */
  const quotedAt = (at: number): { text: string; end: number } | null => {
    const [opening, backslashes = '', mark] = matchAt(OPENING, text, at) ?? [];
    if (opening === undefined || (mark !== '"' && mark !== "'")) return null;
    const from = at + opening.length;
    const quoted = quotedText(restOfLine(from), { mark, backslashes: backslashes.length }, true);
    return { text: quoted.text, end: from + quoted.end };
  };

  for (let at = 0; at < text.length; ) {
    NAME.lastIndex = at;
    const found = NAME.exec(text);
    if (!found) return;
    const start = found.index;
    const name = nameOf(found[0]);
    at = start + found[0].length;
    const quote = quoteBefore(text, start);
    const separator = separatorAt(text, start, at, quote !== null, found[0]);
    if (separator === null) continue;
    at += separator.length;

    const list = matchAt(LIST, text, at);
    let quoted = quotedAt(at + (list?.[0].length ?? 0));
    if (quoted) {
      for (; quoted; quoted = list && nextItem(text, at, quotedAt)) {
        yield { name, value: quoted.text };
        at = quoted.end;
      }
      continue;
    }
    const bracketed = matchAt(BRACKETED, text, at);
    const isWord = /\S$/.test(separator) && /\s/.test(text.charAt(start - 1));
    if (bracketed) {
      yield { name, value: bracketed[1] ?? '' };
      at += bracketed[0].length;
    } else if (quote && /^[ \t:=]/.test(separator)) {
      const whole = quotedText(restOfLine(at), quote, false);
      yield { name, value: whole.text };
      at += whole.end;
    } else {
      const isOwnLine = matchAt(LINE_START, text, start) !== null;
      const value = isWord && !isOwnLine ? (matchAt(WORD, text, at)?.[0] ?? '') : restOfLine(at);
      yield { name, value };
      at += value.length;
    }
  }
}

function nextItem<Item>(text: string, at: number, itemAt: (at: number) => Item | null): Item | null {
  const comma = matchAt(NEXT_ITEM, text, at);
  return comma && itemAt(at + comma[0].length);
}

function nameOf(written: string): Header['name'] {
  const lower = written.toLowerCase();
  if (lower === 'document.cookie') return lower;
  return lower === 'set-cookie' ? 'Set-Cookie' : 'Cookie';
}

/** The quote that stands right before a name: of the name alone, or of the whole header. */
function quoteBefore(text: string, start: number): Quote | null {
  const mark = text.charAt(start - 1);
  return mark === '"' || mark === "'" ? { mark, backslashes: backslashesBefore(text, start - 1) } : null;
}

/** What stands between a name and its value; null where the name is only a word. */
function separatorAt(
  text: string,
  start: number,
  end: number,
  isQuoted: boolean,
  written: string,
): string | null {
  if (/^document/i.test(written)) return matchAt(ASSIGNED, text, end)?.[0] ?? null;
  if (isQuoted) {
    const key = matchAt(KEY, text, end);
    if (key) return key[0];
    const before = text.slice(Math.max(0, start - 3), start - 1);
    const pair = /[([]b?$/.test(before) ? matchAt(PAIR, text, end) : null;
    if (pair) return pair[0];
  }
  const alone = matchAt(LINE_START, text, start) && matchAt(ALONE, text, end);
  if (alone) return alone[0];
  return matchAt(/^http/i.test(written) ? VARIABLE : COLON, text, end)?.[0] ?? null;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

function placeOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
