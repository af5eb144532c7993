/** A placeholder for the sentences about the nearest miss, which are loaded lazily: they are long and rarely needed. */
import { lazily } from '../parts/lazily.tsx';

export const NearestMiss = lazily(
  async () => (await import('./NearestMissSentences.tsx')).NearestMissSentences,
);
