/** Why a session was lost, or is about to be: one diagnosis for each fault that the trail shows, and none that it does not. */
import type { Diagnosis } from './diagnosis.ts';
import { fighting } from './fighting.ts';
import { growth } from './growth.ts';
import { cleared, neverReturns, rollback, thrownAway } from './losses.ts';
import { otherApplication, otherKey } from './signers.ts';
import type { Step } from './steps.ts';

/** Diagnoses of every trail; the gravest first. Pure. */
export function diagnose(trails: ReadonlyMap<string, readonly Step[]>): readonly Diagnosis[] {
  const each = [...trails.values()];
  const found = [rollback, neverReturns, otherApplication, otherKey, thrownAway, growth, cleared].flatMap(
    (look) => each.flatMap((steps) => look(steps) ?? []),
  );
  return [...found, ...fighting(each)];
}
