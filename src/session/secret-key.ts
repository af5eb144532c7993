/** A secret key as people have it, to bytes. It must not store, print or log a key: messages never quote one. */
import { decodeBase64, encodeBase64, STANDARD, URL_SAFE } from './base64.ts';
import { readLiteral, startsLikeLiteral } from './python-literal.ts';
import { encodeUtf8, loneSurrogate } from './utf8.ts';

/** One way to take a text for a key. */
export type SecretKey = {
  readonly bytes: Uint8Array;
  readonly form: 'text' | 'str literal' | 'bytes literal' | 'hex' | 'base64';
  /** Such as "16 bytes, from a bytes literal". */
  readonly description: string;
};

export type SecretKeyForm = 'auto' | 'text' | 'literal' | 'hex' | 'base64';

/** `candidates` in the order in which they should be tried; `position` is a UTF-16 index into the text. */
export type SecretKeyReading =
  | { readonly ok: true; readonly candidates: readonly SecretKey[] }
  | { readonly ok: false; readonly message: string; readonly position: number };

const ORIGINS: Readonly<Record<SecretKey['form'], string>> = {
  text: 'as text',
  'str literal': 'from a str literal',
  'bytes literal': 'from a bytes literal',
  hex: 'from hex',
  base64: 'from base64',
};

function secretKey(bytes: Uint8Array, form: SecretKey['form']): SecretKey {
  const count = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
  return { bytes, form, description: `${count}, ${ORIGINS[form]}` };
}

function one(bytes: Uint8Array, form: SecretKey['form']): SecretKeyReading {
  return { ok: true, candidates: [secretKey(bytes, form)] };
}

function fail(message: string, position: number): SecretKeyReading {
  return { ok: false, message, position };
}

function fromText(text: string): SecretKeyReading {
  const bytes = encodeUtf8(text);
  if (bytes === null) {
    return fail('a lone surrogate cannot be part of a key: it has no UTF-8', loneSurrogate(text));
  }
  return one(bytes, 'text');
}

function fromLiteral(text: string): SecretKeyReading {
  const literal = readLiteral(text);
  if (literal.ok) return one(literal.bytes, literal.isBytes ? 'bytes literal' : 'str literal');
  const message = `This Python literal cannot be read: ${literal.message}. It can be read as text instead.`;
  return fail(message, literal.position);
}

function fromHex(text: string): SecretKeyReading {
  const start = text.search(/\S/);
  const digits = text.trim();
  const foreign = digits.search(/[^0-9a-f]/i);
  if (foreign >= 0) return fail('This is not hex: only 0 to 9 and a to f are.', start + foreign);
  if (digits.length % 2 === 1) {
    return fail('This is not hex of whole bytes: the number of digits is odd.', text.trimEnd().length);
  }
  return one(
    Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    'hex',
  );
}

function fromBase64(text: string): SecretKeyReading {
  const start = text.search(/\S/);
  const trimmed = text.trim();
  const foreign = trimmed.search(/[^A-Za-z0-9+/_=-]|=(?!=*$)/);
  if (foreign >= 0) return fail('This is not base64: a foreign character is in it.', start + foreign);
  const characters = trimmed.replace(/=+$/, '');
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
    ? one(bytes, 'base64')
    : fail('This is not base64: it stands for no byte.', start);
}

/** Whether an encoder would write the text for these bytes, in either alphabet, with padding or without. */
function isCanonicalBase64(text: string, bytes: Uint8Array): boolean {
  const padded = encodeBase64(bytes, STANDARD);
  const standard = padded.replace(/=+$/, '');
  const urlSafe = encodeBase64(bytes, URL_SAFE);
  return [padded, standard, urlSafe, urlSafe.padEnd(padded.length, '=')].includes(text.trim());
}

function candidates(text: string): SecretKeyReading {
  const asText = fromText(text);
  if (!asText.ok) return asText;
  const found = [...asText.candidates];
  const hex = fromHex(text);
  if (hex.ok) found.push(...hex.candidates);
  const base64 = fromBase64(text);
  if (base64.ok) found.push(...base64.candidates.filter(({ bytes }) => isCanonicalBase64(text, bytes)));
  return { ok: true, candidates: found };
}

/**
 * Reads a secret key; never throws. `auto` takes what starts like a Python literal for one, and anything else for
 * text first (Flask uses a string of hex digits as text), then for hex and for base64 where it could be either;
 * the other forms give exactly one candidate. Text is UTF-8, and every character of it counts, white space too.
 */
export function readSecretKey(text: string, form: SecretKeyForm = 'auto'): SecretKeyReading {
  if (text === '' || (form !== 'text' && text.trim() === '')) return fail('There is no key.', 0);
  switch (form) {
    case 'text':
      return fromText(text);
    case 'literal':
      return fromLiteral(text);
    case 'hex':
      return fromHex(text);
    case 'base64':
      return fromBase64(text);
    case 'auto':
      return startsLikeLiteral(text) ? fromLiteral(text) : candidates(text);
  }
}
