/** Which entries of the activity are asked for: those that a filter lets through, and those of one cookie. Pure. */
import type { Cookie } from '../../../cookies/index.ts';
import type { ActivityFilter } from './activity.ts';
import type { Happening } from './ledger.ts';

/** Whether another one has the same place in the jar, whatever its store and partition. */
export function sameCookieAs(cookie: Cookie): (other: Cookie) => boolean {
  return ({ name, domain, path, hostOnly }) =>
    name === cookie.name && domain === cookie.domain && path === cookie.path && hostOnly === cookie.hostOnly;
}

/** What the filter lets through. Decodes nothing. */
export function matching({ text, outcome, sessionsOnly }: ActivityFilter): (happening: Happening) => boolean {
  const wanted = text.trim().toLowerCase();
  return (happening) => {
    if (happening.kind === 'unread') return outcome === 'any' && !sessionsOnly && wanted === '';
    const { entry } = happening.step;
    if (sessionsOnly && !happening.isSession) return false;
    if (!hasOutcome(happening, outcome)) return false;
    if (wanted === '') return true;
    const { request } = entry;
    const texts = [entry.name, request?.method, request?.url, request && String(request.status)];
    return texts.some((each) => each?.toLowerCase().includes(wanted));
  };
}

function hasOutcome(
  happening: Exclude<Happening, { kind: 'unread' }>,
  wanted: ActivityFilter['outcome'],
): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'unexplained':
      return happening.kind === 'change';
    case 'warned':
      return happening.kind === 'set-cookie' && happening.prediction.warnings.length > 0;
    default:
      return happening.outcome === wanted;
  }
}
