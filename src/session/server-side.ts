/** Sessions whose data is on the server: the cookie holds only an id. It must not look for more in the id. */

import type { Segment } from './reading.ts';
import type { SigningParameters } from './signing/parameters.ts';

/** The libraries whose ids are recognised. */
export type ServerSideLibrary = 'Flask-Session' | 'Flask-KVSession';

export type ServerSideSession = {
  readonly kind: 'server-side';
  readonly library: ServerSideLibrary;
  readonly id: Segment;
  /** Null: the id is not signed, and anyone who knows it has the session. */
  readonly signature: Segment | null;
  /** When the session began, in seconds since 1970, if the id says so (Flask-KVSession). */
  readonly created: number | null;
};

/** How each library signs its ids: Flask-Session's `_get_signer`; Flask-KVSession uses itsdangerous' own defaults. */
export const SERVER_SIDE_SIGNING: Readonly<Record<ServerSideLibrary, SigningParameters>> = {
  'Flask-Session': { salt: 'flask-session', keyDerivation: 'hmac', digest: 'sha1' },
  'Flask-KVSession': { salt: 'itsdangerous.Signer', keyDerivation: 'django-concat', digest: 'sha1' },
};

// secrets.token_urlsafe(32), the default of SESSION_ID_LENGTH, or str(uuid.uuid4()) before Flask-Session 0.6
const FLASK_SESSION_ID =
  /^(?:[A-Za-z0-9_-]{43}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
// secrets.token_urlsafe of 16 to 128 bytes: another SESSION_ID_LENGTH
const RANDOM_TEXT = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9_-]{22,171}$/;
// Base64 of a JSON object, array or string: the beginning of what itsdangerous signs
const JSON_BEGINNING = /^(?:ey|W[yw]|W1|I)/;
// '%x_%x' % (id, created), of SESSION_KEY_BITS 64 up to 256
const FLASK_KVSESSION_ID = /^[0-9a-f]{1,64}_([0-9a-f]{8})$/;
// SHA-1 in base64 without padding; `verify` checks whether it is the right one
const SHA1_SIGNATURE = /^[A-Za-z0-9_-]{27}$/;

/**
 * Recognises the id of a server-side session by its form alone; null if it is not one. An unsigned id is only a random
 * text (or a UUID), as in many cookies: it is recognised only in the session cookie, and so is one whose length is not
 * Flask-Session's default.
 */
export function readServerSide(text: string, isSessionCookie: boolean): ServerSideSession | null {
  const dot = text.lastIndexOf('.');
  const isSigned = dot >= 0;
  if (isSigned ? !SHA1_SIGNATURE.test(text.slice(dot + 1)) : !isSessionCookie) return null;
  const end = isSigned ? dot : text.length;
  const found = {
    kind: 'server-side',
    id: { start: 0, end },
    signature: isSigned ? { start: dot + 1, end: text.length } : null,
  } as const;
  const id = text.slice(0, end);
  const isId =
    FLASK_SESSION_ID.test(id) || (isSessionCookie && RANDOM_TEXT.test(id) && !JSON_BEGINNING.test(id));
  if (isId) return { ...found, library: 'Flask-Session', created: null };
  const created = isSigned ? FLASK_KVSESSION_ID.exec(id)?.[1] : undefined;
  if (created === undefined) return null;
  return { ...found, library: 'Flask-KVSession', created: Number.parseInt(created, 16) };
}
