/** The removal of a key as Python would write it. */
import { preview } from './preview.ts';

/** Characters of a key. */
const MOST_KEY = 200;

/** `session.pop('key')`. */
export function popText(key: string): string {
  return `session.pop(${preview({ type: 'str', text: key }, MOST_KEY)})`;
}
