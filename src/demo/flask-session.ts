/** Flask's own handling of a session cookie, for the demo server. Follows flask/sessions.py; adds no rules. */
import { DEFAULT_PERMANENT_SESSION_LIFETIME, httpDate, setCookieHeader } from '../cookies/index.ts';
import { read, type Value, verify, write } from '../session/index.ts';

/** Flask's default `SESSION_COOKIE_NAME`. */
export const SESSION_COOKIE = 'session';

/**
 * Flask's `SecureCookieSession`: a dict that knows whether it was changed. Only changes of the dict itself count, not
 * of its values.
 */
export class Session {
  readonly #entries: Map<string, Value>;
  #modified = false;

  constructor(entries: readonly (readonly [string, Value])[] = []) {
    this.#entries = new Map(entries);
  }

  get modified(): boolean {
    return this.#modified;
  }

  get empty(): boolean {
    return this.#entries.size === 0;
  }

  /** Flask's `session.permanent`: the cookie gets an expiry date. */
  get permanent(): boolean {
    const value = this.#entries.get('_permanent');
    return value?.type === 'bool' && value.value;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: Value): void {
    this.#entries.set(key, value);
    this.#modified = true;
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#modified = true;
  }

  clear(): void {
    this.#entries.clear();
    this.#modified = true;
  }

  /** A copy for experiments. */
  copy(): Session {
    return new Session([...this.#entries]);
  }

  /** As the dict that is signed. */
  payload(): Value {
    return { type: 'dict', entries: [...this.#entries] };
  }
}

/** What happened to the cookie that the request carried. */
export type Opening = 'none' | 'opened' | 'refused';

/**
 * `SecureCookieSessionInterface.open_session`: a wrong signature, an age below zero or above 31 days, or anything
 * unreadable give an empty session. `now`: seconds since 1970.
 */
export function openSession(
  cookie: string | undefined,
  secretKey: Uint8Array,
  now: number,
): { readonly session: Session; readonly opening: Opening } {
  if (cookie === undefined || cookie === '') return { session: new Session(), opening: 'none' };
  const refused = { session: new Session(), opening: 'refused' } as const;
  if (!verify(cookie, secretKey)) return refused;
  const reading = read(cookie);
  if (reading.kind !== 'flask-session' || reading.timestamp.state !== 'read') return refused;
  const age = Math.floor(now) - reading.timestamp.seconds;
  if (age > DEFAULT_PERMANENT_SESSION_LIFETIME || age < 0) return refused;
  if (reading.payload.type !== 'dict') return refused;
  return { session: new Session(reading.payload.entries), opening: 'opened' };
}

/** A Set-Cookie header to send, with the value in it ('' when it deletes). */
export type SavedSession = { readonly header: string; readonly value: string };

/**
 * `SecureCookieSessionInterface.save_session`: changed and empty, the cookie is deleted; changed, or permanent
 * (`SESSION_REFRESH_EACH_REQUEST`), it is set; else null. HttpOnly and `Path=/`, Flask's defaults. `now`: seconds
 * since 1970.
 */
export function saveSession(session: Session, secretKey: Uint8Array, now: number): SavedSession | null {
  if (session.empty) {
    if (!session.modified) return null;
    return { header: `${SESSION_COOKIE}=; Expires=${httpDate(0)}; Max-Age=0; HttpOnly; Path=/`, value: '' };
  }
  if (!session.modified && !session.permanent) return null;
  const value = write(session.payload(), secretKey, Math.floor(now));
  return { header: setCookieHeader(sessionCookie(session, value, now)), value };
}

/** The cookie as the browser would keep it, for `cookies/` to measure. */
export function sessionCookie(session: Session, value: string, now: number) {
  return {
    name: SESSION_COOKIE,
    value,
    domain: '',
    hostOnly: true,
    path: '/',
    secure: false,
    httpOnly: true,
    sameSite: 'unspecified',
    expires: session.permanent ? now + DEFAULT_PERMANENT_SESSION_LIFETIME : null,
    partitionKey: null,
  } as const;
}
