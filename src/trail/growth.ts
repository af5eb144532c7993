/** Sessions that grow with every response, until the browser rejects them. */
import { BROWSER_LIMIT } from '../cookies/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';

/** Responses in a row in which the same thing must have grown: fewer are a user who fills a basket. */
const RUN = 4;
/** A limit that is further away than so many responses is no concern yet. */
const FORESEEABLE = 60;

/** The last responses each added something below the same top-level key, and nothing was taken away. */
export function growth(steps: readonly Step[]): Diagnosis | null {
  const run = steps.filter(({ tookEffect }) => tookEffect).slice(-RUN);
  const last = run.at(-1);
  if (!last?.session || run.length < RUN || run.some((step) => (step.growth ?? 0) <= 0)) return null;
  const keys = run.map(growingKeys);
  const key = keys[0]?.find((candidate) => keys.every((others) => others.includes(candidate)));
  if (key === undefined) return null;
  const bytes = run.reduce((sum, step) => sum + (step.growth ?? 0), 0) / RUN;
  const responsesLeft = Math.floor((BROWSER_LIMIT - last.entry.bytes) / bytes);
  if (responsesLeft > FORESEEABLE) return null;
  return {
    kind: 'grows',
    name: last.entry.name,
    evidence: run.map(({ entry }) => entry.id),
    bytes: Math.round(bytes),
    responsesLeft,
    key,
  };
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
