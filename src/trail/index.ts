/** The public interface of the trail: what happened to each session, step by step, and why one was lost. Pure: no browser, no clock. */
export { diagnose, type Look, lookWith } from './diagnose.ts';
export type { Diagnosis } from './diagnosis.ts';
export type { Outcome, TrailEntry, TrailRequest } from './entry.ts';
export { placeByTime } from './order.ts';
export { type Before, type Judge, type Judgement, type Signer, Step, Trails } from './steps.ts';
