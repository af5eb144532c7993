/** The record's bounds: how much it keeps, what it drops, and how it is read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_AT_A_TIME, CookieRecord, MOST_BYTES, MOST_ENTRIES } from '../../src/devtools/record.ts';
import type { Entry, NewEntry } from '../../src/messaging/recording.ts';
import { aCookie } from '../cookies/cookie.ts';
import { changed, setCookie, unread } from '../support/recorded.ts';
import { seedFor } from '../support/reference.ts';

describe('the record', () => {
  it('keeps the newest 10,000 entries, and says how many it dropped and until when', () => {
    const record = new CookieRecord();
    for (let time = 1; time <= MOST_ENTRIES + 5; time++) record.append(anEntry(time));
    const entries = readAll(record);
    expect(entries).toHaveLength(10_000);
    expect([entries[0]?.time, entries.at(-1)?.time]).toEqual([6, 10_005]);
    expect(record.read(0).news).toMatchObject({ oldest: 6, dropped: { count: 5, until: 5 } });
  });

  it('keeps at most 32 MiB', () => {
    const record = new CookieRecord();
    const large = 'x'.repeat(64 * 1024);
    for (let time = 1; time <= 1000; time++) record.append(anEntry(time, large));
    expect(record.bytes).toBeLessThanOrEqual(MOST_BYTES);
    expect(record.bytes).toBeGreaterThan(MOST_BYTES - 200_000);
    const entries = readAll(record);
    expect(entries.length).toBeGreaterThan(240);
    expect(record.read(0).news.dropped).toEqual({
      count: 1000 - entries.length,
      until: 1000 - entries.length,
    });
  });

  it('keeps an entry that is too large for it by itself', () => {
    const record = new CookieRecord({ mostBytes: 1000 });
    record.append(anEntry(1));
    record.append(anEntry(2, 'x'.repeat(5000)));
    expect(readAll(record).map(({ time }) => time)).toEqual([2]);
    record.append(anEntry(3));
    expect(readAll(record).map(({ time }) => time)).toEqual([3]);
  });

  it('counts every text of an entry', () => {
    const sizes = [
      anEntry(1),
      anEntry(1, 'x'.repeat(1000)),
      changed({ value: 'x'.repeat(1000) }),
      unread(),
    ].map((entry) => {
      const record = new CookieRecord();
      record.append(entry);
      return record.bytes;
    });
    const [plain = 0, long = 0, change = 0, redirect = 0] = sizes;
    expect(long - plain).toBe(2 * (1000 - 'a=1'.length));
    expect(change).toBeGreaterThan(2000);
    expect(redirect).toBeLessThan(plain);
  });

  it('is read from any entry on, piece by piece', () => {
    const record = new CookieRecord();
    for (let time = 1; time <= 40; time++) record.append(anEntry(time, 'x'.repeat(64 * 1024)));
    const first = record.read(0);
    expect(first.more).toBe(true);
    expect(first.news.entries.length * 128 * 1024).toBeLessThanOrEqual(BYTES_AT_A_TIME + 256 * 1024);
    expect(readAll(record).map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(record.read(39).news.entries.map(({ id }) => id)).toEqual([40]);
    expect(record.read(40)).toMatchObject({ news: { entries: [] }, more: false });
    expect(record.read(1_000_000)).toMatchObject({ news: { entries: [] }, more: false });
  });

  it('tells who begins to read what was in the jar before its oldest entry', () => {
    const record = new CookieRecord({ mostEntries: 3 });
    const [old, gone] = [aCookie({ name: 'a', value: 'old' }), aCookie({ name: 'gone' })];
    record.begin([old, gone]);
    expect(record.read(0).news.jar).toEqual([old, gone]);
    const newer = aCookie({ name: 'a', value: 'changed' });
    const stored = aCookie({ name: 'b', value: 'stored' });
    record.append(changed(newer));
    record.append(setCookie('b=stored', { jar: stored }));
    record.append(setCookie('gone=', { jar: null, before: gone }));
    expect(record.read(0).news.jar).toEqual([old, gone]);
    for (let time = 4; time <= 6; time++) record.append(unread());
    expect(record.read(0).news.jar).toEqual([newer, stored]);
    expect(record.read(1).news.jar).toBeNull();
    record.append(changed(stored, { removed: true }));
    record.clear();
    expect(record.read(0).news.jar).toEqual([newer]);
    record.begin([old]);
    expect(record.read(0).news.jar).toEqual([newer]);
  });

  it('goes on with its ids when it was cleared', () => {
    const record = new CookieRecord({ mostEntries: 2 });
    for (let time = 1; time <= 3; time++) record.append(anEntry(time));
    record.clear();
    expect(record.read(0)).toEqual({
      news: { entries: [], oldest: 4, dropped: { count: 0, until: null }, jar: [] },
      more: false,
    });
    expect(record.bytes).toBe(0);
    expect(record.append(anEntry(4))).toBe(4);
    expect(readAll(record)).toMatchObject([{ id: 4 }]);
  });

  it('tells when it changes', () => {
    const record = new CookieRecord();
    let told = 0;
    record.onChanged(() => told++);
    record.append(anEntry(1));
    record.clear();
    expect(told).toBe(2);
  });

  it('holds what a plain list would', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), length: fc.integer({ min: 0, max: 1500 }) }),
      fc.record({ kind: fc.constant('clear' as const), length: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(70), (steps, after) => {
        const [mostEntries, mostBytes] = [7, 10_000];
        const record = new CookieRecord({ mostEntries, mostBytes });
        let model: { id: number; bytes: number }[] = [];
        let [id, dropped] = [1, 0];
        for (const { kind, length } of steps) {
          if (kind === 'clear') {
            model = [];
            dropped = 0;
            record.clear();
            continue;
          }
          const before = record.bytes;
          const alone = new CookieRecord();
          alone.append(anEntry(0, 'x'.repeat(length)));
          const full = () => sum(model) + alone.bytes > mostBytes || model.length === mostEntries;
          for (; model.length > 0 && full(); dropped++) model.shift();
          model.push({ id: id++, bytes: alone.bytes });
          record.append(anEntry(0, 'x'.repeat(length)));
          expect(record.bytes, `${before} and ${length}`).toBe(sum(model));
        }
        const { news } = record.read(after);
        expect(news.entries.map((entry) => entry.id)).toEqual(
          model.map((entry) => entry.id).filter((known) => known > after),
        );
        expect([news.oldest, news.dropped.count]).toEqual([model[0]?.id ?? id, dropped]);
      }),
      { seed: seedFor('record') },
    );
  });
});

function sum(entries: readonly { readonly bytes: number }[]): number {
  return entries.reduce((total, { bytes }) => total + bytes, 0);
}

function readAll(record: CookieRecord): Entry[] {
  const entries: Entry[] = [];
  for (let more = true; more; ) {
    const piece = record.read(entries.at(-1)?.id ?? 0);
    entries.push(...piece.news.entries);
    more = piece.more;
  }
  return entries;
}

function anEntry(time: number, header = 'a=1'): NewEntry {
  return setCookie(header, { time });
}
