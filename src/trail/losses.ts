/** Sessions that did not last: rejected by the browser, never sent back, refused by the server's clock, or cleared. */
import { isSentTo, type NotSentReason } from '../cookies/index.ts';
import type { FlaskSession } from '../session/index.ts';
import { type Continuity, continuity, isPermanent, keepsNothing } from './continuity.ts';
import type { Diagnosis, ThrownAway } from './diagnosis.ts';
import type { Outcome } from './entry.ts';
import type { Judge, Step } from './steps.ts';

/** How often the cookie changes after a Set-Cookie that was too large, until that is long over. */
const LONG_OVER = 10;

/** Set-Cookies that were too large: the browser keeps what it had, until another is stored. */
export function rollback(steps: readonly Step[]): Diagnosis | null {
  const rejected = steps.filter(({ entry }) => entry.outcome === 'rejected' && entry.bytesOver > 0);
  const last = rejected.at(-1);
  if (!last) return null;
  const since = steps.slice(steps.indexOf(last) + 1).filter(({ entry }) => SETTLED.has(entry.outcome));
  if (since.length >= LONG_OVER) return null;
  const kept = last.before;
  const [next] = since;
  return {
    kind: 'rolled-back',
    name: last.entry.name,
    evidence: idsOf(next ? [...rejected, next] : rejected),
    bytesOver: Math.max(...rejected.map(({ entry }) => entry.bytesOver)),
    rejections: rejected.length,
    keptSince: kept && kept.outcome !== 'deleted' ? kept.time : null,
    ended: next
      ? { time: next.entry.time, by: next.entry.outcome === 'deleted' ? 'deleted' : 'stored' }
      : null,
  };
}

/** What ends the force of the cookie of before. */
const SETTLED: ReadonlySet<Outcome> = new Set(['stored', 'replaced', 'deleted']);

/** Responses that set a session anew, one after the other, without its coming back. */
const RESPONSES = 3;

/** Set in each of the last responses, and not carried by the requests for them, for a reason that its attributes give. */
export function neverReturns(steps: readonly Step[]): Diagnosis | null {
  // Browsers and their tools ask for things of themselves, and what is set then shows as a change only.
  const last = steps
    .filter((step) => step.entry.request !== null && !mayLackCredentials(step))
    .slice(-RESPONSES);
  if (last.length < RESPONSES) return null;
  const reasons = last.slice(1).map((step, index) => reasonOf(last[index], step));
  // A look at the jar may come too early, and then what was stored a moment later seems rejected.
  const reason = reasons.find((each) => each !== null && each !== 'rejected') ?? reasons[0];
  const final = (last.slice(1).findLast(({ entry }) => entry.request?.isNavigation) ?? last.at(-1))?.entry;
  if (!reason || !final?.request || reasons.includes(null)) return null;
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
 * Whether the response may be one to a fetch without credentials, which sends no cookies and takes none (Fetch Standard,
 * "credentials mode"): nothing but the jar speaks against its Set-Cookie then.
 */
function mayLackCredentials({ entry: { request, outcome, breaksRules } }: Step): boolean {
  if (!request || outcome !== 'rejected' || breaksRules) return false;
  return !request.isNavigation && request.carriesCookies !== true;
}

/** Why the request of a step did not carry what the step before it had set; null where it did, or nothing says why. */
function reasonOf(before: Step | undefined, { entry }: Step): NotSentReason | 'rejected' | null {
  const { request } = entry;
  if (!before || !request || (request.sent && request.sent.length > 0)) return null;
  // Too large is a fault of its own.
  if (!before.tookEffect) return before.entry.bytesOver > 0 ? null : 'rejected';
  const sending = isSentTo(before.entry.cookie, new URL(request.url));
  return sending.sent ? null : sending.reason;
}

type Loss = Pick<ThrownAway, 'why' | 'by'>;

/** The session of before had expired, or came from the future, so that the server began another. */
export function thrownAway(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const found = steps.flatMap((step, index) => {
    const loss = lossIn(step, carriedBy(step, steps.slice(0, index)), judge);
    return loss ? [{ step, loss }] : [];
  });
  const last = found.at(-1);
  if (!last) return null;
  const { why, by } = last.loss;
  const same = found.filter(({ loss }) => loss.why === why && loss.by === by);
  const evidence = idsOf(same.map(({ step }) => step));
  return { kind: 'thrown-away', name: last.step.entry.name, evidence, why, by };
}

function lossIn(step: Step, carried: Step | null, judge: Judge): Loss | null {
  if (isDropped(step)) return { why: 'expired', by: 'browser' };
  const { entry, session } = step;
  const before = carried?.session;
  if (!session || !before || session.timestamp.state !== 'read') return null;
  // A change tells no origin, whose settings are to be asked: it is the origin of the request that carried it.
  const asked = carried.entry.request ? carried.entry : { ...carried.entry, request: entry.request };
  // The new session is dated by the clock that judged the old one; the browser's may differ.
  const { clock, lifetimeFrom } = judge(asked, session.timestamp.seconds * 1000);
  // Responses that cross may seem to go back in time, unless it is known what the request carried.
  const isFuture = clock === 'future' && entry.request?.sent;
  const isExpired = clock === 'expired' && (lifetimeFrom === 'setting' || lifetimeFrom === 'inferred');
  if (!isFuture && !isExpired) return null;
  const next = continuity(before, session);
  // What Expires says of the server's lifetime is rounded: it wants more proof.
  const isLost = isExpired && lifetimeFrom === 'inferred' ? keepsNothing(next) : !goesOn(next, before);
  return isLost ? { why: isFuture ? 'future' : 'expired', by: 'server' } : null;
}

/** Whether the server took a session up. One that is the same may have been begun anew, unless it is sent each time. */
function goesOn({ isSame, kept }: Continuity, before: FlaskSession): boolean {
  return isSame ? isPermanent(before) : kept > 0;
}

/** The earlier step that had set what the request of this one carried; the last, where the request is not shown. */
function carriedBy({ entry }: Step, earlier: readonly Step[]): Step | null {
  if (!entry.request) return null;
  const { sent } = entry.request;
  // Of several, Werkzeug reads the first.
  const inForce = earlier.findLast(
    (step) => step.tookEffect && (!sent || sent[0] === step.entry.cookie.value),
  );
  return inForce ?? null;
}

/** Whether a session had expired on its arrival, or before the request that should have carried it. */
function isDropped({ entry, before, told, toldBefore }: Step): boolean {
  if (!entry.request || !told) return false;
  if (entry.outcome === 'deleted') return true;
  const { sent } = entry.request;
  const expires = before?.cookie.expires ?? null;
  if (!before || !toldBefore || expires === null || sent?.length !== 0) return false;
  // What was deleted before that was deleted by somebody.
  return expires * 1000 <= (before.outcome === 'deleted' ? before.time : entry.time);
}

/** The last thing that happened is that a response deleted the cookie. */
export function cleared(steps: readonly Step[]): Diagnosis | null {
  const last = steps.at(-1);
  if (last?.entry.outcome !== 'deleted' || !last.entry.request || !last.sessionBefore || last.told)
    return null;
  const { method, url } = last.entry.request;
  return { kind: 'cleared', name: last.entry.name, evidence: [last.entry.id], method, url };
}

function idsOf(steps: readonly Step[]): number[] {
  return steps.map(({ entry }) => entry.id);
}
