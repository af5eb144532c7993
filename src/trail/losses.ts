/** Sessions that did not last: rejected by the browser, or never sent back. */
import {
  type Cookie,
  isSafeMethod,
  isSentAcrossSites,
  isSentTo,
  type NotSentReason,
} from '../cookies/index.ts';
import type { Diagnosis, Kept, NeverReturns } from './diagnosis.ts';
import type { Outcome, TrailRequest } from './entry.ts';
import type { Step } from './steps.ts';

/** The number of later changes after which a Set-Cookie that was too large is no longer reported. */
const LONG_OVER = 10;

/** Set-Cookies that were too large: the browser keeps the old cookie until another one is stored. */
export function rollback(steps: readonly Step[]): Diagnosis | null {
  const last = steps.findLast(isTooLarge);
  if (!last) return null;
  const place = steps.indexOf(last);
  const since = steps.slice(place + 1).filter(isSettled);
  if (since.length >= LONG_OVER) return null;
  // The session has recovered from the earlier ones.
  const rejected = steps
    .slice(steps.slice(0, place).findLastIndex(isSettled) + 1, place + 1)
    .filter(isTooLarge);
  const [next] = since;
  return {
    kind: 'rolled-back',
    name: last.entry.name,
    evidence: idsOf(next ? [...rejected, next] : rejected),
    bytesOver: Math.max(...rejected.map(({ entry }) => entry.bytesOver)),
    rejections: rejected.length,
    kept: keptBy(last),
    ended: next
      ? { time: next.entry.time, by: next.entry.outcome === 'deleted' ? 'deleted' : 'stored' }
      : null,
  };
}

function isTooLarge({ entry }: Step): boolean {
  return entry.outcome === 'rejected' && entry.bytesOver > 0;
}

function isSettled({ entry }: Step): boolean {
  return SETTLED.has(entry.outcome);
}

function keptBy({ entry, before }: Step): Kept {
  if (!before || before.outcome === 'unknown') return { is: 'unknown' };
  const { expires } = before.cookie;
  const hasEnded = expires !== null && expires * 1000 <= entry.time;
  if (before.outcome === 'deleted' || hasEnded) return { is: 'nothing' };
  return before.entry ? { is: 'told', since: before.entry.time } : { is: 'from-before' };
}

/** What ends the previous cookie's effect. */
const SETTLED: ReadonlySet<Outcome> = new Set(['stored', 'replaced', 'deleted']);

/** Consecutive responses that set a new session without it being sent back. */
const RESPONSES = 3;

/** Set in each of the last responses, and not carried by the requests for them, for a reason that its attributes give. */
export function neverReturns(steps: readonly Step[]): Diagnosis | null {
  const lacking = lackCredentials(steps);
  if (lacking) return lacking;
  // Browsers and their tools ask for things of themselves, and what is set then shows as a change only.
  const last = steps
    .filter((step) => step.entry.request !== null && !mayLackCredentials(step) && !handsOn(step))
    .slice(-RESPONSES);
  if (last.length < RESPONSES) return null;
  const reasons = last.slice(1).map((step, index) => reasonOf(last[index], step));
  // The jar may be read too early, and a cookie stored a moment later then appears to be rejected.
  const reason = reasons.find((each) => each !== null && each !== 'rejected') ?? reasons[0];
  const final = (last.slice(1).findLast(({ entry }) => entry.request?.isNavigation) ?? last.at(-1))?.entry;
  if (!reason || !final?.request || reasons.includes(null)) return null;
  if (reason === 'path' && isOfUse(final.cookie, steps)) return null;
  return {
    kind: 'never-returns',
    name: final.name,
    evidence: idsOf(last),
    cookie: final.cookie,
    url: final.request.url,
    reason,
  };
}

/**
 * The last responses were all to fetches of another origin's page which carried no cookie, and the browser took none from
 * them, though its rules would have. On one origin a script leaves its credentials out on purpose.
 */
function lackCredentials(steps: readonly Step[]): Diagnosis | null {
  const last = steps.filter(({ entry }) => entry.request !== null).slice(-RESPONSES);
  const lacking = last.filter(
    (step) =>
      mayLackCredentials(step) &&
      step.entry.request?.isCrossOrigin &&
      step.entry.request.carriesCookies === false,
  );
  const final = lacking.at(-1)?.entry;
  if (lacking.length < RESPONSES || !final?.request) return null;
  const { name, cookie, request } = final;
  const evidence = idsOf(lacking);
  return { kind: 'never-returns', name, evidence, cookie, url: request.url, reason: 'credentials' };
}

/** Whether the tab shows pages to which the cookie is sent: what sets it may then be elsewhere on purpose. */
function isOfUse(cookie: Cookie, steps: readonly Step[]): boolean {
  const pages = new Set(steps.flatMap(({ entry }) => entry.request?.page ?? []));
  return Array.from(pages).some((page) => URL.canParse(page) && isSentTo(cookie, new URL(page)).sent);
}

/** Whether a response sets the session for requests other than its own, as a login does. */
function handsOn({ entry: { request, cookie }, tookEffect }: Step): boolean {
  if (!request || !tookEffect || whyNotCarried(cookie, request) === null) return false;
  const isRedirect = request.status >= 300 && request.status < 400;
  return isRedirect || !isSafeMethod(request.method);
}

/**
 * Whether the response may be one to a fetch without credentials, which sends no cookies and takes none (Fetch Standard,
 * "credentials mode"): then only the jar
 * contradicts its Set-Cookie.
 */
function mayLackCredentials({ entry: { request, outcome, breaksRules } }: Step): boolean {
  if (!request || outcome !== 'rejected' || breaksRules) return false;
  return !request.isNavigation && request.carriesCookies !== true;
}

/** Why the request of a step did not carry what the previous step set; null if it did, or if the reason is not known. */
function reasonOf(before: Step | undefined, { entry }: Step): NeverReturns['reason'] | null {
  const { request } = entry;
  if (!before || !request || (request.sent && request.sent.length > 0)) return null;
  if (before.entry.outcome === 'deletes-nothing') return null;
  // A cookie that is too large is a separate fault.
  if (!before.tookEffect) return before.entry.bytesOver > 0 ? null : 'rejected';
  return whyNotCarried(before.entry.cookie, request);
}

function whyNotCarried(cookie: Cookie, request: TrailRequest): NotSentReason | 'same-site' | null {
  const sending = isSentTo(cookie, new URL(request.url));
  if (!sending.sent) return sending.reason;
  // Browsers treat a path through another site and back differently: as far as is known, it was not carried.
  const isKeptBack = request.isCrossSite && request.sent !== null && !isSentAcrossSites(cookie, request);
  return isKeptBack ? 'same-site' : null;
}

function idsOf(steps: readonly Step[]): number[] {
  return steps.map(({ entry }) => entry.id);
}
