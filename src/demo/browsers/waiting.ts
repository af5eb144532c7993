/** Timeouts that say what was awaited. */

export class TimeLimit extends Error {
  override name = 'TimeLimit';
}

const attemptMs = 4_000;

/** Rejects when the promise has not settled in time. */
export async function within<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TimeLimit(`waited ${timeoutMs / 1000} s in vain for ${what}`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Repeats `attempt` until it gives something other than `undefined`, `null` or `false`. An exception counts
 * as "not yet", and is named in the error after the timeout.
 */
export async function until<T>(
  attempt: () => Promise<T | undefined | null | false>,
  what: string,
  timeoutMs = 15_000,
  pauseMs = 25,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      // One attempt that hangs must not use up the time of the others.
      const limit = Math.max(1, Math.min(attemptMs, deadline - Date.now()));
      const result = await within(attempt(), limit, what);
      lastError = undefined;
      if (result !== undefined && result !== null && result !== false) {
        return result;
      }
    } catch (error) {
      lastError = error;
    }
    await pause(pauseMs);
  }
  const because =
    lastError instanceof Error && !(lastError instanceof TimeLimit) ? ` (${lastError.message})` : '';
  throw new TimeLimit(`waited ${timeoutMs / 1000} s in vain for ${what}${because}`, { cause: lastError });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
