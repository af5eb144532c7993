/** Time limits, and reading keys. */
import { describe, expect, it } from 'vitest';
import { parseKey } from '../../../src/demo/browsers/keys.ts';
import { TimeLimit, until, within } from '../../../src/demo/browsers/waiting.ts';

describe('within', () => {
  it('says what was awaited', async () => {
    const never = new Promise<never>(() => {});
    await expect(within(never, 20, 'the moon')).rejects.toThrow('waited 0.02 s in vain for the moon');
    await expect(within(Promise.resolve(1), 20, 'one')).resolves.toBe(1);
    await expect(within(Promise.reject(new Error('no')), 20, 'one')).rejects.toThrow('no');
  });
});

describe('until', () => {
  it('tries again, whether the attempt throws, hangs on or says no', async () => {
    const answers = [
      () => Promise.reject(new Error('too early')),
      async () => undefined,
      async () => null,
      async () => false as const,
      async () => 0,
    ];
    const attempt = (): Promise<number | undefined | null | false> =>
      answers.shift()?.() ?? Promise.reject(new Error('asked too often'));
    await expect(until(attempt, 'zero', 2_000, 1)).resolves.toBe(0);
  });

  it('names the last error when time is up', async () => {
    const failing = until(() => Promise.reject(new Error('still not there')), 'the panel', 30, 1);
    await expect(failing).rejects.toThrow('waited 0.03 s in vain for the panel (still not there)');
    await expect(until(() => new Promise(() => {}), 'it', 30, 1)).rejects.toBeInstanceOf(TimeLimit);
  });
});

describe('parseKey', () => {
  it('separates modifiers from the key, which may be a plus', () => {
    expect(parseKey('Enter')).toEqual({ key: 'Enter', modifiers: [] });
    expect(parseKey('Control+Shift+Tab')).toEqual({ key: 'Tab', modifiers: ['Control', 'Shift'] });
    expect(parseKey('+')).toEqual({ key: '+', modifiers: [] });
    expect(parseKey('Control++')).toEqual({ key: '+', modifiers: ['Control'] });
    expect(() => parseKey('Hyper+x')).toThrow('no such modifier: Hyper in Hyper+x');
  });
});
