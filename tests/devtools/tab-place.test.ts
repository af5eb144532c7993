/** Which cookies concern the tab: by its store, its hosts and their partitions, and never before those are known. */
import { describe, expect, it } from 'vitest';
import type { Cookie } from '../../src/cookies/index.ts';
import { TabPlace } from '../../src/devtools/tab-place.ts';
import type { PageReading } from '../../src/messaging/protocol.ts';
import { aCookie } from '../cookies/cookie.ts';
import { cookie, pageWith } from '../support/fake-host.ts';

const PAGE = pageWith([cookie({ name: 'a' })]);

/** A place that has read the page once; each reading gives the next of the pages, the last one again and again. */
async function placeOn(...pages: readonly (PageReading | Error)[]) {
  const told: (readonly Cookie[])[] = [];
  let readings = 0;
  const readPage = async (): Promise<PageReading> => {
    const page = pages[Math.min(readings++, pages.length - 1)];
    if (page === undefined || page instanceof Error) throw page;
    return page;
  };
  const place = new TabPlace({ readPage, findCookies }, (cookies) => told.push(cookies));
  await settled();
  return { place, told, readings: () => readings };
}

/** No other host is read. */
const findCookies = async (): Promise<never> => {
  throw new Error('the host cannot be read');
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a tab’s place', () => {
  it('is that of the page that is there, whose cookies it tells', async () => {
    const { place, told } = await placeOn(PAGE);
    expect([place.storeId, place.page]).toEqual(['0', 'http://localhost:5000/']);
    expect(told).toEqual([[cookie({ name: 'a' })]]);
  });

  it.each([
    ['no extension may see', { kind: 'closed', url: 'about:blank' } as const],
    ['cannot be read', new Error('the tab is gone')],
  ])('is not known of a page that %s', async (_, page) => {
    const { place, told } = await placeOn(page);
    expect([place.storeId, place.page, told]).toEqual([null, null, []]);
    expect(await place.sees(cookie())).toBe(false);
  });

  it('is asked for again when it is to be known', async () => {
    const { place, readings } = await placeOn(new Error('not yet'), PAGE);
    expect(readings()).toBe(1);
    expect(await place.sees(cookie())).toBe(true);
    expect(await place.sees(cookie())).toBe(true);
    expect(readings()).toBe(2);
  });

  it('is the page that the tab has gone to since, whenever the first is read', async () => {
    const place = new TabPlace({ readPage: async () => PAGE, findCookies }, () => undefined);
    place.goTo('http://shop.test/cart');
    await settled();
    expect(place.page).toBe('http://shop.test/cart');
    expect(await place.sees(aCookie({ domain: 'shop.test' }))).toBe(true);
    expect(await place.sees(cookie())).toBe(true);
    place.goTo('no address');
    expect(place.page).toBe('no address');
  });
});

describe('the host of the first page', () => {
  const lookedAt = async (page: PageReading) => {
    const hosts: string[] = [];
    const place = new TabPlace(
      {
        readPage: async () => page,
        findCookies: async ({ hostname }) => {
          hosts.push(hostname);
          return { storeId: '0', cookies: [], hidden: [], page: null };
        },
      },
      () => undefined,
    );
    await settled();
    place.goTo('http://localhost:5000/again');
    await settled();
    return hosts;
  };

  it('is not read again', async () => expect(await lookedAt(PAGE)).toEqual([]));

  it('is read once it may be, if it could not be at first', async () =>
    expect(
      await lookedAt(pageWith([], { missing: [{ domain: 'localhost', origins: ['http://localhost/*'] }] })),
    ).toEqual(['localhost']));
});

describe('another store', () => {
  it('is one for certain only when the tab’s is known', async () => {
    const { place: unknown } = await placeOn(new Error('not yet'));
    const { place } = await placeOn(PAGE);
    expect(unknown.isElsewhere(cookie({ storeId: '1' }))).toBe(false);
    expect(place.isElsewhere(cookie({ storeId: '1' }))).toBe(true);
    expect(place.isElsewhere(cookie())).toBe(false);
  });
});

describe('a cookie', () => {
  it.each<[string, boolean, Partial<Cookie>]>([
    ['of the page’s host', true, {}],
    ['of a host that a response came from', true, { domain: 'www.shop.test' }],
    ['of its parent domain', true, { domain: 'shop.test', hostOnly: false }],
    ['of its parent host alone', false, { domain: 'shop.test' }],
    ['of a host below', false, { domain: 'a.www.shop.test', hostOnly: false }],
    ['of a host that only ends alike', false, { domain: 'hop.test', hostOnly: false }],
    ['of another host', false, { domain: 'other.test' }],
    ['of another store', false, { storeId: '1' }],
  ])('%s is seen: %s', async (_, isSeen, fields) => {
    const { place } = await placeOn(PAGE);
    place.addHost('www.shop.test');
    expect(await place.sees(cookie(fields))).toBe(isSeen);
  });

  it.each<[string, boolean, string]>([
    ['the page’s', true, 'http://localhost'],
    ['a site whose host the tab has had', true, 'https://shop.test'],
    ['another site', false, 'https://other.test'],
    ['what is no address', false, 'localhost'],
  ])('in the partition of %s is seen: %s', async (_, isSeen, topLevelSite) => {
    const { place } = await placeOn(PAGE);
    place.addHost('www.shop.test');
    const partitionKey = { topLevelSite, hasCrossSiteAncestor: null };
    expect(await place.sees(cookie({ partitionKey }))).toBe(isSeen);
  });

  it('of a host long unheard of is seen no more', async () => {
    const { place } = await placeOn({ kind: 'page', url: 'http://a.test/', storeId: '0', hosts: [] });
    for (let index = 0; index < 1_000; index++) place.addHost(`h${index}.test`);
    const sees = (host: string) => place.sees(aCookie({ domain: host }));
    expect(await Promise.all([sees('h0.test'), sees('h1.test')])).toEqual([true, true]);
    place.addHost('h0.test');
    place.addHost('new.test');
    expect(await Promise.all(['h0.test', 'h1.test', 'h2.test', 'new.test'].map(sees))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
