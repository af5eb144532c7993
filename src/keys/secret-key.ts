/** Turns a secret key as people have it into bytes. It must not store, print or log a key: messages never quote one. */
import { decodeBase64, encodeUtf8, loneSurrogate, URL_SAFE } from '../session/index.ts';
import { readLiteral } from './python-literal.ts';

/** How a key's text is read: as a Python `str` or bytes literal, hex, base64, or UTF-8 text. */
export type SecretKeyForm = 'text' | 'literal' | 'hex' | 'base64';

export type SecretKey = {
  /** As the user entered it, every character. */
  readonly text: string;
  readonly form: SecretKeyForm;
  /** What Flask signs with. */
  readonly bytes: Uint8Array;
};

/** `position` is a UTF-16 index into the text. */
export type SecretKeyReading =
  | { readonly ok: true; readonly key: SecretKey }
  | { readonly ok: false; readonly message: string; readonly position: number };

type Bytes = { readonly ok: true; readonly bytes: Uint8Array } | Extract<SecretKeyReading, { ok: false }>;

function one(bytes: Uint8Array): Bytes {
  return { ok: true, bytes };
}

function fail(message: string, position: number): Extract<SecretKeyReading, { ok: false }> {
  return { ok: false, message, position };
}

function fromText(text: string): Bytes {
  const bytes = encodeUtf8(text);
  if (bytes === null) {
    return fail(
      'A lone surrogate cannot be part of a key: it cannot be encoded as UTF-8.',
      loneSurrogate(text),
    );
  }
  return one(bytes);
}

function fromLiteral(text: string): Bytes {
  const literal = readLiteral(text);
  if (literal.ok) return one(literal.bytes);
  const message = `This Python literal cannot be read: ${literal.message}. It can be read as text instead.`;
  return fail(message, literal.position);
}

function fromHex(text: string): Bytes {
  const start = text.search(/\S/);
  const digits = text.trim();
  const foreign = digits.search(/[^0-9a-f]/i);
  if (foreign >= 0) return fail('This is not hex: it may contain only 0 to 9 and a to f.', start + foreign);
  if (digits.length % 2 === 1) {
    return fail('This is not hex: the number of digits is odd.', text.trimEnd().length);
  }
  return one(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

function fromBase64(text: string): Bytes {
  const start = text.search(/\S/);
  const trimmed = text.trim();
  const equals = trimmed.indexOf('=');
  const end = equals < 0 ? trimmed.length : equals;
  const characters = trimmed.slice(0, end);
  const foreign = characters.search(/[^A-Za-z0-9+/_-]/);
  if (foreign >= 0) return fail('This is not base64: it contains another character.', start + foreign);
  // Nothing but more of it may follow a "=".
  if (/[^=]/.test(trimmed.slice(end))) {
    return fail('This is not base64: it contains another character.', start + end);
  }
  if (characters.length % 4 === 1) {
    return fail(
      'This is not base64: its length is one more than a multiple of four.',
      start + trimmed.length,
    );
  }
  const padding = trimmed.length - characters.length;
  if (padding > 0 && (padding > 2 || trimmed.length % 4 !== 0)) {
    return fail('This is not base64: the padding is wrong.', start + characters.length);
  }
  const bytes = decodeBase64(characters, 0, characters.length, URL_SAFE, true);
  return bytes instanceof Uint8Array && bytes.length > 0
    ? one(bytes)
    : fail('This is not base64: it encodes no bytes.', start);
}

/** Reads a secret key in one form; never throws. Text is UTF-8, and every character of it counts, white space too. */
export function readSecretKey(text: string, form: SecretKeyForm): SecretKeyReading {
  if (text === '' || (form !== 'text' && text.trim() === '')) return fail('There is no key.', 0);
  const read = READERS[form](text);
  return read.ok ? { ok: true, key: { text, form, bytes: read.bytes } } : read;
}

const READERS: Readonly<Record<SecretKeyForm, (text: string) => Bytes>> = {
  text: fromText,
  literal: fromLiteral,
  hex: fromHex,
  base64: fromBase64,
};
