/** Sessions that ended by a clock: the server refused what it was sent, or the browser stopped sending it. */
import { type FlaskSession, isPermanent } from '../session/index.ts';
import { continuity, flagOf, keepsNothing } from './continuity.ts';
import type { Diagnosis, ThrownAway } from './diagnosis.ts';
import { carriedBy, type Judge, type Step } from './steps.ts';

type Loss = Pick<ThrownAway, 'why' | 'by'>;

/** The previous session had expired, or came from the future, so the server began another. */
export function thrownAway(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const found = steps.flatMap((step, index) => {
    const loss = lossIn(step, carriedBy(step, steps.slice(0, index)), judge);
    return loss ? [{ step, loss }] : [];
  });
  const last = found.at(-1);
  if (!last) return null;
  const { why, by } = last.loss;
  const same = found.filter(({ loss }) => loss.why === why && loss.by === by);
  const evidence = same.map(({ step }) => step.entry.id);
  return { kind: 'thrown-away', name: last.step.entry.name, evidence, why, by };
}

function lossIn(step: Step, carried: Step | null, judge: Judge): Loss | null {
  if (isDropped(step)) return { why: 'expired', by: 'browser' };
  const { entry, session } = step;
  const before = carried?.session;
  if (!session || !before || session.timestamp.state !== 'read') return null;
  // A change has no origin whose settings apply: it is the origin of the request that carried it.
  const asked = carried.entry.request ? carried.entry : { ...carried.entry, request: entry.request };
  // The new session is dated by the clock that judged the old one; the browser's may differ.
  const { clock, lifetimeFrom } = judge(asked, session.timestamp.seconds * 1000);
  // Overlapping responses may seem to go back in time, unless it is known what the request carried.
  const isFuture = clock === 'future' && entry.request?.sent;
  const isExpired = clock === 'expired' && (lifetimeFrom === 'setting' || lifetimeFrom === 'inferred');
  if (!isFuture && !isExpired) return null;
  // What Expires says of the server's lifetime is rounded: it wants more proof.
  const isLost =
    isExpired && lifetimeFrom === 'inferred'
      ? keepsNothing(continuity(before, session))
      : !goesOn(before, session);
  return isLost ? { why: isFuture ? 'future' : 'expired', by: 'server' } : null;
}

/** What Flask-Login puts into a new session of a user whom it knows by the remember cookie, with `_fresh` as False. */
const REMEMBERED: ReadonlySet<string> = new Set(['_user_id', '_id', '_remember', '_remember_seconds']);

/**
 * Whether the server took a session up. One that is the same may have been begun anew, unless Flask sends it each time
 * (`SESSION_REFRESH_EACH_REQUEST`).
 */
function goesOn(before: FlaskSession, after: FlaskSession): boolean {
  const isRemembered = flagOf(after, '_fresh') === false;
  if (isRemembered && flagOf(before, '_fresh')) return false;
  const { isSame, kept } = continuity(before, after, isRemembered ? REMEMBERED : undefined);
  return isSame ? isPermanent(before.payload) : kept > 0;
}

/**
 * Whether a session had expired on its arrival, or before the request that should have carried it. One that was there
 * already and is sent again expired is deleted that way.
 */
function isDropped({ entry, before, told, toldBefore }: Step): boolean {
  if (!entry.request || !told) return false;
  if (entry.outcome === 'deleted') return entry.cookie.value !== before?.cookie.value;
  if (entry.outcome === 'deletes-nothing') return true;
  const { sent } = entry.request;
  const expires = before?.cookie.expires ?? null;
  if (!before || !toldBefore || expires === null || sent?.length !== 0) return false;
  // A cookie deleted before that was deleted by something else.
  const ended = before.outcome === 'deleted' ? before.entry?.time : undefined;
  return expires * 1000 <= (ended ?? entry.time);
}
