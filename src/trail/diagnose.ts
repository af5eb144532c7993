/** Why a session was lost, or is about to be: one diagnosis for each fault that the trail shows, and no other. */
import { otherApplication } from './applications.ts';
import { cleared } from './cleared.ts';
import type { Diagnosis } from './diagnosis.ts';
import { fighting } from './fighting.ts';
import { growth } from './growth.ts';
import { neverReturns, rollback } from './losses.ts';
import { overwritten } from './overwritten.ts';
import { otherKey } from './signers.ts';
import type { Judge, Step } from './steps.ts';
import { thrownAway } from './thrown-away.ts';

/** The most steps of a trail examined, the last ones: earlier faults can no longer be fixed. */
const MOST_STEPS = 50;

/** Finds the faults that the last steps of one trail show. */
export type Look = (recent: readonly Step[]) => readonly Diagnosis[];

/** The most serious first. */
const LOOKS = [
  rollback,
  neverReturns,
  otherApplication,
  otherKey,
  thrownAway,
  overwritten,
  growth,
  cleared,
] as const;
const GRAVITY: readonly Diagnosis['kind'][] = [
  'rolled-back',
  'never-returns',
  'other-application',
  'other-key',
  'thrown-away',
  'overwritten',
  'fighting',
  'grows',
  'cleared',
];

/** What is not said of a response of which one of these is: it explains why the server began another session. */
const EXPLAINED: ReadonlyMap<Diagnosis['kind'], ReadonlySet<Diagnosis['kind']>> = new Map([
  ['cleared', new Set<Diagnosis['kind']>(['other-application', 'other-key', 'thrown-away', 'overwritten'])],
  ['overwritten', new Set<Diagnosis['kind']>(['never-returns'])],
]);

/** All looks at one trail together: what one of them decodes is still there for the next. Pure. */
export function lookWith(judge: Judge): Look {
  return (recent) => {
    const found = LOOKS.flatMap((look) => look(recent, judge) ?? []);
    return found.filter(({ kind, evidence }) => {
      const explained = EXPLAINED.get(kind);
      return !found.some(
        (other) => explained?.has(other.kind) && evidence.some((id) => other.evidence.includes(id)),
      );
    });
  };
}

/** The diagnoses of every trail, most serious first. Pure, if `look` is. */
export function diagnose(trails: readonly (readonly Step[])[], look: Look): readonly Diagnosis[] {
  const recent = trails.map((steps) => steps.slice(-MOST_STEPS));
  return [...recent.flatMap(look), ...fighting(recent)].sort(
    (a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind),
  );
}
