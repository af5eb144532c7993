/** Whether work grows with its input and no faster. It counts the processor's time, not the clock's: other work is no concern of it. */
import { expect } from 'vitest';

/** Lengths that are tried, each four times the one before: up to 1 MiB of characters. */
const LENGTHS = [2 ** 12, 2 ** 14, 2 ** 16, 2 ** 18, 2 ** 20];
/** Below so many milliseconds a time says nothing of the growth: of compiling and of collecting garbage rather. */
const LEAST = 25;
/** What takes four times as long, or a little more, on four times as much is linear; 16 times would be quadratic. */
const MOST_GROWTH = 9;

/**
 * Fails where four times the input takes more than nine times the time, at the first length at which it does.
 * @param prepare makes the input of about so many characters, which is not counted, and gives the work on it
 * @param most characters of the longest input, where 1 MiB is more than there can be
 */
export function expectLinear(prepare: (length: number) => () => unknown, most = 2 ** 20): void {
  let before = LEAST;
  for (const length of LENGTHS.filter((each) => each <= most)) {
    const work = prepare(length);
    const took = Math.min(timeOf(work), timeOf(work));
    expect(took, `milliseconds for ${length} characters, ${before} for a quarter`).toBeLessThan(
      before * MOST_GROWTH,
    );
    before = Math.max(took, LEAST);
  }
}

function timeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
