/** Whether work is quick, and grows with its input and no faster. It counts the processor's time, not the clock's: other work is no concern of it. */
import { expect } from 'vitest';

/** Lengths that are tried, each four times the one before: up to 1 MiB of characters. */
const LENGTHS = [2 ** 12, 2 ** 14, 2 ** 16, 2 ** 18, 2 ** 20];
/** Below so many milliseconds a time says nothing of the growth: of compiling and of collecting garbage rather. */
const LEAST = 25;
/**
 * On 16 times as much, linear work takes 16 times as long and quadratic work 256 times. Their geometric mean
 * leaves room for a factor of four on either side, which caches and the collection of garbage do not reach.
 */
const MOST_GROWTH = 64;

/**
 * Fails where 16 times the input takes more than 64 times the time, at the first length at which it does.
 * @param prepare makes the input of about so many characters, which is not counted, and gives the work on it
 * @param most characters of the longest input, where 1 MiB is more than there can be
 */
export function expectLinear(prepare: (length: number) => () => unknown, most = 2 ** 20): void {
  const times: number[] = [];
  for (const length of LENGTHS.filter((each) => each <= most)) {
    const took = processorTime(prepare(length));
    const before = Math.max(times.at(-2) ?? 0, LEAST);
    expect(took, `milliseconds for ${length} characters, ${before} for a sixteenth of them`).toBeLessThan(
      before * MOST_GROWTH,
    );
    times.push(took);
  }
}

/** Milliseconds of the processor's time that work takes: the least of three, of which the first may compile. */
export function processorTime(work: () => unknown): number {
  return Math.min(timeOf(work), timeOf(work), timeOf(work));
}

function timeOf(work: () => unknown): number {
  const spent = stopwatch();
  work();
  return spent();
}

/** Gives the milliseconds of the processor's time that were spent since it was started. */
export function stopwatch(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
