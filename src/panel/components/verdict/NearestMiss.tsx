/** Stands for the sentences about the nearest miss, which are loaded lazily: they are many words, and seldom needed. */
import { lazily } from '../lazily.tsx';

export const NearestMiss = lazily(
  async () => (await import('./NearestMissSentences.tsx')).NearestMissSentences,
);
