/** Strips white space from text and bytes as Python's `strip` does. Never quadratic. */

// Every character for which str.isspace() is true.
const SPACES = new Set(
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
    '\u2028\u2029\u202f\u205f\u3000',
);
// Every byte for which bytes.isspace() is true.
const ASCII_SPACES = new Set([...' \t\n\v\f\r'].map((character) => character.charCodeAt(0)));

const LF = 0x0a;
const CR = 0x0d;

/** `str.strip()`. */
export function stripText(text: string): string {
  const [start, end] = strip(text.length, (at) => SPACES.has(text.charAt(at)));
  return text.slice(start, end);
}

/** The start and end of what `bytes.strip()` returns. */
export function stripBytes(bytes: Uint8Array): readonly [start: number, end: number] {
  return strip(bytes.length, (at) => ASCII_SPACES.has(bytes[at] ?? 0));
}

/** The length without the newlines at the end. */
export function endOfContent(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
  return end;
}

function strip(length: number, isSpace: (at: number) => boolean): readonly [start: number, end: number] {
  let start = 0;
  while (start < length && isSpace(start)) start++;
  let end = length;
  while (end > start && isSpace(end - 1)) end--;
  return [start, end];
}
