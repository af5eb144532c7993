/** Lifetimes as typed, and durations as shown; `timedelta` compared with Python's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, LONGEST_LIFETIME, parseDuration } from '../../../src/cookies/index.ts';
import { askPython, describeBeside, seedFor } from '../../support/reference.ts';

describe('parseDuration', () => {
  it.each([
    ['31 days', 2_678_400],
    ['3600', 3600],
    [' 3600 ', 3600],
    ['86_400', 86_400],
    ['60 * 60 * 24', 86_400],
    ['1:30:00', 5400],
    ['100:00:01.5', 360_001],
    ['31 days, 0:00:00', 2_678_400],
    ['1 day, 1:00:00', 90_000],
    ['45 min', 2700],
    ['45m', 2700],
    ['1h30m', 5400],
    ['1 h 30 min', 5400],
    ['2 weeks and 1 day', 1_296_000],
    ['1.5 hours', 5400],
    ['0.7 days', 60_480],
    ['1.9 s', 1],
    ['0', 0],
    ['timedelta(days=7)', 604_800],
    ['datetime.timedelta( hours = 1, minutes=30, )', 5400],
    ['timedelta(31)', 2_678_400],
    ['timedelta(0, 30)', 30],
    ['timedelta(1, hours=-1)', 82_800],
    ['timedelta()', 0],
    ['timedelta(minutes=60*24)', 86_400],
    ['PERMANENT_SESSION_LIFETIME = timedelta(days=7)', 604_800],
    ['app.config["PERMANENT_SESSION_LIFETIME"] = 3600', 3600],
    ['app.permanent_session_lifetime=timedelta(minutes=5)', 300],
    ['999999999 days', LONGEST_LIFETIME],
  ])('%j is %d s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, seconds });
  });

  it.each([
    ['', 0, /Type a lifetime/],
    ['   ', 3, /Type a lifetime/],
    ['soon', 0, /number/],
    ['31 dais', 3, /"dais" is not a unit/],
    ['3 months', 2, /no fixed length/],
    ['1:30', 0, /h:mm:ss/],
    ['1:60:00', 2, /00 to 59/],
    ['1:3:00', 2, /00 to 59/],
    ['1:30:61', 5, /00 to 59/],
    ['1:30:00 h', 8, /Nothing may follow/],
    ['1 h 30', 6, /Which unit/],
    ['5 %', 2, /unit was expected/],
    ['1 h 2 h', 6, /twice/],
    ['-5', 0, /negative/],
    ['timedelta(days=-1)', 0, /negative/],
    ['timedelta(years=1)', 10, /no argument "years"/],
    ['timedelta(days=1, 5)', 18, /needs a name/],
    ['timedelta(1, days=1)', 13, /twice/],
    ['timedelta(days=x)', 15, /number/],
    ['timedelta(days=1', 16, /expected here/],
    ['timedelta(days=1) ; import os', 18, /Nothing may follow/],
    ['timedelta(1,2,3,4,5,6,7,8)', 24, /no argument/],
    ['1000000000 days', 0, /Longer/],
    [`1${'0'.repeat(400)}`, 0, /Longer/],
  ])('%j is refused at %d', (text, position, message) => {
    expect(parseDuration(text)).toEqual({ ok: false, position, message: expect.stringMatching(message) });
  });

  it('never throws, and never answers with anything but whole seconds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9:., *a-zµ()=+-]*$/)), (text) => {
        const parsed = parseDuration(text);
        return parsed.ok
          ? Number.isSafeInteger(parsed.seconds) && parsed.seconds >= 0
          : parsed.message !== '';
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [2_678_400, '31 days'],
    [86_400, '1 day'],
    [93_600, '1 day 2 h'],
    [86_460, '1 day'],
    [180, '3 min'],
    [5400, '1 h 30 min'],
    [5459, '1 h 30 min'],
    [3599, '59 min 59 s'],
    [45, '45 s'],
    [0, '0 s'],
    [0.9, '0 s'],
    [-90, '−1 min 30 s'],
  ])('%d s is %j', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('loses nothing with all units, and parseDuration reads it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LONGEST_LIFETIME }), (seconds) => {
        expect(parseDuration(formatDuration(seconds, 'all'))).toEqual({ ok: true, seconds });
      }),
    );
  });
});

describeBeside('Flask', (python) => {
  it('gives timedelta(…) the same seconds', () => {
    const names = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];
    const number = fc.oneof(
      fc.nat(10_000),
      fc.nat(99_999).map((n) => n / 1000),
    );
    const call = fc
      .tuple(
        fc.array(number, { maxLength: 3 }),
        fc.uniqueArray(fc.constantFrom(...names.slice(3)), { maxLength: 4 }),
        number,
      )
      .map(
        ([first, named, n]) => `timedelta(${[...first, ...named.map((name) => `${name}=${n}`)].join(', ')})`,
      );
    const calls = fc.sample(call, { numRuns: 500, seed: seedFor(`timedelta ${python.version}`) });
    const script =
      'from datetime import timedelta\nanswer = [int(eval(call).total_seconds()) for call in data]';
    expect(calls.map((text) => parseDuration(text))).toEqual(
      (askPython(python, script, calls) as number[]).map((seconds) => ({ ok: true, seconds })),
    );
  });
});
