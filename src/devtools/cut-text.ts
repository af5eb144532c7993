/** Cuts texts to a length. Does not interpret them. */
import type { CutText } from '../messaging/recording.ts';

/** At most `most` UTF-16 units of the text. */
export function cut(text: string, most: number): CutText {
  return { text: text.length > most ? detached(text.slice(0, most)) : text, length: text.length };
}

/** A copy: in JavaScript engines, a substring keeps the whole text in memory. */
export function detached(text: string): string {
  return text.split('').join('');
}
