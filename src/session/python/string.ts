/** One Python string or bytes literal within source text, as CPython reads it. It must evaluate nothing else. */

/** Source that CPython refuses. `position` is an index into the source; the message completes "… cannot be read:". */
export class LiteralError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export type StringToken = {
  /** Code points; for a bytes literal, bytes. */
  readonly codes: readonly number[];
  readonly isBytes: boolean;
  /** Where the first surrogate among the codes is written, which UTF-8 cannot carry; null: there is none. */
  readonly surrogate: number | null;
  /** The index after the closing quote. */
  readonly end: number;
};

// stringprefix: "r" | "u" | "b" | "br" | "rb", any case (Python's lexical analysis, 2.4.1; f-strings are no literals here)
const OPENING = /(r|u|b|br|rb)?('''|"""|'|")/iy;
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

/** Whether a string or bytes literal opens at this position. */
export function opensString(source: string, at: number): boolean {
  OPENING.lastIndex = at;
  return OPENING.test(source);
}

type Escape = { readonly codes: readonly number[]; readonly length: number };

/** The hexadecimal digits of `\x`, `\u` and `\U`: exactly `width` of them. */
function hexEscape(source: string, at: number, kind: string, width: number): Escape {
  const digits = source.slice(at + 2, at + 2 + width);
  if (digits.length < width || /[^0-9a-f]/i.test(digits)) {
    throw new LiteralError(`\\${kind} must be followed by ${width} hexadecimal digits`, at);
  }
  const code = Number.parseInt(digits, 16);
  if (code > MAX_CODE_POINT) throw new LiteralError('a \\U escape is beyond the last character', at);
  return { codes: [code], length: 2 + width };
}

/** The escape whose backslash is at `at`; unknown ones keep their backslash. */
function readEscape(source: string, at: number, isBytes: boolean): Escape {
  const kind = source.charAt(at + 1);
  const simple = SIMPLE_ESCAPES.get(kind);
  if (simple !== undefined) return { codes: [simple], length: 2 };
  const octal = OCTAL.exec(source.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return { codes: [isBytes ? code & 0xff : code], length: 1 + octal.length };
  }
  if (kind === '\n') return { codes: [], length: 2 };
  if (kind === 'x') return hexEscape(source, at, 'x', 2);
  if (!isBytes && kind === 'u') return hexEscape(source, at, 'u', 4);
  if (!isBytes && kind === 'U') return hexEscape(source, at, 'U', 8);
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

/**
 * Reads the literal that opens at `at`, in a source whose lines end in "\n". Escapes as CPython: octal and `\x`, in a
 * `str` also `\u` and `\U`; an unknown one keeps its backslash; a backslash at a line's end joins lines; raw literals
 * keep everything. `\N{…}` is not supported.
 * @returns null: no literal opens there
 * @throws LiteralError
 */
export function scanString(source: string, at: number): StringToken | null {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(source);
  if (opening === null) return null;
  const [head, prefix = '', quote = ''] = opening;
  const isBytes = /b/i.test(prefix);
  return { ...readInside(source, at + head.length, quote, /r/i.test(prefix), isBytes), isBytes };
}

/** Code points (of a bytes literal: bytes) between the quotes, and the index after the closing one. */
function readInside(source: string, start: number, quote: string, isRaw: boolean, isBytes: boolean) {
  const codes: number[] = [];
  let surrogate: number | null = null;
  let at = start;
  while (!source.startsWith(quote, at)) {
    const code = source.codePointAt(at);
    if (code === undefined || (code === 0x0a && quote.length === 1)) {
      throw new LiteralError(`the literal is not closed: ${quote} is missing`, at);
    }
    checkCode(code, isBytes, at);
    let found: Escape = { codes: [code], length: code > 0xffff ? 2 : 1 };
    if (code === 0x5c && at + 1 < source.length) {
      if (!isRaw) {
        found = readEscape(source, at, isBytes);
      } else {
        const next = source.codePointAt(at + 1) ?? 0;
        checkCode(next, isBytes, at + 1);
        found = { codes: [code, next], length: next > 0xffff ? 3 : 2 };
      }
    }
    if (!isBytes && found.codes.some(isSurrogate)) surrogate ??= at;
    codes.push(...found.codes);
    at += found.length;
  }
  return { codes, surrogate, end: at + quote.length };
}
