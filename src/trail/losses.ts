/** Sessions that did not last: rejected by the browser, never sent back, refused by the server's clock, or cleared. */
import { isSentTo, type NotSentReason } from '../cookies/index.ts';
import type { Diagnosis, ThrownAway } from './diagnosis.ts';
import type { Judge, Step } from './steps.ts';

/** Set-Cookies that were too large: the browser keeps what it had. */
export function rollback(steps: readonly Step[]): Diagnosis | null {
  const rejected = steps.filter(({ entry }) => entry.outcome === 'rejected' && entry.bytesOver > 0);
  const last = rejected.at(-1);
  if (!last) return null;
  const kept = last.before;
  return {
    kind: 'rolled-back',
    name: last.entry.name,
    evidence: idsOf(rejected),
    bytesOver: Math.max(...rejected.map(({ entry }) => entry.bytesOver)),
    keptSince: kept && kept.outcome !== 'deleted' ? kept.time : null,
  };
}

/** Responses that set a session anew, one after the other, without its coming back. */
const RESPONSES = 3;

/** Set in each of the last responses, and not carried by the requests for them, for a reason that its attributes give. */
export function neverReturns(steps: readonly Step[]): Diagnosis | null {
  // Browsers and their tools ask for things of themselves, and what is set then shows as a change only.
  const last = steps.filter(({ entry }) => entry.request !== null).slice(-RESPONSES);
  if (last.length < RESPONSES) return null;
  const reasons = last.slice(1).map((step, index) => reasonOf(last[index], step));
  // A look at the jar may come too early, and then what was stored a moment later seems rejected.
  const reason = reasons.find((each) => each !== null && each !== 'rejected') ?? reasons[0];
  const final = last.at(-1)?.entry;
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
  if (!step.session || !carried?.session) return null;
  // A change tells no origin, whose settings are to be asked: it is the origin of the request that carried it.
  const asked = carried.entry.request ? carried.entry : { ...carried.entry, request: step.entry.request };
  const { clock } = judge(asked, step.entry.time);
  return clock === 'expired' || clock === 'future' ? { why: clock, by: 'server' } : null;
}

/** The earlier step that had set what the request of this one carried; the last, where the request is not shown. */
function carriedBy({ entry }: Step, earlier: readonly Step[]): Step | null {
  if (!entry.request) return null;
  const { sent } = entry.request;
  const inForce = earlier.findLast(
    (step) => step.tookEffect && (!sent || sent.includes(step.entry.cookie.value)),
  );
  return inForce ?? null;
}

/** Whether a session had expired on its arrival, or before the request that should have carried it. */
function isDropped({ entry, before, told, toldBefore }: Step): boolean {
  if (!entry.request || !told) return false;
  if (entry.outcome === 'deleted') return true;
  const { sent } = entry.request;
  const expires = before?.cookie.expires ?? null;
  return toldBefore !== null && expires !== null && expires * 1000 <= entry.time && sent?.length === 0;
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
