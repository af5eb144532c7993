/** Sessions of several applications on one host, whose cookies are one: the port is no part of a cookie's identity (RFC 6265bis, section 8.5). */
import { isSafeMethod } from '../cookies/index.ts';
import type { FlaskSession } from '../session/index.ts';
import { continuity, hasAnother, isBegunAnew, keepsMore, keepsNothing } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { TrailEntry } from './entry.ts';
import { beginningsIn, carriedBy, type Judge, type Signer, type Step } from './steps.ts';

/** What Flask-WTF gives to whoever asks for a form, and never replaces in a session that has one. */
const CSRF_TOKEN = 'csrf_token';

/** A session of one port that took the place of another's. */
type Crossing = {
  readonly from: TrailEntry;
  readonly to: TrailEntry;
  /** Of the two entries. */
  readonly before: FlaskSession;
  readonly after: FlaskSession;
  /** From where to where. */
  readonly way: string;
  /** The two origins, in one order. */
  readonly origins: string;
  /** Whether the keys of either port signed both sessions, or only one of them; `unknown`: neither. */
  readonly signedBy: 'one-key' | 'several' | 'unknown';
};

/**
 * Another port of the same host wrote a session that keeps nothing of the previous one, or begins anew with what it gives
 * to whoever comes; unless the two continue each other's session at other times, or one key signs for both, as with one
 * application on several ports.
 */
export function otherApplication(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const crossings = steps.flatMap(
    (step, index) => crossingAt(step, carriedBy(step, steps.slice(0, index)), judge) ?? [],
  );
  const beginnings = beginningsIn(steps);
  const sharing = new Set(crossings.filter((each) => goesOn(each, beginnings)).map(({ origins }) => origins));
  const apart = crossings.filter(({ origins, signedBy }) => !sharing.has(origins) && signedBy !== 'one-key');
  const ways = new Set(apart.filter(beginsForm).map(({ way }) => way));
  const clashes = apart.filter((each) => {
    if (keepsNothing(continuity(each.before, each.after))) return true;
    if (each.signedBy === 'several') return isBegunAnew(each.before, each.after, beginnings);
    // One application may clear a session and begin another, but hardly at either port after the other.
    return beginsForm(each) && ways.has(wayOf(each.to, each.from));
  });
  const [first] = clashes;
  // A login may start a new session on purpose: a single POST like that proves nothing.
  const isLogin = clashes.length === 1 && first?.to.request?.method === 'POST';
  if (!first || (isLogin && first.signedBy !== 'several')) return null;
  const both = clashes.flatMap(({ from, to }) => [from, to]);
  return {
    kind: 'other-application',
    name: first.to.name,
    evidence: [...new Set(both.map(({ id }) => id))],
    origins: [...new Set(both.flatMap((entry) => originOf(entry)))],
  };
}

/** Null if a step and the one whose session its request carried are not on two ports of one host. */
function crossingAt(
  { entry, session, tookEffect }: Step,
  carried: Step | null,
  judge: Judge,
): Crossing | null {
  if (!carried?.entry.request || !entry.request || !tookEffect) return null;
  const [from, to] = [new URL(carried.entry.request.url), new URL(entry.request.url)];
  const isOneHost = from.protocol === to.protocol && from.hostname === to.hostname;
  if (!isOneHost || from.port === to.port || !carried.session || !session) return null;
  return {
    from: carried.entry,
    to: entry,
    before: carried.session,
    after: session,
    way: wayOf(carried.entry, entry),
    origins: [from.origin, to.origin].sort().join(' '),
    signedBy: signersOf(carried.entry, entry, judge),
  };
}

/** Whether the other port took the session up. Where it is known to sign with a key of its own, what it gives to whoever comes shows nothing. */
function goesOn({ before, after, signedBy }: Crossing, beginnings: readonly FlaskSession[]): boolean {
  if (signedBy === 'several') return keepsMore(before, after, beginnings);
  return keepsMore(before, after, []);
}

/** Whether an answer has another CSRF token than what was sent, and nothing of that session, though no form was submitted. */
function beginsForm({ before, after, to }: Crossing): boolean {
  const isForm = to.request !== null && !isSafeMethod(to.request.method);
  return !isForm && hasAnother(before, after, CSRF_TOKEN) && isBegunAnew(before, after, []);
}

function originOf({ request }: TrailEntry): string[] {
  return request ? [new URL(request.url).origin] : [];
}

function wayOf(from: TrailEntry, to: TrailEntry): string {
  return [...originOf(from), ...originOf(to)].join(' ');
}

function signersOf(from: TrailEntry, to: TrailEntry, judge: Judge): Crossing['signedBy'] {
  const pairs = [from.request, to.request].map((request) =>
    [from, to].map((entry) => keyOf(judge({ ...entry, request }, entry.time).signer)),
  );
  if (pairs.some(([one, other]) => one !== null && one === other)) return 'one-key';
  return pairs.some(([one, other]) => one !== other) ? 'several' : 'unknown';
}

function keyOf(signer: Signer): string | null {
  return typeof signer === 'string' ? null : signer.keyId;
}
