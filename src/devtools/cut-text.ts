/** Cuts texts to a length. Does not interpret them. */
import type { CutText } from '../messaging/recording.ts';

/** At most so many UTF-16 units of it. */
export function cut(text: string, most: number): CutText {
  return { text: text.length > most ? detached(text.slice(0, most)) : text, length: text.length };
}

/** A copy: a part of a text, as engines make it, keeps the whole in memory. */
export function detached(text: string): string {
  return text.split('').join('');
}
