/** The trail of one session cookie: each entry decoded, beside what it changed. Pure; what signs and when is asked of the caller. */
import { cookieId } from '../cookies/index.ts';
import { type Difference, diff, type FlaskSession, read } from '../session/index.ts';
import type { TrailEntry } from './entry.ts';

/** Bytes of JSON that are read of each entry: thousands may be kept. */
const READ_LIMIT = 64 * 1024;

/** What the site's keys say of a value's signature: the id of the key that has signed it. */
export type Signer = { readonly keyId: string } | 'none-of-them' | 'no-keys';

/** What is known of a value apart from what it holds. */
export type Judgement = {
  readonly signer: Signer;
  /** What the server's clock says of it at a moment. */
  readonly clock: 'accepted' | 'expired' | 'future' | 'malformed';
};

/** @param time milliseconds since 1970 */
export type Judge = (entry: TrailEntry, value: string, time: number) => Judgement;

/** An entry of a session cookie. */
export type Step = {
  readonly entry: TrailEntry;
  /** Null where the value is no session: the cookie was deleted, or holds something else. */
  readonly session: FlaskSession | null;
  /** The last step that took effect before this one. */
  readonly previous: Step | null;
  /** What it changed against `previous`; null where either is no session. */
  readonly difference: Difference | null;
  /** Bytes of name + value more than `previous`; null without one. */
  readonly growth: number | null;
  readonly judgement: Judgement | null;
  /** Why the server's clock refuses what `previous` had set, at the moment of this step; null where it does not. */
  readonly refused: 'expired' | 'future' | null;
};

/** Whether it changed what the jar holds, or may have. */
export function tookEffect({ entry }: Step): boolean {
  return entry.outcome !== 'rejected';
}

/**
 * The steps of the session cookies among the entries, by the cookie's identity; entries of cookies that never held a
 * session are left out.
 * @param entries in the order of time
 */
export function trailsOf(entries: readonly TrailEntry[], judge: Judge): ReadonlyMap<string, readonly Step[]> {
  const trails = new Map<string, Step[]>();
  for (const entry of entries) {
    const id = cookieId(entry.cookie);
    const steps = trails.get(id) ?? [];
    steps.push(stepOf(entry, steps.findLast(tookEffect) ?? null, judge));
    trails.set(id, steps);
  }
  return new Map([...trails].filter(([, steps]) => steps.some(({ session }) => session !== null)));
}

function stepOf(entry: TrailEntry, previous: Step | null, judge: Judge): Step {
  const { value } = entry.cookie;
  const session = entry.outcome === 'deleted' ? null : sessionIn(value);
  const comparable = session && previous?.session;
  return {
    entry,
    session,
    previous,
    difference: comparable ? diff(comparable.payload, session.payload) : null,
    growth: previous && previous.entry.outcome !== 'deleted' ? entry.bytes - previous.entry.bytes : null,
    judgement: session ? judge(entry, value, entry.time) : null,
    refused: previous?.session
      ? refusedBy(judge(previous.entry, previous.entry.cookie.value, entry.time))
      : null,
  };
}

function refusedBy({ clock }: Judgement): Step['refused'] {
  return clock === 'expired' || clock === 'future' ? clock : null;
}

function sessionIn(value: string): FlaskSession | null {
  const reading = read(value, READ_LIMIT);
  return reading.kind === 'flask-session' && reading.payload.type === 'dict' ? reading : null;
}
