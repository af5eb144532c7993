/** Sessions that grow with every response, until the browser rejects them. */
import { BROWSER_LIMIT } from '../cookies/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';

/** The changes in a row in which the same key must have grown: fewer may be a user filling a basket. */
const RUN = 4;
/** A limit further away than this many changes is not a concern yet. */
const FORESEEABLE = 60;

/** The last changes each added something below the same top-level key, and nothing was taken away. */
export function growth(steps: readonly Step[]): Diagnosis | null {
  const effective = steps.filter(({ tookEffect }) => tookEffect);
  const run = effective.filter((step) => !isRepeated(step)).slice(-RUN);
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last?.session || run.length < RUN || run.some((step) => (step.growth ?? 0) <= 0))
    return null;
  const keys = run.map(growingKeys);
  const key = keys[0]?.find((candidate) => keys.every((others) => others.includes(candidate)));
  if (key === undefined) return null;
  const grown = run.reduce((sum, step) => sum + (step.growth ?? 0), 0);
  const bytesLeft = BROWSER_LIMIT - last.entry.bytes;
  if (Math.floor((bytesLeft * RUN) / grown) > FORESEEABLE) return null;
  // Responses that repeat the session count too.
  const bytes = grown / (effective.length - effective.indexOf(first));
  return {
    kind: 'grows',
    name: last.entry.name,
    evidence: run.map(({ entry }) => entry.id),
    bytes: Math.max(1, Math.round(bytes)),
    responsesLeft: Math.floor(bytesLeft / bytes),
    key,
  };
}

/** Whether it sets the same session again, as Flask does with each response if the session is permanent. */
function isRepeated({ difference }: Step): boolean {
  return difference?.changes.length === 0;
}

/** Top-level keys below which something was added, or where a text became longer, and from which nothing was removed. */
function growingKeys({ difference }: Step): string[] {
  const keys = new Map<string, boolean>();
  for (const change of difference?.changes ?? []) {
    const key = String(change.path[0]);
    const grew =
      (change.kind === 'added' && change.path.length > 1) ||
      (change.kind === 'changed' &&
        change.before.type === 'str' &&
        change.after.type === 'str' &&
        change.after.text.length > change.before.text.length);
    keys.set(key, (keys.get(key) ?? true) && grew);
  }
  return Array.from(keys).flatMap(([key, grew]) => (grew ? [key] : []));
}
