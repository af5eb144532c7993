/** Why a session was lost, or is about to be: one diagnosis for each fault that the trail shows, and none that it does not. */
import type { Diagnosis } from './diagnosis.ts';
import { fighting } from './fighting.ts';
import { growth } from './growth.ts';
import { cleared, neverReturns, rollback, thrownAway } from './losses.ts';
import { otherApplication, otherKey } from './signers.ts';
import type { Judge, Step } from './steps.ts';

/** Steps of a trail that are looked at, the last ones: what happened before them is no more to be mended. */
const MOST_STEPS = 50;

/** Diagnoses of every trail; the gravest first. Pure. */
export function diagnose(trails: readonly (readonly Step[])[], judge: Judge): readonly Diagnosis[] {
  const recent = trails.map((steps) => steps.slice(-MOST_STEPS));
  const looks = [rollback, neverReturns, otherApplication, otherKey, thrownAway, growth, cleared];
  const found = looks.flatMap((look) => recent.flatMap((steps) => look(steps, judge) ?? []));
  return [...found, ...fighting(recent)];
}
