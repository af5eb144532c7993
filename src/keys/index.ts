/** The public interface to secret keys: reading them, and finding which one could have signed a cookie. Pure, like `session/`. */
export { type Alteration, alterationOf } from './alteration.ts';
export { MAX_KEYS, type PastedKey, type PasteNotice } from './configured-keys.ts';
export type {
  CandidateKey,
  CandidateSite,
  Finding,
  Misreading,
  PublishedKey,
  Question,
} from './finding.ts';
export { GOOD_KEY_COMMAND } from './good-key.ts';
export { type LinesTried, MAX_LINE, tryLines } from './list-lines.ts';
export { nearestMiss } from './nearest-miss.ts';
export { MAX_PASTED, type PastedReading, readPasted } from './pasted.ts';
export { publishedKeys } from './published.ts';
export {
  readSecretKey,
  type SecretKey,
  type SecretKeyForm,
  type SecretKeyReading,
} from './secret-key.ts';
export {
  describeKey,
  type KeyStrength,
  strengthOf,
} from './strength.ts';
