/** Sessions that an application cleared itself. It must not take for that what a server that refused a session answers. */
import { isSafeMethod } from '../cookies/index.ts';
import { continuity } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { TrailRequest } from './entry.ts';
import type { Before, Judge, Step } from './steps.ts';
import { isAnybodys, isNobodys, namesUser } from './whose.ts';

/** How a path says that it ends a session. */
const LOGOUT = /(log|sign)[-_]?(out|off)/i;

/** Whether the path of a URL is that of a logout. */
export function endsSession(url: string): boolean {
  return LOGOUT.test(new URL(url).pathname);
}

/**
 * A response left nothing of a session, and nobody has begun one since. Its evidence: the cookie is deleted that held
 * more than messages; or only messages and a new CSRF token are left of it, by a logout, or by a request that changes
 * things and whose server is known to have accepted it. Any other may have been sent what the server refused.
 */
export function cleared(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const first = steps[steps.findLastIndex((step) => !isBare(step)) + 1];
  if (!first?.entry.request || !isClearing(first, first.entry.request, judge)) return null;
  const { method, url } = first.entry.request;
  const isDeleted = first.session === null;
  return { kind: 'cleared', name: first.entry.name, evidence: [first.entry.id], method, url, isDeleted };
}

function isClearing(step: Step, { method, url, sent }: TrailRequest, judge: Judge): boolean {
  const { entry, before, session, sessionBefore } = step;
  if (!before || !sessionBefore) return false;
  if (!session) return entry.outcome === 'deleted' && !isNobodys(sessionBefore);
  // Of several, Werkzeug reads the first.
  const wasSent = !sent || sent[0] === before.cookie.value;
  if (!wasSent || isAnybodys(sessionBefore) || continuity(sessionBefore, session).kept > 0) return false;
  if (endsSession(url)) return true;
  // What else went may have come to its end, as a basket does by an order.
  return !isSafeMethod(method) && namesUser(sessionBefore) && isAccepted(step, before, judge);
}

/** Whether a server signs with the keys that the user told, and accepted the session by the lifetime that he told. */
function isAccepted({ entry }: Step, { cookie }: Before, judge: Judge): boolean {
  const judgements = [judge({ ...entry, cookie }, entry.time), judge(entry, entry.time)];
  return judgements.every(
    ({ signer, clock, lifetimeFrom }) =>
      typeof signer !== 'string' && clock === 'accepted' && lifetimeFrom === 'setting',
  );
}

/** Whether there is no session after a step, or one that could be anybody's. */
function isBare({ entry, before, session, told }: Step): boolean {
  if (session) return entry.outcome !== 'rejected' && isAnybodys(session);
  // What else expires on its arrival was not meant to.
  return entry.outcome === 'deleted' && (!told || entry.cookie.value === before?.cookie.value);
}
