/** Sessions that more than one key, or more than one application, has signed. */
import { isPermanent } from '../session/index.ts';
import { endsSession } from './cleared.ts';
import { type Continuity, continuity, keepsNothing } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { TrailEntry } from './entry.ts';
import { carriedBy, type Judge, type Signer, type Step } from './steps.ts';
import { isAnybodys, namesUser } from './whose.ts';

/** A session that was sent to the server, and the one that it answered, signed by another. */
type Turn = { readonly from: Step; readonly to: Step };

/**
 * One of the site's keys has signed some, and none of them others. Its evidence: the server did not go on with what it
 * was sent. One that does accepts either key (`SECRET_KEY_FALLBACKS`, of which the user told only some).
 */
export function otherKey(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const isForeign = ({ entry }: Step): boolean => judge(entry, entry.time).signer === 'none-of-them';
  const answered = steps.flatMap((to, index): Turn[] => {
    const from = carriedBy(to, steps.slice(0, index));
    return from && isSigned(from, judge) && isSigned(to, judge) ? [{ from, to }] : [];
  });
  const rewrites = answered.some(
    ({ from, to }) => !isForeign(from) && !isForeign(to) && changeIn({ from, to })?.isSame,
  );
  const turns = answered.filter(
    (turn) => isForeign(turn.from) !== isForeign(turn.to) && !goesOn(turn, rewrites),
  );
  const [first] = turns;
  // A login or a logout may begin a session anew on purpose: one such POST alone shows nothing.
  const isLogin = turns.length === 1 && first?.to.entry.request?.method === 'POST' && !isTurnedAway(first);
  if (!first || isLogin || otherApplication(steps, judge)) return null;
  const evidence = turns.flatMap(({ from, to }) => [from.entry.id, to.entry.id]);
  return {
    kind: 'other-key',
    name: first.from.entry.name,
    evidence: [...new Set(evidence)],
    times: turns.length,
  };
}

/** Whether a server sent the session. What a script, a user or an extension puts into the jar no server need have signed. */
function isSigned({ entry, tookEffect, session }: Step, judge: Judge): boolean {
  const isByServer = entry.request !== null && tookEffect && session !== null;
  return isByServer && judge(entry, entry.time).signer !== 'no-keys';
}

/** @param rewrites whether the server is known to send sessions in which nothing has changed */
function goesOn(turn: Turn, rewrites: boolean): boolean {
  const change = changeIn(turn);
  if (!change || !turn.from.session) return false;
  // Without a reason to send what it was sent, it has begun the same anew.
  if (change.isSame) return rewrites || isPermanent(turn.from.session.payload);
  return change.kept + change.extended > 0;
}

/** Whether the answer knows nothing of the user who was sent, and is no logout's: a server that accepted him goes on. */
function isTurnedAway({ from, to }: Turn): boolean {
  const { request } = to.entry;
  if (!from.session || !to.session || !request || endsSession(request.url)) return false;
  return namesUser(from.session) && isAnybodys(to.session);
}

function changeIn({ from, to }: Turn): Continuity | null {
  return from.session && to.session && continuity(from.session, to.session);
}

/** A session of one port that took the place of another's. */
type Crossing = {
  readonly from: TrailEntry;
  readonly to: TrailEntry;
  /** The two origins, in one order. */
  readonly origins: string;
  readonly continuity: Continuity;
};

/**
 * Another port of the same host wrote a session that keeps nothing of the previous one; unless the two continue each
 * other's session at other times, or one key signs for both, as with one application on several ports.
 */
export function otherApplication(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const crossings = steps.flatMap(
    (step, index) => crossingAt(step, carriedBy(step, steps.slice(0, index))) ?? [],
  );
  const sharing = new Set(crossings.filter((each) => each.continuity.kept > 0).map(({ origins }) => origins));
  const clashes = crossings.filter(
    (each) =>
      keepsNothing(each.continuity) && !sharing.has(each.origins) && signedBy(each, judge) !== 'one-key',
  );
  const [first] = clashes;
  // A login may start a new session on purpose: a single POST like that proves nothing.
  const isLogin = clashes.length === 1 && first?.to.request?.method === 'POST';
  if (!first || (isLogin && signedBy(first, judge) !== 'several')) return null;
  const both = clashes.flatMap(({ from, to }) => [from, to]);
  return {
    kind: 'other-application',
    name: first.to.name,
    evidence: [...new Set(both.map(({ id }) => id))],
    origins: [...new Set(both.flatMap(({ request }) => (request ? new URL(request.url).origin : [])))],
  };
}

/** Null if a step and the one whose session its request carried are not on two ports of one host. */
function crossingAt({ entry, session, tookEffect }: Step, carried: Step | null): Crossing | null {
  if (!carried?.entry.request || !entry.request || !tookEffect) return null;
  const [from, to] = [new URL(carried.entry.request.url), new URL(entry.request.url)];
  const isOneHost = from.protocol === to.protocol && from.hostname === to.hostname;
  if (!isOneHost || from.port === to.port || !carried.session || !session) return null;
  return {
    from: carried.entry,
    to: entry,
    origins: [from.origin, to.origin].sort().join(' '),
    continuity: continuity(carried.session, session),
  };
}

/** Whether the keys of either port signed both sessions, or only one of them; `unknown`: neither. */
function signedBy({ from, to }: Crossing, judge: Judge): 'one-key' | 'several' | 'unknown' {
  const pairs = [from.request, to.request].map((request) =>
    [from, to].map((entry) => keyOf(judge({ ...entry, request }, entry.time).signer)),
  );
  if (pairs.some(([one, other]) => one !== null && one === other)) return 'one-key';
  return pairs.some(([one, other]) => one !== other) ? 'several' : 'unknown';
}

function keyOf(signer: Signer): string | null {
  return typeof signer === 'string' ? null : signer.keyId;
}
