/** The rows of the list, by host. */
import { expect, it } from 'vitest';
import { rowsByHost } from '../../../../src/panel/components/cookies/cookie-rows.ts';
import { CookieEntry } from '../../../../src/panel/store/cookie-entry.ts';
import { cookie } from '../../../support/fake-host.ts';
import { expectLinear } from '../../../support/growth.ts';

const entryOf = (id: number, host: string): CookieEntry =>
  new CookieEntry(String(id), cookie({ name: 'a' }), { host, url: `http://${host}/`, isTop: true }, false);

it('every host has its entries, each with its place in the whole list', () => {
  const rows = rowsByHost([entryOf(0, 'a.test'), entryOf(1, 'b.test'), entryOf(2, 'a.test')]);
  const told = Array.from(rows, ([host, some]) => [
    host,
    ...some.map(({ entry, place }) => [entry.id, place]),
  ]);
  expect(told).toEqual([
    ['a.test', ['0', 0], ['2', 2]],
    ['b.test', ['1', 1]],
  ]);
});

it('of many cookies of many frames time is linear', () => {
  expectLinear((length) => {
    const all = Array.from({ length: length / 8 }, (_, id) => entryOf(id, `h${id % 1000}.test`));
    return () => rowsByHost(all);
  }, 2 ** 18);
});
