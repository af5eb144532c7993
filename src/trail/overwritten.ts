/** Sessions that were not sent with a request from another site, because of their SameSite, and that its response replaced. */
import { isSentAcrossSites, isSentTo } from '../cookies/index.ts';
import type { FlaskSession } from '../session/index.ts';
import { continuity } from './continuity.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';
import { ANYBODYS, isAnybodys, namesUser } from './whose.ts';

/**
 * The last response that did so, to a request that is known to have carried no session. Not where a login answered:
 * that begins one on purpose, as with single sign-on.
 */
export function overwritten(steps: readonly Step[]): Diagnosis | null {
  const found = steps.filter((step) => isKeptBack(step) && losesSession(step));
  const last = found.at(-1);
  if (!last?.before || !last.entry.request) return null;
  return {
    kind: 'overwritten',
    name: last.entry.name,
    evidence: found.map(({ entry }) => entry.id),
    method: last.entry.request.method,
    url: last.entry.request.url,
    cookie: last.before.cookie,
    isDeleted: last.session === null,
  };
}

/** Whether SameSite, and nothing else, kept the request from carrying the session that was there. */
function isKeptBack({ entry: { request, time }, before }: Step): boolean {
  if (!request?.isCrossSite || !request.isNavigation || request.sent?.length !== 0 || !before) return false;
  const { cookie } = before;
  const isAlive = cookie.expires === null || cookie.expires * 1000 > time;
  return isAlive && isSentTo(cookie, new URL(request.url)).sent && !isSentAcrossSites(cookie, request);
}

function losesSession({ entry, session, sessionBefore }: Step): boolean {
  if (!sessionBefore || isAnybodys(sessionBefore)) return false;
  if (entry.outcome === 'deleted') return true;
  return entry.outcome === 'replaced' && session !== null && isLost(sessionBefore, session);
}

function isLost(before: FlaskSession, after: FlaskSession): boolean {
  if (namesUser(after)) return false;
  const { keys, kept, extended } = continuity(before, after, ANYBODYS);
  return namesUser(before) || kept + extended < keys;
}
