/** Base64 as Python reads it: lenient. Bytes in, bytes out; it knows nothing about cookies and must not judge what it decodes. */

/** Base64 that Python refuses. `position` is an index into the text that was read. */
export type Base64Failure = { readonly message: string; readonly position: number };

export type Base64Alphabet = {
  /** Value of each ASCII character, 64 and above for one that is skipped. */
  readonly values: Uint8Array;
  readonly name: 'url-safe' | 'standard';
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PAD = 61;
const SKIPPED = 64;

function alphabet(name: Base64Alphabet['name'], ...endings: string[]): Base64Alphabet {
  const values = new Uint8Array(128).fill(SKIPPED);
  for (const ending of endings) {
    [...(LETTERS + ending)].forEach((character, value) => {
      values[character.charCodeAt(0)] = value;
    });
  }
  return { name, values };
}

/** `base64.b64decode`: `+` and `/`. */
export const STANDARD = alphabet('standard', '+/');
/** `base64.urlsafe_b64decode`: it only translates `-` and `_`, so `+` and `/` count as well. */
export const URL_SAFE = alphabet('url-safe', '+/', '-_');

function utf8Length(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // Each half of a surrogate pair counts two: the pair is four bytes.
    length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return length;
}

function failure(text: string, start: number, end: number, count: number, values: Uint8Array): Base64Failure {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== PAD && (values[code] ?? SKIPPED) >= SKIPPED) {
      const found = JSON.stringify(String.fromCodePoint(text.codePointAt(i) ?? 0));
      return { message: `character ${i - start + 1} is ${found}`, position: i };
    }
  }
  const padding = text.indexOf('=', start);
  if (padding >= 0 && padding < end) {
    return { message: `the padding is wrong at character ${padding - start + 1}`, position: padding };
  }
  return {
    message: `it has ${count} characters, and base64 never has one more than a multiple of four`,
    position: end - 1,
  };
}

/**
 * Decodes `text` from `start` to `end` (excluded) as `binascii.a2b_base64` does when not strict: characters that
 * are not of the alphabet are skipped, reading stops at a complete padding.
 * @param pad as itsdangerous' `base64_decode`: adds the `=` that the length in UTF-8 bytes seems to lack first.
 */
export function decodeBase64(
  text: string,
  start: number,
  end: number,
  { values }: Base64Alphabet,
  pad: boolean,
): Uint8Array | Base64Failure {
  const bytes = new Uint8Array(Math.floor(((end - start) * 3) / 4));
  let length = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const a = values[text.charCodeAt(i)] ?? SKIPPED;
    const b = values[text.charCodeAt(i + 1)] ?? SKIPPED;
    const c = values[text.charCodeAt(i + 2)] ?? SKIPPED;
    const d = values[text.charCodeAt(i + 3)] ?? SKIPPED;
    if ((a | b | c | d) >= SKIPPED) break;
    bytes[length] = (a << 2) | (b >> 4);
    bytes[length + 1] = (b << 4) | (c >> 2);
    bytes[length + 2] = (c << 6) | d;
    length += 3;
  }
  let quad = 0;
  let pads = 0;
  let rest = 0;
  let complete = false;
  const regular = i;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === PAD) {
      // `pads` only counts from the second character of four on, as in binascii.
      if (quad >= 2 && quad + ++pads >= 4) {
        complete = true;
        break;
      }
      continue;
    }
    const value = values[code] ?? SKIPPED;
    if (value >= SKIPPED) continue;
    pads = 0;
    if (quad === 0) {
      rest = value;
    } else if (quad === 1) {
      bytes[length++] = (rest << 2) | (value >> 4);
      rest = value & 15;
    } else if (quad === 2) {
      bytes[length++] = (rest << 4) | (value >> 2);
      rest = value & 3;
    } else {
      bytes[length++] = (rest << 6) | value;
    }
    quad = (quad + 1) & 3;
  }
  if (!complete && quad !== 0) {
    const added = pad ? -utf8Length(text, start, end) & 3 : 0;
    if (quad === 1 || quad + pads + added < 4) {
      return failure(text, start, end, regular - start + quad, values);
    }
  }
  return length === bytes.length ? bytes : bytes.subarray(0, length);
}

/**
 * Index into `text` of the character in which byte `byte` of the decoded content begins, ignoring
 * skipped characters; `end` if there is none.
 */
export function base64Position(
  text: string,
  start: number,
  end: number,
  { values }: Base64Alphabet,
  byte: number,
): number {
  let left = Math.floor((byte * 4) / 3);
  for (let i = start; i < end; i++) {
    if ((values[text.charCodeAt(i)] ?? SKIPPED) < SKIPPED && left-- === 0) return i;
  }
  return end;
}

const URL_SAFE_CHARACTERS = `${LETTERS}-_`;
const STANDARD_CHARACTERS = `${LETTERS}+/`;

/**
 * Encodes as Python does: itsdangerous' `base64_encode` with the url-safe alphabet (no padding),
 * `base64.b64encode` with the standard one (padded).
 */
export function encodeBase64(bytes: Uint8Array, { name }: Base64Alphabet): string {
  const characters = name === 'url-safe' ? URL_SAFE_CHARACTERS : STANDARD_CHARACTERS;
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const a = bytes[i] ?? 0;
    const b = bytes[i + 1] ?? 0;
    const c = bytes[i + 2] ?? 0;
    text += characters.charAt(a >> 2) + characters.charAt(((a & 3) << 4) | (b >> 4));
    if (left > 1) text += characters.charAt(((b & 15) << 2) | (c >> 6));
    if (left > 2) text += characters.charAt(c & 63);
  }
  return name === 'url-safe' ? text : text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
