/** Selects entries of the activity: those that a filter lets through, and those of one cookie. Pure. */
import type { Cookie } from '../../../cookies/index.ts';
import type { ActivityFilter } from './activity.ts';
import type { Happening, Judged } from './ledger.ts';

/** Whether another entry has the same place in the jar, whatever its store and partition. */
export function sameCookieAs(cookie: Cookie): (other: Cookie) => boolean {
  return ({ name, domain, path, hostOnly }) =>
    name === cookie.name && domain === cookie.domain && path === cookie.path && hostOnly === cookie.hostOnly;
}

/** The entries that the filter lets through. Decodes nothing. */
export function matching({ text, outcome, sessionsOnly }: ActivityFilter): (happening: Happening) => boolean {
  const wanted = text.trim();
  // Lower-casing thousands of texts on every keystroke takes longer than everything else.
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  return (happening) => {
    if (happening.kind === 'unread') {
      // Whether it set a session is not known: such entries are shown if they are asked for.
      if (outcome !== 'unread' && (outcome !== 'any' || sessionsOnly)) return false;
    } else if ((sessionsOnly && !happening.isSession) || !hasOutcome(happening, outcome)) {
      return false;
    }
    return wanted === '' || textsOf(happening).some((searched) => pattern.test(searched));
  };
}

/** The texts in which the filter's text is searched. */
function textsOf(happening: Happening): string[] {
  if (happening.kind === 'change') return [happening.step.entry.name];
  const { method, url, status } = happening.recorded.request;
  const name = happening.kind === 'unread' ? [] : [happening.step.entry.name];
  return [...name, method, url.text, String(status)];
}

function hasOutcome(happening: Judged, wanted: ActivityFilter['outcome']): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'unread':
      return false;
    case 'unexplained':
      return happening.kind === 'change';
    case 'warned':
      return happening.kind === 'set-cookie' && happening.prediction.warnings.length > 0;
    default:
      return happening.outcome === wanted;
  }
}
