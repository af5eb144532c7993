/** The face of the secret keys: how people have them, and which of them could have signed a cookie. Pure, as `session/`. */
export { type Alteration, alterationOf } from './alteration.ts';
export type {
  CandidateKey,
  CandidateSite,
  Finding,
  Misreading,
  PublishedKey,
  Question,
} from './finding.ts';
export {
  readSecretKey,
  recogniseForm,
  type SecretKey,
  type SecretKeyForm,
  type SecretKeyReading,
} from './secret-key.ts';
