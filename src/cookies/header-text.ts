/** Header values as DevTools gives them, back to the bytes of the wire. Knows nothing of what a header means. */
import type { BrowserFamily } from './browser-rules.ts';

/** Bytes as a text: each character's code, 0 to 255, is one byte. */
export type ByteString = string;

/** What windows-1252 makes of the bytes 0x80 to 0x9f; the five that it leaves open stand for themselves. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const ASCII = /^[\0-\x7f]*$/;

/**
 * The bytes of a header value that DevTools handed over: there each byte is one character, of windows-1252 in Chromium
 * and of Latin-1 in Firefox. A character that neither has is taken to be text already, and becomes its UTF-8 bytes.
 */
export function headerBytes(text: string, browser: BrowserFamily): ByteString {
  if (ASCII.test(text)) return text;
  let bytes = '';
  for (const character of text) {
    const upper = browser === 'chromium' ? WINDOWS_1252.indexOf(character) : -1;
    if (upper >= 0) bytes += String.fromCharCode(0x80 + upper);
    else if (character <= '\xff') bytes += character;
    else bytes += utf8Bytes(character);
  }
  return bytes;
}

/** The text that the bytes are in UTF-8; what is none of it becomes U+FFFD, as in the browsers' cookies API. */
export function decodeUtf8(bytes: ByteString): string {
  if (ASCII.test(bytes)) return bytes;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(toArray(bytes));
}

/** Whether the bytes are UTF-8 throughout. */
export function isUtf8(bytes: ByteString): boolean {
  if (ASCII.test(bytes)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(toArray(bytes));
    return true;
  } catch {
    return false;
  }
}

function toArray(bytes: ByteString): Uint8Array {
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** The UTF-8 of a text. */
export function utf8Bytes(text: string): ByteString {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
