/** A cookie in the panel: a value is decoded once, and only as far as it is needed. */
import {
  type Cookie,
  type CookieSize,
  cookieId,
  isSentTo,
  type Sending,
  sameCookie,
  sizeOf,
  werkzeugValue,
} from '../../cookies/index.ts';
import type { HostReading } from '../../messaging/protocol.ts';
import {
  DIGEST_BYTES,
  type FlaskSession,
  isCut,
  type NotASession,
  type Reading,
  read,
  readServerSide,
  type ServerSideSession,
} from '../../session/index.ts';

const SIGNATURE_LENGTHS: ReadonlySet<number> = new Set(Object.values(DIGEST_BYTES));

/**
 * Bytes of JSON read for every cookie in the list: more than a normal session has. A hostile one inflates 4 KB to 4 MB,
 * and a site can set 180 of them; such a payload is read further only while it is selected.
 */
const OUTLINE_LIMIT = 16 * 1024;

export class CookieEntry {
  /** The value as Flask receives it, without surrounding quotes. */
  readonly text: string;
  readonly #url: string;
  #outline: Reading | undefined;
  #full: Reading | undefined;
  #size: CookieSize | undefined;
  #serverSide: ServerSideSession | null | undefined;

  constructor(
    /** The cookie's `cookieId`. */
    readonly id: string,
    readonly cookie: Cookie,
    /** The host it is listed for. */
    readonly host: Pick<HostReading, 'host' | 'url' | 'isTop'>,
    /** Whether it has the name of its site's session cookie: a session is expected, even if the value is not one. */
    readonly isExpectedSession: boolean,
    /** The previous entry of this cookie: what was decoded from the same value is reused. */
    previous?: CookieEntry,
  ) {
    this.#url = host.url;
    this.text = werkzeugValue(cookie.value);
    if (previous?.cookie.value === cookie.value) this.#outline = previous.#outline;
  }

  /** The origin whose settings (secret key, lifetime) apply. */
  get origin(): string {
    return new URL(this.#url).origin;
  }

  /** Whether a request for the page (or frame) it is listed for carries it. */
  get sending(): Sending {
    return isSentTo(this.cookie, new URL(this.#url));
  }

  /** Bytes, as the browsers count them. */
  get size(): CookieSize {
    this.#size ??= sizeOf(this.cookie);
    return this.#size;
  }

  /** Its reading for the list, with only the beginning of a very long payload. */
  get outline(): Reading {
    this.#outline ??= read(this.text, OUTLINE_LIMIT);
    return this.#outline;
  }

  /** Its full reading, as far as `read` goes: for the selected cookie. */
  get reading(): Reading {
    const { outline } = this;
    if (outline.kind !== 'flask-session' || !isCut(outline)) return outline;
    this.#full ??= read(this.text);
    return this.#full;
  }

  /** Releases what only the selected cookie needs. */
  release(): void {
    this.#full = undefined;
  }

  /** Whether it is shown as a session, wherever its data is. */
  get isSession(): boolean {
    return this.isFlaskSession || this.serverSide !== null;
  }

  /** Whether it carries the session itself, as Flask's own sessions do. */
  get isFlaskSession(): boolean {
    return sessionIn(this.outline) !== null;
  }

  /** The id of a session whose data is on the server, or null. An unsigned one can be recognised only by its name. */
  get serverSide(): ServerSideSession | null {
    if (this.#serverSide === undefined) {
      this.#serverSide = this.isFlaskSession ? null : readServerSide(this.text, this.isExpectedSession);
    }
    return this.#serverSide;
  }

  /** Whether Flask would read it as its own session, even if it then refuses it. */
  get isJudged(): boolean {
    return this.isFlaskSession || (this.isExpectedSession && this.serverSide === null);
  }

  /** Whether it has, or should have, a signature to verify. */
  get isSigned(): boolean {
    return this.isJudged || (this.serverSide?.signature ?? null) !== null;
  }

  /** The decoded session, or null for any other cookie: for the selected cookie. */
  get session(): FlaskSession | null {
    return sessionIn(this.reading);
  }

  /** Why this is not a session, completing "not a Flask session: …", and where that shows; null for a session. */
  get whyNot(): Pick<NotASession, 'reason' | 'position' | 'decoded'> | null {
    const { reading } = this;
    if (reading.kind === 'not-a-session') return reading;
    if (sessionIn(reading)) return null;
    const reason = `it holds ${reading.payload.type}, not a dict, and does not end in a signature`;
    return { reason, position: reading.segments.signature.start, decoded: reading.json };
  }

  /** Whether this entry still represents that cookie, so that nothing must be computed again. */
  standsFor(cookie: Cookie, host: Pick<HostReading, 'url'>, isExpectedSession: boolean): boolean {
    return (
      this.#url === host.url &&
      this.isExpectedSession === isExpectedSession &&
      sameCookie(this.cookie, cookie)
    );
  }
}

/**
 * Three segments that happen to decode (`MTIz.x.y` holds 123) are not a session yet: Flask's is a dict, and a
 * signed value ends in a digest.
 */
function sessionIn(reading: Reading): FlaskSession | null {
  if (reading.kind !== 'flask-session') return null;
  const isSigned = reading.signatureBytes !== null && SIGNATURE_LENGTHS.has(reading.signatureBytes);
  return reading.payload.type === 'dict' || isSigned ? reading : null;
}

/**
 * The entries of a new reading, sessions first, then by name; entries of cookies that did not change are kept as they are.
 * @param sessionNameOf the name of the session cookie of an origin
 */
export function entriesOf(
  hosts: readonly HostReading[],
  sessionNameOf: (origin: string) => string,
  previous: readonly CookieEntry[],
): CookieEntry[] {
  const known = new Map(previous.map((entry) => [entry.id, entry]));
  return hosts.flatMap((host) => {
    const sessionName = sessionNameOf(new URL(host.url).origin);
    return host.cookies
      .map((cookie) => {
        const id = cookieId(cookie);
        const entry = known.get(id);
        const isExpected = cookie.name === sessionName;
        return entry?.standsFor(cookie, host, isExpected)
          ? entry
          : new CookieEntry(id, cookie, host, isExpected, entry);
      })
      .sort(bySessionThenName);
  });
}

function bySessionThenName(a: CookieEntry, b: CookieEntry): number {
  return (
    Number(b.isSession) - Number(a.isSession) ||
    Number(b.isExpectedSession) - Number(a.isExpectedSession) ||
    compareText(a.cookie.name, b.cookie.name) ||
    b.cookie.path.length - a.cookie.path.length ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
