/** Makes header texts readable, and cuts them to a length. Does not interpret them. */
import type { CutText } from '../messaging/recording.ts';

/** What windows-1252 has for the bytes 0x80 to 0x9f, those that it does not assign left as they are. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text that a header's bytes are as UTF-8, in which cookies are stored: U+FFFD for bytes that are none. DevTools
 * decodes them one by one, as Latin-1 in Firefox and as windows-1252 in Chromium.
 */
export function readable(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const special = unit < 0x100 ? -1 : WINDOWS_1252.indexOf(text.charAt(index));
    if (unit >= 0x100 && special < 0) return text;
    bytes[index] = special < 0 ? unit : 0x80 + special;
  }
  return utf8.decode(bytes);
}

/** At most so many UTF-16 units of it. */
export function cut(text: string, most: number): CutText {
  return { text: text.length > most ? detached(text.slice(0, most)) : text, length: text.length };
}

/** A copy: a part of a text, as engines make it, keeps the whole in memory. */
export function detached(text: string): string {
  return text.split('').join('');
}
