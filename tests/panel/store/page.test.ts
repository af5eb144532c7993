/** The page as last read: what of it is kept over a new reading, and which events read it again. */
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../../src/messaging/protocol.ts';
import { ARRIVED, createPage, isUnseen, type PageConcern } from '../../../src/panel/store/page.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';

const CLOSED: PageReading = { kind: 'closed', url: 'about:blank' };
const MISSING = { domain: 'localhost', origins: ['http://localhost/*'] };

async function reading(page: PageReading): Promise<{ host: FakeHost; page: PageConcern }> {
  const host = new FakeHost();
  host.page = page;
  const concern = createPage(host, () => 'session');
  await concern.refresh();
  return { host, page: concern };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a page', () => {
  it('is nothing before it is read', () => {
    const page = createPage(new FakeHost(), () => 'session');
    expect([page.reading.value, page.entries.value, page.failure.value]).toEqual([null, [], null]);
    expect([page.host.value, page.origin.value, page.place.value]).toEqual(['', '', '']);
  });

  it('has its host and origin, and an entry for each cookie', async () => {
    const { page } = await reading(pageWith([cookie({ name: 'a' }), cookie()]));
    expect([page.host.value, page.origin.value]).toEqual(['localhost:5000', 'http://localhost:5000']);
    expect(page.entries.value.map((entry) => entry.cookie.name)).toEqual(['session', 'a']);
  });

  it('that no extension may see has neither', async () => {
    const { host, page } = await reading(pageWith([cookie()]));
    expect(page.entries.value).toHaveLength(1);
    host.page = { kind: 'closed', url: 'chrome://settings/' };
    await page.refresh();
    expect(page.reading.value).toEqual(host.page);
    expect([page.host.value, page.origin.value, page.entries.value]).toEqual(['', '', []]);
  });

  it('expects the session under the name that its origin has for it', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ name: 'sid' }), cookie()]);
    const page = createPage(host, (origin) => (origin === 'http://localhost:5000' ? 'sid' : 'session'));
    await page.refresh();
    const expected = page.entries.value.filter((entry) => entry.isExpectedSession);
    expect(expected.map((entry) => entry.cookie.name)).toEqual(['sid']);
  });

  it('expects it under another name once its origin has that', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ name: 'sid' }), cookie()]);
    let name = 'session';
    const page = createPage(host, () => name);
    const expected = () =>
      page.entries.value.filter((entry) => entry.isExpectedSession).map((entry) => entry.cookie.name);
    await page.refresh();
    expect(expected()).toEqual(['session']);
    name = 'sid';
    await page.refresh();
    expect(expected()).toEqual(['sid']);
  });

  it('takes three segments for a session if they hold a dict or end in a digest, and not if they only decode', async () => {
    const digest = 'A'.repeat(27);
    const values = {
      dict: 'e30.x.y',
      number: 'MTIz.x.y',
      signed: `MTIz.x.${digest}`,
      short: `MTIz.x.${'A'.repeat(26)}`,
    };
    const cookies = Object.entries(values).map(([name, value]) => cookie({ name, value }));
    const { page } = await reading(pageWith(cookies));
    const sessions = page.entries.value.filter(({ isFlaskSession }) => isFlaskSession);
    expect(sessions.map((entry) => entry.cookie.name)).toEqual(['dict', 'signed']);
  });

  it('keeps the entries of cookies that have not changed, and those only', async () => {
    const { host, page } = await reading(pageWith([cookie({ name: 'a' }), cookie({ name: 'b' })]));
    const [a, b] = page.entries.value;
    host.page = pageWith([cookie({ name: 'a' }), cookie({ name: 'b', value: '2' })]);
    await page.refresh();
    expect(page.entries.value[0]).toBe(a);
    expect(page.entries.value[1]).not.toBe(b);
    expect(page.entries.value[1]?.cookie.value).toBe('2');
  });

  it('stands when a new reading fails, which is told until one succeeds', async () => {
    const { host, page } = await reading(pageWith([cookie()]));
    host.page = new Error('no background');
    await page.refresh();
    expect(page.failure.value).toBe('no background');
    expect(page.entries.value).toHaveLength(1);
    host.page = pageWith([]);
    await page.refresh();
    expect([page.failure.value, page.entries.value]).toEqual([null, []]);
  });

  it('marks the arrival of the newest cookies', async () => {
    const { page } = await reading(pageWith([]));
    const first = performance.getEntriesByName(ARRIVED);
    expect(first).toHaveLength(1);
    await page.refresh();
    const second = performance.getEntriesByName(ARRIVED);
    expect(second).toHaveLength(1);
    expect(second[0]?.startTime).toBeGreaterThan(first[0]?.startTime ?? Number.NaN);
  });
});

describe('a place', () => {
  const placeOf = async (page: PageReading) => (await reading(page)).page.place.value;
  const HERE = pageWith([cookie()]);

  it('is the same on another page of the host, whatever its cookies', async () => {
    expect(await placeOf(pageWith([], { url: 'http://localhost:5000/cart' }))).toBe(await placeOf(HERE));
  });

  it('is none where there is no site', async () => {
    expect(await placeOf(CLOSED)).toBe('');
  });

  it.each<[string, PageReading]>([
    ['on another host', pageWith([], { url: 'http://shop.test/' })],
    ['in another store', { ...pageWith([]), storeId: '1' } as PageReading],
    ['without permission for the host', pageWith([], { missing: [MISSING] })],
  ])('is another one %s', async (_, page) => {
    expect(await placeOf(page)).not.toBe(await placeOf(HERE));
  });

  it('is unseen without permission for the host itself, not for its parent domain', () => {
    const host = { host: 'www.shop.test', url: 'http://www.shop.test/', isTop: true, cookies: [] };
    const without = (domain: string) => ({ ...host, missing: [{ domain, origins: [] }] });
    expect(isUnseen(without('www.shop.test'))).toBe(true);
    expect(isUnseen(without('shop.test'))).toBe(false);
    expect(isUnseen({ ...host, missing: [] })).toBe(false);
    expect(isUnseen(undefined)).toBe(false);
  });
});

describe('following', () => {
  async function following(page: PageReading) {
    const followed = await reading(page);
    await followed.page.follow();
    return followed;
  }

  const change = { storeId: '0', domain: 'localhost', hostOnly: true };

  it.each<[string, boolean, Partial<typeof change>]>([
    ['of the page’s host', true, {}],
    ['of a host above', false, { domain: 'www.localhost' }],
    ['of another host', false, { domain: 'shop.test' }],
    ['of another store', false, { storeId: '1' }],
  ])('reads the page at a change %s: %s', async (_, isRead, changes) => {
    const { host } = await following(pageWith([]));
    const before = host.readings;
    host.tellChange({ ...change, ...changes });
    await settled();
    expect(host.readings - before).toBe(isRead ? 1 : 0);
  });

  it('reads it at a change of a parent domain that reaches it, and of a frame’s host', async () => {
    const page = pageWith([], { url: 'http://www.shop.test/' });
    const frame = { host: 'ads.test', url: 'http://ads.test/', isTop: false, cookies: [], missing: [] };
    if (page.kind !== 'page') throw new Error('no page');
    const { host } = await following({ ...page, hosts: [...page.hosts, frame] });
    const before = host.readings;
    host.tellChange({ storeId: '0', domain: 'shop.test', hostOnly: true });
    await settled();
    expect(host.readings - before).toBe(0);
    host.tellChange({ storeId: '0', domain: 'shop.test', hostOnly: false });
    await settled();
    host.tellChange({ storeId: '0', domain: 'ads.test', hostOnly: true });
    await settled();
    expect(host.readings - before).toBe(2);
  });

  it('reads it at any change while it is not known', async () => {
    const { host } = await following(CLOSED);
    const before = host.readings;
    host.tellChange({ storeId: '7', domain: 'shop.test', hostOnly: true });
    await settled();
    expect(host.readings - before).toBe(1);
  });

  it('reads it after a navigation, and when permission was given', async () => {
    const { host, page } = await following(CLOSED);
    host.navigate(pageWith([cookie({ name: 'a' })]));
    await settled();
    expect(page.entries.value).toHaveLength(1);
    host.changeAccess(pageWith([cookie({ name: 'a' }), cookie({ name: 'b' })]));
    await settled();
    expect(page.entries.value).toHaveLength(2);
  });

  it('begins with a reading, and not by itself', async () => {
    expect((await following(CLOSED)).host.readings).toBe(2);
    const { host } = await reading(pageWith([]));
    host.tellChange(change);
    host.navigate(CLOSED);
    await settled();
    expect(host.readings).toBe(1);
  });
});

describe('asked for while it is read', () => {
  it('a page is read once more, however often', async () => {
    const host = new FakeHost();
    const answers: (() => void)[] = [];
    host.readPage = () =>
      new Promise((resolve) =>
        answers.push(() => resolve(pageWith([cookie({ value: `${answers.length}` })]))),
      );
    const page = createPage(host, () => 'session');
    const asked = [page.refresh(), page.refresh(), page.refresh()];
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await settled();
    expect(answers).toHaveLength(2);
    answers[1]?.();
    await Promise.all(asked);
    expect(answers).toHaveLength(2);
    expect(page.entries.value[0]?.cookie.value).toBe('2');
    void page.refresh();
    expect(answers).toHaveLength(3);
  });
});
