/** Sessions that more than one key, or more than one application, has signed. */
import { type Continuity, continuity, keepsNothing } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { TrailEntry } from './entry.ts';
import { carriedBy, type Judge, type Signer, type Step } from './steps.ts';

/** One of the site's keys has signed some, and none of them others. */
export function otherKey(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const signerOf = ({ entry }: Step) => judge(entry, entry.time).signer;
  // A value set by a script, a user or an extension may not be signed by any server.
  const isByServer = ({ entry, tookEffect }: Step): boolean => entry.request !== null && tookEffect;
  const signed = steps.filter(
    (step) => isByServer(step) && step.session !== null && signerOf(step) !== 'no-keys',
  );
  const isForeign = (step: Step): boolean => signerOf(step) === 'none-of-them';
  const turns = signed.flatMap((step, index) => {
    const before = signed[index - 1];
    return before && isForeign(before) !== isForeign(step) ? [[before, step] as const] : [];
  });
  const [first] = turns;
  if (!first || otherApplication(steps, judge)) return null;
  const evidence = turns.flatMap((turn) => turn.map(({ entry }) => entry.id));
  return {
    kind: 'other-key',
    name: first[0].entry.name,
    evidence: [...new Set(evidence)],
    times: turns.length,
  };
}

/** A session of one port that replaced another port's. */
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
