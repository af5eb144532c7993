/** How a session is signed: itsdangerous' parameters and Flask's choice of them. */

export type KeyDerivation = 'hmac' | 'django-concat' | 'concat' | 'none';
export type Digest = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** The parameters of an itsdangerous `Signer`, the secret key apart. */
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
