/** Budgets as the panel keeps and judges them: on disk by origin, followed by every panel, mistrusted when read. */
import { describe, expect, it } from 'vitest';
import type { Budget, Cookie } from '../../../src/cookies/index.ts';
import type { HostReading, PageReading } from '../../../src/messaging/protocol.ts';
import { LONGEST_COOKIE_NAME, MOST_BUDGETS } from '../../../src/panel/store/budgets-stored.ts';
import { createStore, type Store } from '../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';

const SITE = 'http://localhost:5000';
const STORED = `budgets:${SITE}`;
const OF_2000: Budget = { kind: 'bytes', bytes: 2000 };
const HALF: Budget = { kind: 'share', percent: 50 };

async function started(host: FakeHost): Promise<Store> {
  const store = createStore(host);
  await store.start();
  await settled();
  return store;
}

/** What a storage tells arrives after a few promises. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

function loadedOf(store: Store) {
  const budgets = store.budgets.loaded.value;
  if (budgets === null) throw new Error(`not loaded: ${store.budgets.failure.value}`);
  return budgets;
}

function hostWith(...cookies: Partial<Cookie>[]): FakeHost {
  const host = new FakeHost();
  host.page = pageWith(cookies.map(cookie));
  return host;
}

function withFrame(page: PageReading, frame: HostReading): PageReading {
  if (page.kind !== 'page') throw new Error('no page');
  return { ...page, hosts: [...page.hosts, frame] };
}

describe('Budgets', () => {
  it('are kept on disk by origin, changed in place, and removed without a trace', async () => {
    const host = hostWith({ name: 'a' });
    const budgets = loadedOf(await started(host));
    budgets.setCookie(SITE, '__proto__', OF_2000);
    budgets.setCookie(SITE, 'a', HALF);
    budgets.setCookie(SITE, '__proto__', HALF);
    budgets.setHeader(SITE, OF_2000);
    expect(host.disk.stored.get(STORED)).toEqual({
      cookies: [
        { name: '__proto__', budget: HALF },
        { name: 'a', budget: HALF },
      ],
      header: OF_2000,
    });
    expect(host.memory.stored.size).toBe(0);
    budgets.setCookie(SITE, 'a', null);
    budgets.setCookie(SITE, '__proto__', null);
    expect(host.disk.stored.get(STORED)).toEqual({ cookies: [], header: OF_2000 });
    budgets.setHeader(SITE, null);
    expect(host.disk.stored.size).toBe(0);
  });

  it('are followed by another panel, and are another site’s no more', async () => {
    const host = hostWith({ name: 'a', value: 'x'.repeat(10) });
    const [first, second] = [await started(host), await started(host)];
    loadedOf(first).setCookie(SITE, 'a', { kind: 'bytes', bytes: 4 });
    await settled();
    const [entry] = second.page.entries.value;
    expect(entry && second.budgets.excessOf(entry)).toBe(7);
    expect(loadedOf(second).exceeded.value).toBe(1);

    host.navigate(
      pageWith([cookie({ name: 'a', value: 'x'.repeat(10) })], { url: 'http://localhost:5001/' }),
    );
    await settled();
    expect(loadedOf(second).ofPage.value).toEqual({ cookies: [], header: null });
    expect(loadedOf(second).exceeded.value).toBe(0);
  });

  it('of the page hold for the cookies of its frames', async () => {
    const host = new FakeHost();
    const frame = { host: 'a.localhost', url: 'http://a.localhost:5000/', isTop: false, missing: [] };
    const framed = cookie({ name: 'a', value: '12345', domain: 'a.localhost' });
    host.page = withFrame(pageWith([]), { ...frame, cookies: [framed] });
    const store = await started(host);
    loadedOf(store).setCookie(SITE, 'a', { kind: 'bytes', bytes: 5 });
    const [entry] = store.page.entries.value;
    expect(entry && store.budgets.excessOf(entry)).toBe(1);
    expect(loadedOf(store).totals.value?.reload.header.withheld.map(({ reason }) => reason)).toEqual([
      'domain',
    ]);
  });

  it.each([
    ['chromium', 'none=1'],
    ['firefox', ''],
  ] as const)('look at the header of a frame while the page has it, in %s', async (browser, sent) => {
    const host = new FakeHost();
    host.browser = browser;
    const partitionKey = { topLevelSite: 'http://localhost', hasCrossSiteAncestor: true };
    const fields: Partial<Cookie> = { domain: 'shop.test', value: '1', sameSite: 'none' };
    const framed = [
      cookie({ ...fields, name: 'none', ...(browser === 'chromium' && { partitionKey }) }),
      cookie({ ...fields, name: 'lax', sameSite: 'lax' }),
    ];
    const frame = { host: 'shop.test', url: 'http://shop.test:5000/in', isTop: false, missing: [] };
    const page = pageWith([cookie({ name: 'own', value: '22' })]);
    host.page = withFrame(page, { ...frame, cookies: framed });
    const budgets = loadedOf(await started(host));
    budgets.setHeader(SITE, { kind: 'bytes', bytes: 1 });
    const shown = () => [budgets.request.value?.url.href, budgets.request.value?.header.text];
    const reload = [`${SITE}/`, 'own=22'];
    expect(shown()).toEqual(reload);

    budgets.choose('shop.test');
    expect(shown()).toEqual([frame.url, sent]);
    expect(budgets.request.value?.page?.href).toBe(`${SITE}/`);
    expect(budgets.bytesInHeader(framed[0] ?? cookie())).toBe(sent.length);
    // Budget and report are the page's own, whatever is looked at.
    expect(budgets.exceeded.value).toBe(1);
    expect(budgets.report(false)?.header.cookies).toBe(1);

    budgets.choose('elsewhere.test');
    expect(shown()).toEqual(reload);
    budgets.choose('shop.test');
    host.navigate(page);
    await settled();
    expect(shown()).toEqual(reload);
  });

  it.each([
    ['known where each host has its own', true],
    ['not where the page shares some', false],
  ])('tell whether the order of a frame’s cookies is known: %s', async (_, hostOnly) => {
    const host = new FakeHost();
    const page = pageWith([cookie({ name: 'page', domain: 'shop.test', hostOnly })], {
      url: 'http://shop.test/',
    });
    const frame = { host: 'www.shop.test', url: 'http://www.shop.test/', isTop: false, missing: [] };
    host.page = withFrame(page, { ...frame, cookies: [cookie({ name: 'own', domain: frame.host })] });
    const budgets = loadedOf(await started(host));
    expect(budgets.request.value?.isOrderKnown).toBe(true);
    budgets.choose(frame.host);
    expect(budgets.request.value?.header.text).toBe(hostOnly ? 'own=' : 'page=; own=');
    expect(budgets.request.value?.isOrderKnown).toBe(hostOnly);
  });

  it('are at most so many for a site', async () => {
    const host = hostWith();
    const budgets = loadedOf(await started(host));
    for (let index = 0; index <= MOST_BUDGETS; index++) budgets.setCookie(SITE, `c${index}`, HALF);
    expect(budgets.ofPage.value.cookies).toHaveLength(MOST_BUDGETS);
    expect(budgets.ofPage.value.cookies.some(({ name }) => name === `c${MOST_BUDGETS}`)).toBe(false);
  });

  it('are read from the disk, and what is none is left out', async () => {
    const good = { name: 'good', budget: OF_2000 };
    const host = hostWith();
    host.disk.stored.set(STORED, {
      cookies: [
        good,
        null,
        { name: 7, budget: OF_2000 },
        { name: 'x'.repeat(LONGEST_COOKIE_NAME + 1), budget: OF_2000 },
        { name: 'zero', budget: { kind: 'bytes', bytes: 0 } },
        { name: 'half', budget: { kind: 'bytes', bytes: 0.5 } },
        { name: 'huge', budget: { kind: 'bytes', bytes: 1e9 } },
        { name: 'text', budget: { kind: 'bytes', bytes: '2000' } },
        { name: 'most', budget: { kind: 'share', percent: 101 } },
        { name: 'least', budget: { kind: 'share', percent: 0 } },
        { name: 'none', budget: { kind: 'share' } },
        { name: 'kind', budget: { kind: 'pages', bytes: 1 } },
      ],
      header: 'no',
    });
    expect(loadedOf(await started(host)).ofPage.value).toEqual({ cookies: [good], header: null });
  });

  it('are read from the disk up to so many', async () => {
    const host = hostWith();
    const cookies = Array.from({ length: MOST_BUDGETS + 1 }, (_, index) => ({
      name: `c${index}`,
      budget: HALF,
    }));
    host.disk.stored.set(STORED, { cookies, header: null });
    expect(loadedOf(await started(host)).ofPage.value.cookies).toEqual(cookies.slice(0, MOST_BUDGETS));
  });

  it.each([null, 'text', [], { cookies: 'no', header: OF_2000 }, { cookies: [], header: null }])(
    'are none where %j is stored',
    async (stored) => {
      const host = hostWith();
      host.disk.stored.set(STORED, stored);
      expect(loadedOf(await started(host)).ofPage.value).toEqual({ cookies: [], header: null });
    },
  );

  it('say why the disk does not keep them', async () => {
    const host = hostWith();
    const budgets = loadedOf(await started(host));
    host.disk.set = () => Promise.reject(new Error('the disk is full'));
    budgets.setHeader(SITE, HALF);
    await settled();
    expect(budgets.problem.value).toBe('the disk is full');
  });

  it('see a cookie expire, and nothing else of the clock', async () => {
    const host = hostWith({ name: 'a', value: '1' });
    const second = host.time / 1000;
    host.page = pageWith([cookie({ name: 'a', value: '1' }), cookie({ name: 'b', expires: second + 2 })]);
    const { totals } = loadedOf(await started(host));
    const before = totals.value;
    expect(before?.reload.header.text).toBe('a=1; b=');
    host.pass(1);
    expect(totals.value).toBe(before);
    host.pass(1);
    expect(totals.value?.reload.header.text).toBe('a=1');
  });

  it('make a report without values, unless they are asked for', async () => {
    const host = hostWith({ name: 'a', value: 'secret' });
    const budgets = loadedOf(await started(host));
    budgets.setCookie(SITE, 'a', { kind: 'bytes', bytes: 5 });
    expect(budgets.report(false)).toMatchObject({ exceeded: 1, cookies: [{ name: 'a', over: 2 }] });
    expect(JSON.stringify(budgets.report(false))).not.toContain('secret');
    expect(JSON.stringify(budgets.report(true))).toContain('secret');
  });

  it('come to nothing on a page that is no website', async () => {
    const host = new FakeHost();
    const budgets = loadedOf(await started(host));
    expect(budgets.totals.value).toBeNull();
    expect(budgets.report(true)).toBeNull();
    expect(budgets.exceeded.value).toBe(0);
  });
});
