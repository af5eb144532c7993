/** The last segment: itsdangerous' signer. It must not look at the payload, nor at the age of what it verifies. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64, URL_SAFE } from './base64.ts';
import { concat } from './bytes.ts';
import { type Digest, FLASK_SIGNING, type SigningParameters } from './parameters.ts';
import { createUtf8Encoder, encodeUtf8 } from './utf8.ts';

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const satisfies Record<Digest, unknown>;

const DOT = 46;
const SIGNER = new TextEncoder().encode('signer');

/** `Signer.derive_key`; null if the salt cannot be UTF-8. */
function deriveKey(
  secretKey: Uint8Array,
  { salt, keyDerivation, digest }: SigningParameters,
): Uint8Array | null {
  const hash = HASHES[digest];
  const saltBytes = encodeUtf8(salt);
  if (saltBytes === null) return null;
  switch (keyDerivation) {
    case 'hmac':
      return hmac(hash, secretKey, saltBytes);
    case 'django-concat':
      return hash(concat(saltBytes, SIGNER, secretKey));
    case 'concat':
      return hash(concat(saltBytes, secretKey));
    case 'none':
      return secretKey;
  }
}

/** `Signer.get_signature` before its base64, with the key derived once; null if the salt cannot be UTF-8. */
function createMac(secretKey: Uint8Array, parameters: SigningParameters) {
  const key = deriveKey(secretKey, parameters);
  if (key === null) return null;
  const keyed = hmac.create(HASHES[parameters.digest], key);
  const working = keyed.clone();
  return (message: Uint8Array): Uint8Array => {
    const mac = new Uint8Array(keyed.outputLen);
    keyed._cloneInto(working).update(message).digestInto(mac);
    return mac;
  };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/**
 * A `verify` for many texts with one key: the key is derived once, here. The same verdicts as `verify`.
 * @param parameters Flask's own unless given
 */
export function createVerifier(
  secretKey: Uint8Array,
  parameters: SigningParameters = FLASK_SIGNING,
): (text: string) => boolean {
  const mac = createMac(secretKey, parameters);
  const encode = createUtf8Encoder();
  return (text) => {
    const separator = text.lastIndexOf('.');
    if (mac === null || separator < 0) return false;
    const signature = decodeBase64(text, separator + 1, text.length, URL_SAFE, true);
    const whole = encode(text);
    if (whole === null || !(signature instanceof Uint8Array)) return false;
    return equal(signature, mac(whole.subarray(0, whole.lastIndexOf(DOT))));
  };
}

/**
 * Whether the text is signed with this key: exactly what itsdangerous' `Signer.unsign` accepts. It looks at the
 * signature only: not at the age, not at whether the payload can be read. Never throws; an empty key is a key.
 * @param parameters Flask's own unless given
 */
export function verify(text: string, secretKey: Uint8Array, parameters?: SigningParameters): boolean {
  return createVerifier(secretKey, parameters)(text);
}

/**
 * The signature of a text, as the last segment carries it (`Signer.get_signature`).
 * @throws RangeError if the text or the salt has a lone surrogate, which UTF-8 cannot carry
 */
export function signature(text: string, secretKey: Uint8Array, parameters: SigningParameters): string {
  const mac = createMac(secretKey, parameters);
  const message = encodeUtf8(text);
  if (mac === null || message === null) throw new RangeError('a lone surrogate cannot be signed');
  return encodeBase64(mac(message), URL_SAFE);
}
