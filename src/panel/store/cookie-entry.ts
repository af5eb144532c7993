/** A cookie as the panel holds it: decoded at most once, and only when somebody looks. */
import {
  type Cookie,
  type CookieSize,
  cookieId,
  isSentTo,
  type Sending,
  sameCookie,
  sizeOf,
} from '../../cookies/index.ts';
import type { HostReading } from '../../messaging/protocol.ts';
import { type FlaskSession, type Reading, read } from '../../session/index.ts';

/** Flask's default for `SESSION_COOKIE_NAME`: where a session is expected even if the value is none. */
const DEFAULT_SESSION_NAME = 'session';

/** Bytes of the digests that itsdangerous can sign with (MD5 to SHA-512). */
const DIGEST_BYTES: ReadonlySet<number> = new Set([16, 20, 28, 32, 48, 64]);

export class CookieEntry {
  readonly #url: string;
  #reading: Reading | undefined;
  #size: CookieSize | undefined;

  constructor(
    /** The cookie's `cookieId`. */
    readonly id: string,
    readonly cookie: Cookie,
    /** The host it is listed for. */
    readonly host: Pick<HostReading, 'host' | 'url' | 'isTop'>,
  ) {
    this.#url = host.url;
  }

  /** The origin whose settings (secret key, lifetime) apply. */
  get origin(): string {
    return new URL(this.#url).origin;
  }

  /** Whether a request for the page (or frame) that it is listed for carries it. */
  get sending(): Sending {
    return isSentTo(this.cookie, new URL(this.#url));
  }

  get reading(): Reading {
    this.#reading ??= read(this.cookie.value);
    return this.#reading;
  }

  /** Bytes, as the browsers count them. */
  get size(): CookieSize {
    this.#size ??= sizeOf(this.cookie);
    return this.#size;
  }

  /**
   * The decoded session, or null for any other cookie. Three segments that happen to decode (`MTIz.x.y` holds 123) are
   * no session yet: Flask's is a dict, and something signed ends in a digest.
   */
  get session(): FlaskSession | null {
    const { reading } = this;
    if (reading.kind !== 'flask-session') return null;
    const isSigned = reading.signatureBytes !== null && DIGEST_BYTES.has(reading.signatureBytes);
    return reading.payload.type === 'dict' || isSigned ? reading : null;
  }

  /** Whether the user should be told why this is no session: it has the name of one. */
  get isExpectedSession(): boolean {
    return this.cookie.name === DEFAULT_SESSION_NAME;
  }

  /** Whether this entry still stands for that cookie, so that nothing of it need be computed again. */
  standsFor(cookie: Cookie, host: Pick<HostReading, 'url'>): boolean {
    return this.#url === host.url && sameCookie(this.cookie, cookie);
  }
}

/** The entries of a new reading, sessions first, then by name; entries of cookies that did not change are kept as they are. */
export function entriesOf(hosts: readonly HostReading[], previous: readonly CookieEntry[]): CookieEntry[] {
  const known = new Map(previous.map((entry) => [entry.id, entry]));
  return hosts.flatMap((host) =>
    host.cookies
      .map((cookie) => {
        const id = cookieId(cookie);
        const entry = known.get(id);
        return entry?.standsFor(cookie, host) ? entry : new CookieEntry(id, cookie, host);
      })
      .sort(bySessionThenName),
  );
}

function bySessionThenName(a: CookieEntry, b: CookieEntry): number {
  return (
    Number(b.session !== null) - Number(a.session !== null) ||
    compareText(a.cookie.name, b.cookie.name) ||
    b.cookie.path.length - a.cookie.path.length ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
