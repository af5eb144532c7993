/** The record handed on in portions: all of it, in its order, no portion too large, however it is told. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordNews } from '../../../../src/messaging/recording.ts';
import { inPortions } from '../../../../src/panel/store/activity/portions.ts';
import { setCookie, unread } from '../../../support/recorded.ts';

/** Entries in one portion. */
const MOST = 32;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function news(from: number, count: number): RecordNews {
  const entries = Array.from({ length: count }, (_, index) => ({ ...unread(), id: from + index }));
  return { entries, oldest: 1, dropped: { count: 0, until: null }, jar: null };
}

/** Takes down what a listener is told, and what it failed with: with the entry `poison`. */
function listening(poison?: number) {
  const portions: { readonly ids: readonly number[]; readonly isLast: boolean }[] = [];
  const failures: unknown[] = [];
  const tell = inPortions(
    async ({ entries }, isLast) => {
      portions.push({ ids: entries.map(({ id }) => id), isLast });
      if (entries.some(({ id }) => id === poison)) throw new Error(`cannot judge ${poison}`);
    },
    (error) => failures.push(error),
  );
  return { portions, failures, tell };
}

/** One timer alone, and what follows from it at once. */
async function nextTask(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  vi.advanceTimersToNextTimer();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

describe('portions', () => {
  it('hands few entries on at once', () => {
    const { portions, tell } = listening();
    tell(news(1, 3));
    expect(portions).toEqual([{ ids: [1, 2, 3], isLast: true }]);
  });

  it('hands the first portion on at once, the others each in a task of its own', async () => {
    const { portions, tell } = listening();
    tell(news(1, 2 * MOST + 1));
    expect(portions.map(({ ids }) => ids.length)).toEqual([MOST]);
    await nextTask();
    expect(portions.map(({ ids }) => ids.length)).toEqual([MOST, MOST]);
    await nextTask();
    expect(portions.map(({ ids }) => ids.length)).toEqual([MOST, MOST, 1]);
    expect(portions.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });

  it('has few entries where their headers are long, and one at the least', async () => {
    const { portions, tell } = listening();
    const lengths = [300_000, 10, 60_000, 60_000, 60_000, 300_000, 10];
    const entries = lengths.map((length, index) => ({
      ...setCookie(`session=${'x'.repeat(length)}`),
      id: index + 1,
    }));
    tell({ entries, oldest: 1, dropped: { count: 0, until: null }, jar: null });
    await vi.runAllTimersAsync();
    expect(portions.map(({ ids }) => ids)).toEqual([[1], [2, 3, 4], [5], [6], [7]]);
  });

  it('hands news without entries on: they tell of what was cleared', () => {
    const { portions, tell } = listening();
    tell(news(1, 0));
    expect(portions).toEqual([{ ids: [], isLast: true }]);
  });

  it('says that it was the last only when no more waits', async () => {
    const { portions, tell } = listening();
    tell(news(1, MOST + 1));
    tell(news(MOST + 2, 1));
    await vi.runAllTimersAsync();
    expect(portions.map(({ isLast }) => isLast)).toEqual([false, false, true]);
    tell(news(MOST + 3, 1));
    expect(portions.at(-1)).toEqual({ ids: [MOST + 3], isLast: true });
  });

  it('goes on with the next portion when one fails, and tells why', async () => {
    const { portions, failures, tell } = listening(1);
    tell(news(1, 2 * MOST));
    await vi.runAllTimersAsync();
    expect(failures).toEqual([new Error('cannot judge 1')]);
    expect(portions.map(({ isLast }) => isLast)).toEqual([false, true]);
    tell(news(2 * MOST + 1, 1));
    expect(portions.at(-1)).toEqual({ ids: [2 * MOST + 1], isLast: true });
  });

  it('loses nothing and keeps the order, however it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 * MOST }), { maxLength: 5 }), async (counts) => {
        const { portions, tell } = listening();
        let next = 1;
        for (const count of counts) {
          tell(news(next, count));
          next += count;
        }
        await vi.runAllTimersAsync();
        expect(portions.flatMap(({ ids }) => ids)).toEqual(Array.from({ length: next - 1 }, (_, i) => i + 1));
        expect(Math.max(0, ...portions.map(({ ids }) => ids.length))).toBeLessThanOrEqual(MOST);
        expect(portions.at(-1)?.isLast ?? true).toBe(true);
      }),
    );
  });
});
