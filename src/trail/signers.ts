/** Sessions that more than one key, or more than one application, has signed. */
import type { Diagnosis } from './diagnosis.ts';
import type { TrailEntry } from './entry.ts';
import type { Judge, Step } from './steps.ts';

/** One of the site's keys has signed some, and none of them others. */
export function otherKey(steps: readonly Step[], judge: Judge): Diagnosis | null {
  const signerOf = ({ entry }: Step) => judge(entry, entry.time).signer;
  const signed = steps.filter((step) => step.session !== null && signerOf(step) !== 'no-keys');
  const isForeign = (step: Step): boolean => signerOf(step) === 'none-of-them';
  const turns = signed.filter((step, index) => {
    const before = signed[index - 1];
    return before !== undefined && isForeign(before) !== isForeign(step);
  });
  const [first] = turns;
  if (!first || otherApplication(steps)) return null;
  const evidence = turns.flatMap((step) => [step.before?.id ?? step.entry.id, step.entry.id]);
  return {
    kind: 'other-key',
    name: first.entry.name,
    evidence: [...new Set(evidence)],
    times: turns.length,
  };
}

/**
 * Another port of the same host wrote a session that keeps nothing of the one that was there; unless the two go on with
 * each other's session at other times, as one application does on several ports.
 */
export function otherApplication(steps: readonly Step[]): Diagnosis | null {
  const crossings = steps.filter((step) => step.tookEffect && originsOf(step) !== null);
  const sharing = new Set(crossings.filter(keepsSomething).map(originsOf));
  const clashes = crossings.filter((step) => keepsNothing(step) && !sharing.has(originsOf(step)));
  const [first] = clashes;
  if (!first) return null;
  const both = clashes.flatMap(({ before, entry }) => (before ? [before, entry] : [entry]));
  return {
    kind: 'other-application',
    name: first.entry.name,
    evidence: [...new Set(both.map(({ id }) => id))],
    origins: [...new Set(both.flatMap((entry) => originOf(entry) ?? []))],
  };
}

/** Whether all of the session before was removed. */
function keepsNothing(step: Step): boolean {
  const removed = changedKeys(step, 'removed');
  const keys = tellingKeys(step);
  return keys.length > 0 && keys.every((key) => removed.has(key));
}

/** Whether something of the session before is in this one as it was. */
function keepsSomething(step: Step): boolean {
  const changed = changedKeys(step);
  return step.session !== null && tellingKeys(step).some((key) => !changed.has(key));
}

/** The top-level keys of the session before, without its flags: those are the same in every application. */
function tellingKeys({ sessionBefore }: Step): string[] {
  const before = sessionBefore?.payload;
  if (before?.type !== 'dict') return [];
  return before.entries.flatMap(([key, { type }]) => (type === 'bool' ? [] : [key]));
}

/** The top-level keys that were removed, or at or below which anything was changed. */
function changedKeys({ difference }: Step, only?: 'removed'): ReadonlySet<string> {
  const changes = difference?.changes ?? [];
  const wanted = only ? changes.filter(({ kind, path }) => kind === only && path.length === 1) : changes;
  return new Set(wanted.map(({ path }) => String(path[0])));
}

/** The two origins, in one order, where a step and what was before it are of different ones; otherwise null. */
function originsOf({ before, entry }: Step): string | null {
  const origins = [before && originOf(before), originOf(entry)];
  return origins.includes(null) || origins[0] === origins[1] ? null : origins.sort().join(' ');
}

function originOf({ request }: TrailEntry): string | null {
  return request && new URL(request.url).origin;
}
