/** Sessions that more than one key, or more than one application, has signed. */
import type { Diagnosis } from './diagnosis.ts';
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
  const evidence = turns.flatMap((step) => [step.previous?.entry.id ?? step.entry.id, step.entry.id]);
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
      step.previous !== null &&
      keepsNothing(step) &&
      originOf(step) !== null &&
      originOf(step.previous) !== null &&
      originOf(step) !== originOf(step.previous),
  );
  const [first] = clashes;
  if (!first) return null;
  const both = clashes.flatMap((step) => (step.previous ? [step.previous, step] : [step]));
  return {
    kind: 'other-application',
    name: first.entry.name,
    evidence: [...new Set(both.map(({ entry }) => entry.id))],
    origins: [...new Set(both.flatMap((step) => originOf(step) ?? []))],
  };
}

/** Whether nothing of the session before is in this one. */
function keepsNothing({ previous, difference }: Step): boolean {
  const before = previous?.session?.payload;
  if (before?.type !== 'dict' || before.entries.length === 0 || !difference) return false;
  const gone = difference.changes.filter(({ kind, path }) => kind === 'removed' && path.length === 1);
  return gone.length === before.entries.length;
}

function originOf({ entry }: Step): string | null {
  return entry.request && new URL(entry.request.url).origin;
}
