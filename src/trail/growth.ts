/** Sessions that grow with every response, until the browser rejects them. */
import { BROWSER_LIMIT } from '../cookies/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';

/** Changes in a row in which the same thing must have grown: fewer are a list that is kept to its last few. */
const RUN = 10;
/** The same of flash messages, which nobody keeps to a number: fewer are some that wait for the next page. */
const RUN_OF_FLASHES = 6;
/** A limit that is further away than so many changes is no concern yet. */
const FORESEEABLE = 60;

/**
 * The session grows and grows. Its evidence: the last changes each made a list or a text below the same top-level key
 * longer, and took nothing away from it. Keys that are added to a dict are none: a form of several steps does that.
 */
export function growth(steps: readonly Step[]): Diagnosis | null {
  const flashes = growthIn(steps, RUN_OF_FLASHES);
  return flashes?.key === '_flashes' ? flashes : growthIn(steps, RUN);
}

function growthIn(steps: readonly Step[], length: number): Extract<Diagnosis, { kind: 'grows' }> | null {
  const effective = steps.filter(({ tookEffect }) => tookEffect);
  const run = effective.filter((step) => !isRepeated(step)).slice(-length);
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last?.session || run.length < length || run.some((step) => (step.growth ?? 0) <= 0))
    return null;
  const keys = run.map(growingKeys);
  const key = keys[0]?.find((candidate) => keys.every((others) => others.includes(candidate)));
  if (key === undefined) return null;
  const grown = run.reduce((sum, step) => sum + (step.growth ?? 0), 0);
  const bytesLeft = BROWSER_LIMIT - last.entry.bytes;
  if (Math.floor((bytesLeft * length) / grown) > FORESEEABLE) return null;
  // Those that repeat the session are responses too.
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

/** Top-level keys below which a list or a text became longer, and nothing else changed. */
function growingKeys({ difference }: Step): string[] {
  const keys = new Map<string, boolean>();
  for (const change of difference?.changes ?? []) {
    const key = String(change.path[0]);
    const grew =
      (change.kind === 'added' && typeof change.path.at(-1) === 'number') ||
      (change.kind === 'changed' &&
        change.before.type === 'str' &&
        change.after.type === 'str' &&
        change.after.text.length > change.before.text.length);
    keys.set(key, (keys.get(key) ?? true) && grew);
  }
  return Array.from(keys).flatMap(([key, grew]) => (grew ? [key] : []));
}
