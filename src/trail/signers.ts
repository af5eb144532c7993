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

/** Another port of the same host wrote a session that keeps nothing of the one that was there. */
export function otherApplication(steps: readonly Step[]): Diagnosis | null {
  const clashes = steps.filter(
    (step) =>
      step.tookEffect &&
      step.before !== null &&
      keepsNothing(step) &&
      originOf(step.entry) !== null &&
      originOf(step.before) !== null &&
      originOf(step.entry) !== originOf(step.before),
  );
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

/** Whether nothing of the session before is in this one. */
function keepsNothing({ sessionBefore, difference }: Step): boolean {
  const before = sessionBefore?.payload;
  if (before?.type !== 'dict' || before.entries.length === 0 || !difference) return false;
  const gone = difference.changes.filter(({ kind, path }) => kind === 'removed' && path.length === 1);
  return gone.length === before.entries.length;
}

function originOf({ request }: TrailEntry): string | null {
  return request && new URL(request.url).origin;
}
