/** What the Date of a response tells of its server's clock, and which response counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEntry } from '../../../../src/messaging/recording.ts';
import { offsetBy, ServerClocks } from '../../../../src/panel/store/activity/server-clock.ts';
import { changed, RECORDED, setCookie, unread } from '../../../support/recorded.ts';
import { seedFor } from '../../../support/reference.ts';

/** The Date of a server at a moment, in milliseconds since 1970. */
const dateAt = (milliseconds: number): string => new Date(milliseconds).toUTCString();

describe('the difference that a response tells', () => {
  it.each([
    ['ahead by hours', { date: dateAt(RECORDED + 5 * 3600_000) }, 5 * 3600, 5 * 3600],
    ['behind by minutes', { date: dateAt(RECORDED - 120_000), waited: 80 }, -120, -120],
    ['none: the second was cut', { date: dateAt(RECORDED - 1000) }, -1, 0],
    ['none: the second was cut, and the Date is kept for one', { date: dateAt(RECORDED - 2000) }, -2, 0],
    ['none: the answer took its time', { date: dateAt(RECORDED - 30_000), waited: 29_500 }, -30, 0],
    ['behind by more than the answer took', { date: dateAt(RECORDED - 35_000), waited: 30_000 }, -35, -35],
  ])('%s', (_, { date, waited = 0 }: { date: string; waited?: number }, atLeast, ahead) => {
    expect(offsetBy({ date, time: RECORDED, waited })).toEqual({ atLeast, ahead });
  });

  it.each([null, '', 'soon', '5', '2026-11-21T01:14:00', 'Sat, 21 Nov 2026 01:14:00', 'GMT'])(
    'none where the Date is %j',
    (date) => expect(offsetBy({ date, time: RECORDED, waited: 0 })).toBeNull(),
  );

  it('is never more than it is, and said of no server whose clock is the browser’s', () => {
    const milliseconds = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        fc.record({
          difference: fc.oneof(fc.constant(0), fc.integer({ min: -400_000, max: 400_000 })),
          start: milliseconds(86_400_000).map((since) => RECORDED + since),
          worked: milliseconds(90_000),
          travelled: milliseconds(9_000),
          // A server may have read its clock up to a second before.
          kept: milliseconds(1_000),
        }),
        ({ difference, start, worked, travelled, kept }) => {
          const sent = start + worked;
          const time = sent + travelled;
          const told = offsetBy({
            date: dateAt(sent + difference - kept),
            time,
            waited: time - start,
          });
          expect(told?.atLeast).toBeLessThanOrEqual(difference / 1000);
          if (difference === 0) expect(told?.ahead).toBe(0);
          // A clock that is behind by more than the whole exchange is known for it.
          if (difference < start - time - 3_000) expect(told?.ahead).toBeLessThan(0);
        },
      ),
      { seed: seedFor('server clocks') },
    );
  });
});

describe('the clocks of the record’s servers', () => {
  const SHOP = 'http://localhost:5000';
  const by = (ahead: number, more: Parameters<typeof setCookie>[1] = {}) => {
    const { time = RECORDED } = more;
    return setCookie('a=1', { url: `${SHOP}/login`, ...more, date: dateAt(time + ahead * 1000) });
  };
  const clocksOf = (...entries: readonly NewEntry[]) => {
    const clocks = new ServerClocks();
    for (const [index, entry] of entries.entries()) clocks.add({ ...entry, id: index + 1 });
    return clocks.offsets;
  };

  it('are told apart by their origins', () => {
    const offsets = clocksOf(by(120), by(-120, { url: 'http://localhost:5001/' }));
    expect(offsets.get(SHOP)?.ahead).toBe(120);
    expect(offsets.get('http://localhost:5001')?.ahead).toBe(-120);
    expect(offsets.get('https://localhost:5000')).toBeUndefined();
  });

  it('are as the newest response tells, whichever is told last', () => {
    const [before, now] = [by(120), by(0, { time: RECORDED + 5_000 })];
    expect(clocksOf(before, now).get(SHOP)?.ahead).toBe(0);
    expect(clocksOf(now, before).get(SHOP)?.ahead).toBe(0);
  });

  it('stay as they were where a response has no Date, and nothing else tells of them', () => {
    const others = [setCookie('a=2', { url: `${SHOP}/`, time: RECORDED + 1 }), changed(), unread()];
    expect(clocksOf(by(120), ...others).get(SHOP)?.ahead).toBe(120);
    expect(clocksOf(...others).size).toBe(0);
    expect(clocksOf(by(120, { url: 'no address' })).size).toBe(0);
  });

  it('are those of 200 servers at most', () => {
    const entries = Array.from({ length: 201 }, (_, port) => by(9, { url: `http://localhost:${port + 1}/` }));
    const offsets = clocksOf(...entries, by(9, { url: 'http://localhost:2/' }));
    expect(offsets.size).toBe(200);
    expect(offsets.has('http://localhost:1')).toBe(false);
    expect(offsets.has('http://localhost:2')).toBe(true);
  });
});
