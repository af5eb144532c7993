/** Why a session was lost, or is about to be: one diagnosis for each fault that the trail shows, and none that it does not. */
import type { Diagnosis } from './diagnosis.ts';
import { fighting } from './fighting.ts';
import { growth } from './growth.ts';
import { cleared, neverReturns, rollback } from './losses.ts';
import { otherApplication, otherKey } from './signers.ts';
import type { Judge, Step } from './steps.ts';
import { thrownAway } from './thrown-away.ts';

/** Steps of a trail that are looked at, the last ones: what happened before them is no more to be mended. */
const MOST_STEPS = 50;

/** Finds what one trail shows, by its last steps. */
export type Look = (recent: readonly Step[]) => readonly Diagnosis[];

/** The gravest first. */
const LOOKS = [rollback, neverReturns, otherApplication, otherKey, thrownAway, growth, cleared] as const;
const GRAVITY: readonly Diagnosis['kind'][] = [
  'rolled-back',
  'never-returns',
  'other-application',
  'other-key',
  'thrown-away',
  'grows',
  'cleared',
  'fighting',
];

/** All looks at one trail together: what one of them decodes is still there for the next. Pure. */
export function lookWith(judge: Judge): Look {
  return (recent) => LOOKS.flatMap((look) => look(recent, judge) ?? []);
}

/** Diagnoses of every trail; the gravest first. Pure, if `look` is. */
export function diagnose(trails: readonly (readonly Step[])[], look: Look): readonly Diagnosis[] {
  const recent = trails.map((steps) => steps.slice(-MOST_STEPS));
  return [...recent.flatMap(look), ...fighting(recent)].sort(
    (a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind),
  );
}
