/** Budgets as people type them, and sizes beside them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BROWSER_LIMIT,
  type Budget,
  budgetOf,
  formatBudget,
  judgeBudget,
  LARGEST_BUDGET,
  parseBudget,
} from '../../../src/cookies/index.ts';

const bytes = (count: number): Budget => ({ kind: 'bytes', bytes: count });
const share = (percent: number): Budget => ({ kind: 'share', percent });

describe('parseBudget', () => {
  it.each([
    ['2000', bytes(2000)],
    ['  2000  ', bytes(2000)],
    ['2,000', bytes(2000)],
    ['2,000 bytes', bytes(2000)],
    ['1 byte', bytes(1)],
    ['2000 B', bytes(2000)],
    ['2 KB', bytes(2000)],
    ['2kb', bytes(2000)],
    ['2k', bytes(2000)],
    ['2 KiB', bytes(2048)],
    ['1.5 KiB', bytes(1536)],
    ['.5 kib', bytes(512)],
    ['1.0009 KB', bytes(1000)],
    ['1,000,000', bytes(LARGEST_BUDGET)],
    ['50 %', share(50)],
    ['50%', share(50)],
    ['33.3 %', share(33.3)],
    ['100%', share(100)],
    ['0.01 %', share(0.01)],
  ])('%j', (text, budget) => {
    expect(parseBudget(text)).toEqual({ ok: true, budget });
  });

  it.each([
    ['', /^Type a budget/],
    ['   ', /^Type a budget/],
    ['plenty', /^A budget is a number of bytes/],
    ['-5', /^A budget is a number of bytes/],
    ['1e3', /"e" is not a unit|^A budget is a number/],
    ['2,00', /^A budget is a number of bytes/],
    ['1,5 KiB', /^A budget is a number of bytes/],
    ['2000 3000', /^A budget is a number of bytes/],
    ['50 % of it', /^A budget is a number of bytes/],
    ['٥٠', /^A budget is a number of bytes/],
    ['Infinity', /^A budget is a number of bytes/],
    ['9'.repeat(100_000), /^A budget is a number of bytes/],
    ['2 MB', /^"mb" is not a unit/],
    ['2 kibi', /^"kibi" is not a unit/],
    ['0', /at least 1 byte/],
    ['0.0001 KB', /at least 1 byte/],
    ['0.9 bytes', /^Bytes have no fraction/],
    ['2.000', /^Bytes have no fraction/],
    ['1,024.5 B', /^Bytes have no fraction/],
    ['1,000,001', /at most 1,000,000 bytes/],
    ['999999999999999999999', /at most 1,000,000 bytes/],
    ['101 %', /at most 100 %/],
    ['0 %', /at least 0\.01 %/],
  ])('refuses %.20j in one sentence', (text, message) => {
    const parsed = parseBudget(text);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.message).toMatch(message);
    expect(parsed.message).toMatch(/^[A-Z"][^\n]{10,90}\.$/);
  });

  it('never throws, and reads back all that it takes', () => {
    const typed = fc
      .tuple(
        fc.double({ min: 0, max: 2e6, noNaN: true }),
        fc.constantFrom('', ' B', ' KB', ' KiB', ' %', '%'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), typed), (text) => {
        const parsed = parseBudget(text);
        if (parsed.ok) expect(parseBudget(formatBudget(parsed.budget))).toEqual(parsed);
      }),
    );
  });
});

describe('judgeBudget', () => {
  it.each([
    [2000, bytes(2000), 2000, 0],
    [2001, bytes(2000), 2000, -1],
    [1000, share(50), 2048, 1048],
    [2049, share(50), 2048, -1],
    [0, share(33.3), 1363, 1363],
    [4096, share(100), 4096, 0],
  ])('%d bytes beside %j: %d allowed, %d left', (size, budget, allowed, left) => {
    expect(judgeBudget(size, budget, BROWSER_LIMIT)).toEqual({ allowed, left });
  });
});

it('budgetOf finds a budget by name, whatever the name, and none for another', () => {
  const cookies = [
    { name: '__proto__', budget: bytes(1) },
    { name: 'session', budget: share(50) },
    { name: 'session', budget: bytes(9) },
  ];
  const budgets = { cookies, header: null };
  expect(budgetOf('session', budgets)).toEqual(share(50));
  expect(budgetOf('__proto__', budgets)).toEqual(bytes(1));
  expect(budgetOf('constructor', budgets)).toBeNull();
  expect(budgetOf('Session', budgets)).toBeNull();
});
