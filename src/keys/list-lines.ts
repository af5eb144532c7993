/** Tries each line of a list, as bytes, as a key. It must not read files, nor decode more than it has to. */
import { decodeUtf8 } from '../session/index.ts';
import { readLiteral } from './python-literal.ts';

/** The most bytes a line may have; a longer line is not tried. */
export const MAX_LINE = 1024;

/** The result of trying the lines of a piece of a list. */
export type LinesTried = {
  /** `line`: as it is in the list; null if it is not UTF-8. */
  readonly found: { readonly key: Uint8Array; readonly line: string | null } | null;
  /** The value of a line that is a Python literal counts as a key too. */
  readonly keysTried: number;
  /** Lines longer than `MAX_LINE`. */
  readonly skipped: number;
};

const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const QUOTES = new Uint8Array(new TextEncoder().encode(`'"`));
/** What a quoted Python literal starts with: a quote, or a prefix. */
const OPENINGS = new Uint8Array(new TextEncoder().encode(`'"bBrRuU`));

/**
 * Tries the lines that begin at `start` up to `end` (excluded) of a piece of a list, until one is the key. Lines end in
 * "\n" or "\r\n", or with the list; empty ones are skipped, as is a byte order mark.
 * @param bytes the piece: from the byte before `start`, unless the list begins there, to its own end or at least
 *   `MAX_LINE` + 2 bytes beyond `end`
 */
export function tryLines(
  bytes: Uint8Array,
  start: number,
  end: number,
  isKey: (key: Uint8Array) => boolean,
): LinesTried {
  let keysTried = 0;
  let skipped = 0;
  let at = start === 0 || bytes[start - 1] === LF ? start : endOfLine(bytes, start) + 1;
  while (at < Math.min(end, bytes.length)) {
    const lineEnd = endOfLine(bytes, at);
    const first = at === 0 && start === 0 ? lengthOfMark(bytes) : at;
    const last = bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (last - first > MAX_LINE) {
      skipped++;
    } else if (last > first) {
      const line = bytes.subarray(first, last);
      for (const key of keysOf(line)) {
        keysTried++;
        if (isKey(key)) return { found: { key: key.slice(), line: decodeUtf8(line) }, keysTried, skipped };
      }
    }
    at = lineEnd + 1;
  }
  return { found: null, keysTried, skipped };
}

function lengthOfMark(bytes: Uint8Array): number {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
}

function endOfLine(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end;
}

/** The line itself, and its value if it is a quoted literal. */
function keysOf(line: Uint8Array): readonly Uint8Array[] {
  const isQuoted = OPENINGS.includes(line[0] ?? 0) && QUOTES.includes(line[line.length - 1] ?? 0);
  const text = isQuoted ? decodeUtf8(line) : null;
  const literal = text === null ? null : readLiteral(text);
  return literal?.ok ? [line, literal.bytes] : [line];
}
