/** One Python string or bytes literal to bytes, as `ast.literal_eval` reads it. It must evaluate nothing else. */

/** The bytes a literal stands for: of a `str` its UTF-8. `position` is a UTF-16 index into the text. */
export type LiteralReading =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly isBytes: boolean }
  | { readonly ok: false; readonly message: string; readonly position: number };

class LiteralError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

// stringprefix: "r" | "u" | "b" | "br" | "rb", any case (Python's lexical analysis, 2.4.1; f-strings are no literals here)
const OPENING = /^\s*(r|u|b|br|rb)?('''|"""|'|")/i;
const OCTAL = /^[0-7]{1,3}/;
const MAX_CODE_POINT = 0x10ffff;

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['\\', 0x5c],
  ["'", 0x27],
  ['"', 0x22],
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** Whether the text starts like a Python string or bytes literal. */
export function startsLikeLiteral(text: string): boolean {
  return OPENING.test(text);
}

type Escape = { readonly codes: readonly number[]; readonly length: number };

/** The hexadecimal digits of `\x`, `\u` and `\U`: exactly `width` of them. */
function hexEscape(text: string, at: number, kind: string, width: number): Escape {
  const digits = text.slice(at + 2, at + 2 + width);
  if (digits.length < width || /[^0-9a-f]/i.test(digits)) {
    throw new LiteralError(`\\${kind} must be followed by ${width} hexadecimal digits`, at);
  }
  const code = Number.parseInt(digits, 16);
  if (code > MAX_CODE_POINT) throw new LiteralError(`\\U${digits} is beyond the last character`, at);
  return { codes: [code], length: 2 + width };
}

/** The escape whose backslash is at `at`; unknown ones keep their backslash. */
function readEscape(text: string, at: number, isBytes: boolean): Escape {
  const kind = text.charAt(at + 1);
  const simple = SIMPLE_ESCAPES.get(kind);
  if (simple !== undefined) return { codes: [simple], length: 2 };
  const octal = OCTAL.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return { codes: [isBytes ? code & 0xff : code], length: 1 + octal.length };
  }
  if (kind === '\n') return { codes: [], length: 2 };
  if (kind === 'x') return hexEscape(text, at, 'x', 2);
  if (!isBytes && kind === 'u') return hexEscape(text, at, 'u', 4);
  if (!isBytes && kind === 'U') return hexEscape(text, at, 'U', 8);
  if (!isBytes && kind === 'N') throw new LiteralError('\\N{…} (a character by name) is not supported', at);
  return { codes: [0x5c], length: 1 };
}

function checkCode(code: number, isBytes: boolean, at: number): void {
  if (code === 0) throw new LiteralError('Python source cannot contain a null character', at);
  if (isBytes && code > 0x7f) throw new LiteralError('a bytes literal can only contain ASCII characters', at);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Code points (of a bytes literal: bytes) between the quotes, and the index after the closing one. */
function readInside(text: string, start: number, quote: string, isRaw: boolean, isBytes: boolean) {
  const codes: number[] = [];
  let at = start;
  while (!text.startsWith(quote, at)) {
    const code = text.codePointAt(at);
    if (code === undefined || (code === 0x0a && quote.length === 1)) {
      throw new LiteralError(`the literal is not closed: ${quote} is missing`, at);
    }
    checkCode(code, isBytes, at);
    let found: Escape = { codes: [code], length: code > 0xffff ? 2 : 1 };
    if (code === 0x5c && at + 1 < text.length) {
      if (!isRaw) {
        found = readEscape(text, at, isBytes);
      } else {
        const next = text.codePointAt(at + 1) ?? 0;
        checkCode(next, isBytes, at + 1);
        found = { codes: [code, next], length: next > 0xffff ? 3 : 2 };
      }
    }
    if (!isBytes && found.codes.some(isSurrogate)) {
      throw new LiteralError('a lone surrogate cannot be part of a key: it has no UTF-8', at);
    }
    codes.push(...found.codes);
    at += found.length;
  }
  return { codes, end: at + quote.length };
}

/**
 * Reads a single literal with white space around it; never throws. Escapes as CPython: octal and `\x`, in a `str`
 * also `\u` and `\U`; an unknown one keeps its backslash; a backslash at a line's end joins lines; raw literals
 * keep everything. `\N{…}` and adjacent literals are not supported.
 */
export function readLiteral(text: string): LiteralReading {
  // Python reads source with any line end as "\n"; positions are put right again below.
  const source = text.replace(/\r\n?/g, '\n');
  const opening = OPENING.exec(source);
  if (opening === null) return { ok: false, message: 'it does not start like a Python literal', position: 0 };
  const [head, prefix = '', quote = ''] = opening;
  const isBytes = /b/i.test(prefix);
  try {
    const { codes, end } = readInside(source, head.length, quote, /r/i.test(prefix), isBytes);
    const rest = source.slice(end).search(/\S/);
    if (rest >= 0) throw new LiteralError('something follows the end of the literal', end + rest);
    if (isBytes) return { ok: true, isBytes, bytes: Uint8Array.from(codes) };
    const characters = codes.map((code) => String.fromCodePoint(code)).join('');
    return { ok: true, isBytes, bytes: new TextEncoder().encode(characters) };
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    return { ok: false, message: error.message, position: originalPosition(text, error.position) };
  }
}

/** Index into `text` of what is at `position` once each "\r\n" is one character. */
function originalPosition(text: string, position: number): number {
  let at = 0;
  for (let left = position; left > 0; left--) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}
