/** The difference between a server's clock and the browser's, in words. It must not decide whether they differ. */
import { formatDuration } from '../../cookies/index.ts';

/** Seconds from which a difference is worth a word. */
const WORTH_SAYING = 2;

/**
 * `2 min behind this computer’s`; null: too little to be said.
 * @param ahead seconds, cut to the second below; negative: behind
 */
export function skewText(ahead: number): string | null {
  const seconds = Math.ceil(ahead);
  if (Math.abs(seconds) < WORTH_SAYING) return null;
  return `${formatDuration(Math.abs(seconds))} ${seconds > 0 ? 'ahead of' : 'behind'} this computer’s`;
}

/** The clock by which it is judged: `the server’s`, where that is known to be another than this computer's. */
export function judgingClock(ahead: number): string {
  return skewText(ahead) === null ? 'this computer’s' : 'the server’s';
}
