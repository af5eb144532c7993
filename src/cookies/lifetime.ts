/** The two clocks of a session cookie: the browser's and the server's. Computes; now is a parameter, never read. */

/** Seconds: Flask's default `PERMANENT_SESSION_LIFETIME`, 31 days. It bounds volatile sessions as well. */
export const DEFAULT_PERMANENT_SESSION_LIFETIME = 2_678_400;

/** Seconds: 400 days, to which Chromium and Firefox cut Expires, counted from the moment of storing. */
export const EXPIRES_CAP = 34_560_000;

/**
 * Seconds by which `Expires − timestamp` may miss the lifetime. Flask takes the two at different moments (−1), and
 * Chromium moves Expires by its own clock minus the response's Date header, which has no fractions: 0 to 1, and the
 * network's delay on top (measured: up to 1.002 on loopback).
 */
const DRIFT = 2;

export type LifetimeInput = {
  /** Seconds since 1970, as in `Cookie`; null: volatile. */
  readonly expires: number | null;
  /** The session's timestamp, seconds since 1970. */
  readonly timestamp: number;
  /** `PERMANENT_SESSION_LIFETIME` as the user gave it, in seconds; null: not given. */
  readonly setting: number | null;
  /** Of a session that was edited since a server wrote it: what the server wrote, and what the lifetime is inferred from. */
  readonly original?: Pick<LifetimeInput, 'expires' | 'timestamp'> | null;
  /** Seconds since 1970 by the browser's clock; fractions are dropped, as itsdangerous' `get_timestamp` does. */
  readonly now: number;
  /** Seconds by which the server's clock is ahead of the browser's; negative: behind. Default: 0. */
  readonly serverAhead?: number;
};

export type BrowserClock =
  | { readonly kind: 'volatile' }
  /** The cookie is known without its attributes. */
  | { readonly kind: 'unknown' }
  /** `remaining` seconds from now to `expires`; zero or less: past. */
  | { readonly kind: 'permanent'; readonly expires: number; readonly remaining: number };

export type ServerClock = {
  /** Whole seconds: Flask's `max_age`. */
  readonly lifetime: number;
  /**
   * Where `lifetime` is from: the user; Expires − timestamp; the same of the session before it was edited; the 400-day
   * cap, when the lifetime is *at least* that and a later refusal is not known; or Flask's default if nothing else is
   * known.
   */
  readonly source: 'setting' | 'inferred' | 'inferred-before-edit' | 'at-least' | 'default';
  /** The last second since 1970 at which Flask still accepts the session: `timestamp + lifetime`. */
  readonly refusedAfter: number;
  /** Whole seconds from timestamp to now; negative: a session from the future. */
  readonly age: number;
  /** As in `LifetimeInput`: `serverAhead`. */
  readonly ahead: number;
  /**
   * What `TimestampSigner.unsign(max_age=…)` says, the signature apart: `age > max_age` and, since itsdangerous 2.0,
   * `age < 0` are refused. At exactly `max_age` a session is still accepted.
   */
  readonly state: 'accepted' | 'expired' | 'future';
};

/** The server's lifetime as Expires gives it away: Flask writes `Expires = now + PERMANENT_SESSION_LIFETIME`. */
export type Inferred = {
  readonly seconds: number;
  /** True: within 2 s of a whole minute, and so taken to be that; false: rounded down, within 2 s of the truth. */
  readonly exact: boolean;
};

export type Lifetime = {
  readonly browser: BrowserClock;
  readonly server: ServerClock;
  readonly inferred: Inferred | null;
};

/** Both clocks of a session. */
export function lifetimeOf(input: LifetimeInput): Lifetime {
  const { expires, timestamp, setting, original, serverAhead = 0 } = input;
  const inference = inferLifetime(original ?? input, serverAhead);
  const { lifetime, source } = serverLifetime(setting, inference, Boolean(original));
  const age = Math.floor(input.now + serverAhead) - timestamp;
  return {
    browser:
      expires === null
        ? { kind: 'volatile' }
        : { kind: 'permanent', expires, remaining: expires - input.now },
    server: {
      lifetime,
      source,
      refusedAfter: timestamp + lifetime,
      age,
      ahead: serverAhead,
      // itsdangerous compares with max_age first: a session from the future is `expired` under a negative lifetime.
      // If only a minimum of the lifetime is known, its end is not.
      state: age > lifetime && source !== 'at-least' ? 'expired' : age < 0 ? 'future' : 'accepted',
    },
    inferred: inference === 'at-least' ? null : inference,
  };
}

function serverLifetime(
  setting: number | null,
  inference: Inferred | 'at-least' | null,
  isEdited: boolean,
): Pick<ServerClock, 'lifetime' | 'source'> {
  // Flask: int(app.permanent_session_lifetime.total_seconds())
  if (setting !== null) return { lifetime: Math.trunc(setting), source: 'setting' };
  if (inference === null) return { lifetime: DEFAULT_PERMANENT_SESSION_LIFETIME, source: 'default' };
  if (inference === 'at-least') return { lifetime: EXPIRES_CAP, source: 'at-least' };
  return { lifetime: inference.seconds, source: isEdited ? 'inferred-before-edit' : 'inferred' };
}

/** Null: nothing can be said. `at-least`: at the browsers' 400 days, the server may have said more. */
function inferLifetime(
  { expires, timestamp }: Pick<LifetimeInput, 'expires' | 'timestamp'>,
  serverAhead: number,
): Inferred | 'at-least' | null {
  if (expires === null) return null;
  // Browsers move Expires by as much as their clock is ahead of the response's Date.
  const difference = expires + serverAhead - timestamp;
  // Edited, or another server's; and what is further away than any browser stores.
  if (!(difference >= 1)) return null;
  // Storing follows signing, with network delay and two clocks; up to a minute still counts as the cap.
  if (difference > EXPIRES_CAP + 60) return null;
  if (difference >= EXPIRES_CAP - DRIFT) return 'at-least';
  const minutes = Math.round(difference / 60) * 60;
  if (minutes > 0 && Math.abs(difference - minutes) <= DRIFT) return { seconds: minutes, exact: true };
  return { seconds: Math.floor(difference), exact: false };
}
