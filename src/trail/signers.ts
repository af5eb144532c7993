/** Sessions that more than one key has signed. */
import { type FlaskSession, isPermanent } from '../session/index.ts';
import { otherApplication } from './applications.ts';
import { endsSession } from './cleared.ts';
import { type Continuity, continuity, isBegunAnew, keepsMore } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import { beginningsIn, carriedBy, type Judge, type Step } from './steps.ts';
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
  const crossed = answered.filter(({ from, to }) => isForeign(from) !== isForeign(to));
  const beginnings = beginningsIn(steps);
  // A server that goes on with some sessions of the other key may take from those as well.
  const acceptsBoth = crossed.some((turn) => isTakenUp(turn, beginnings));
  const turns = crossed.filter(
    (turn) => !goesOn(turn, rewrites) || (!acceptsBoth && isAnew(turn, beginnings)),
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

/** Whether the answer holds what only the session that was sent can have told. */
function isTakenUp({ from, to }: Turn, beginnings: readonly FlaskSession[]): boolean {
  return from.session !== null && to.session !== null && keepsMore(from.session, to.session, beginnings);
}

function isAnew({ from, to }: Turn, beginnings: readonly FlaskSession[]): boolean {
  return from.session !== null && to.session !== null && isBegunAnew(from.session, to.session, beginnings);
}

function changeIn({ from, to }: Turn): Continuity | null {
  return from.session && to.session && continuity(from.session, to.session);
}
