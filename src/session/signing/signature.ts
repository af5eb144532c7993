/** The last segment: itsdangerous' signer. It must not look at the payload or the age of what it verifies. */
import { hmac } from '@noble/hashes/hmac.js';
import { decodeBase64, encodeBase64, URL_SAFE } from '../bytes/base64.ts';
import { concat } from '../bytes/concat.ts';
import { createUtf8Encoder, encodeUtf8 } from '../bytes/utf8.ts';
import { createHmac, HASHES } from './hmac.ts';
import { DIGEST_BYTES, FLASK_SIGNING, type SigningParameters } from './parameters.ts';

const DOT = 46;
const SIGNER = new TextEncoder().encode('signer');

/** `Signer.derive_key`, for many keys in a row; null if the salt cannot be UTF-8. */
function createDerivation({
  salt,
  keyDerivation,
  digest,
}: SigningParameters): ((secretKey: Uint8Array) => Uint8Array) | null {
  const hash = HASHES[digest];
  const saltBytes = encodeUtf8(salt);
  if (saltBytes === null) return null;
  switch (keyDerivation) {
    case 'hmac': {
      const mac = createHmac(digest);
      return (secretKey) => mac(secretKey, saltBytes);
    }
    case 'django-concat':
      return (secretKey) => hash(concat(saltBytes, SIGNER, secretKey));
    case 'concat':
      return (secretKey) => hash(concat(saltBytes, secretKey));
    case 'none':
      return (secretKey) => secretKey;
  }
}

/** `Signer.get_signature` before its base64, with the key derived once; null if the salt cannot be UTF-8. */
function createMac(secretKey: Uint8Array, parameters: SigningParameters) {
  const derive = createDerivation(parameters);
  if (derive === null) return null;
  const keyed = hmac.create(HASHES[parameters.digest], derive(secretKey));
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
 * @param parameters Flask's own by default
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
 * Whether the text is signed with this key: exactly what itsdangerous' `Signer.unsign` accepts. It checks only
 * the signature, not the age, nor whether the payload can be read. Never throws; an empty key is a key.
 * @param parameters Flask's own by default
 */
export function verify(text: string, secretKey: Uint8Array, parameters?: SigningParameters): boolean {
  return createVerifier(secretKey, parameters)(text);
}

/** A signed text in its two parts: what was signed, and the signature's bytes. */
export type SignedText = { readonly message: Uint8Array; readonly signature: Uint8Array };

/** Splits a signed text as `Signer.unsign` does; null if no key could have signed it. Never throws. */
export function readSignedText(text: string): SignedText | null {
  const separator = text.lastIndexOf('.');
  if (separator < 0) return null;
  const signature = decodeBase64(text, separator + 1, text.length, URL_SAFE, true);
  const whole = encodeUtf8(text);
  if (whole === null || !(signature instanceof Uint8Array)) return null;
  return { message: whole.subarray(0, whole.lastIndexOf(DOT)), signature };
}

/** A `verify` for many keys with one text, built for millions of them. The same verdicts as `verify`. */
export function createKeyTester(
  { message, signature }: SignedText,
  parameters: SigningParameters,
): (secretKey: Uint8Array) => boolean {
  const derive = createDerivation(parameters);
  if (derive === null || signature.length !== DIGEST_BYTES[parameters.digest]) return () => false;
  const mac = createHmac(parameters.digest);
  return (secretKey) => equal(signature, mac(derive(secretKey), message));
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
