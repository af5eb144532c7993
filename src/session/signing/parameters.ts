/** How a session is signed: itsdangerous' parameters and Flask's choice of them. It must not sign anything. */

/** The `key_derivation`s of itsdangerous' `Signer`. */
export const KEY_DERIVATIONS = ['hmac', 'django-concat', 'concat', 'none'] as const;
export type KeyDerivation = (typeof KEY_DERIVATIONS)[number];

/** The supported digests; `digest_method` may be any of hashlib's. */
export const DIGESTS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Length of each digest, and therefore of a signature, in bytes. */
export const DIGEST_BYTES: Readonly<Record<Digest, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** The parameters of an itsdangerous `Signer`, except the secret key. */
export type SigningParameters = {
  /** UTF-8 text, as Flask's `SecureCookieSessionInterface.salt`. */
  readonly salt: string;
  readonly keyDerivation: KeyDerivation;
  readonly digest: Digest;
};

/** Flask's own: `SecureCookieSessionInterface` (flask/sessions.py). */
export const FLASK_SIGNING: SigningParameters = {
  salt: 'cookie-session',
  keyDerivation: 'hmac',
  digest: 'sha1',
};

/** Whether both sign alike, as far as their parameters say. */
export function isSameSigning(a: SigningParameters, b: SigningParameters): boolean {
  return a.salt === b.salt && a.keyDerivation === b.keyDerivation && a.digest === b.digest;
}
