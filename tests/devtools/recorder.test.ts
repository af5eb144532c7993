/** Every Set-Cookie once, whichever way and however late it is told; every change that none explains, once. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_HEADER, PATIENCE } from '../../src/devtools/recorder.ts';
import type { Response } from '../../src/devtools/response.ts';
import type { PageReading } from '../../src/messaging/protocol.ts';
import { aCookie } from '../cookies/cookie.ts';
import { seedFor } from '../support/reference.ts';
import { aRedirect, aResponse, FakeBrowser, HOST, PAGE } from './fake-surroundings.ts';

/** Longer than anything is waited for. */
const AGES = 60_000;

describe('a response', () => {
  it('gives an entry for each of its headers, with the request', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond({ ...aResponse(browser, 'a=1; Path=/', 'b=2'), cookieHeader: 'c=3' });
    const request = {
      method: 'GET',
      status: 200,
      resource: 'fetch',
      cookieHeader: { text: 'c=3', length: 3 },
    };
    expect(browser.setCookies).toMatchObject([
      { id: 1, time: browser.time, header: { text: 'a=1; Path=/', length: 11 }, request },
      { id: 2, header: { text: 'b=2' }, request: { url: { text: `http://${HOST}/page` } } },
    ]);
  });

  it('is told with its page, its date and how long it was waited for, and without credentials', async () => {
    const browser = await new FakeBrowser().start();
    const url = new URL(`http://user:secret@${HOST}/page#part`);
    const date = 'Sat, 21 Nov 2026 00:00:00 GMT';
    const started = new Date(browser.time - 40).toISOString();
    await browser.respond({ ...aResponse(browser, 'a=1'), started, url, date });
    await browser.navigate('http://other.test/x#y');
    await browser.respond(aResponse(browser, 'a=2'));
    expect(browser.setCookies).toMatchObject([
      {
        date,
        waited: 40,
        request: { url: { text: `http://${HOST}/page` }, page: { text: `http://${HOST}/` } },
      },
      { date: null, request: { page: { text: 'http://other.test/x' } } },
    ]);
  });

  it('of a page that is not known says so', async () => {
    const browser = new FakeBrowser();
    browser.page = new Error('No tab with id: 7');
    await browser.start();
    await browser.respond(aResponse(browser, 'a=1'));
    expect(browser.setCookies).toMatchObject([{ request: { page: null } }]);
  });

  it('without Set-Cookie gives none, and is not asked about', async () => {
    const browser = await new FakeBrowser().start();
    const { readings } = browser;
    await browser.respond(aResponse(browser));
    await browser.pass(AGES);
    expect(browser.entries).toEqual([]);
    expect(browser.readings).toBe(readings);
    expect(browser.asked).toEqual([]);
  });

  it('of the same request a second time is another response', async () => {
    const browser = await new FakeBrowser().start();
    const response = aResponse(browser, 'a=1');
    await browser.respond(response, response);
    expect(browser.setCookies).toHaveLength(2);
  });

  it('is kept to bounded lengths, and says the true ones', async () => {
    const browser = await new FakeBrowser().start();
    const url = new URL(`http://${HOST}/${'u'.repeat(100_000)}`);
    const header = `a=${'x'.repeat(600_000)}`;
    await browser.respond({ ...aResponse(browser, header), url, cookieHeader: 'c'.repeat(700_000) });
    const [entry] = browser.setCookies;
    expect([entry?.header.text.length, entry?.header.length]).toEqual([MOST_HEADER, 600_002]);
    expect([entry?.request.url.text.length, entry?.request.url.length]).toEqual([8192, 100_017]);
    expect(entry?.request.cookieHeader?.length).toBe(700_000);
    expect(browser.record.bytes).toBeLessThan(1_200_000);
  });

  it('is kept whole as far as browsers take it', async () => {
    const browser = await new FakeBrowser().start();
    const header = `a=${'x'.repeat(390_000)}; HttpOnly; Path=/`;
    await browser.respond(aResponse(browser, header));
    expect(browser.setCookies).toMatchObject([{ header: { text: header } }]);
  });

  it('is of the page that is there when it is recorded', async () => {
    const browser = await new FakeBrowser().start();
    browser.address = 'http://other.test/now';
    await browser.respond(aResponse(browser, 'a=1'));
    browser.address = 'about:blank';
    await browser.respond(aResponse(browser, 'a=2'));
    expect(browser.setCookies).toMatchObject([
      { request: { page: { text: 'http://other.test/now' } } },
      { request: { page: null } },
    ]);
  });

  it('comes after what was in the jar as recording began', async () => {
    const browser = new FakeBrowser();
    const cookie = aCookie({ domain: HOST });
    const [host] = PAGE.kind === 'page' ? PAGE.hosts : [];
    browser.page = { ...PAGE, hosts: [{ ...host, cookies: [cookie] }] } as PageReading;
    await browser.start();
    await browser.pass(PATIENCE);
    expect(browser.record.read(0).news.jar).toEqual([cookie]);
  });

  it('comes after what its host had when the tab went there, read once', async () => {
    const browser = await new FakeBrowser().start();
    const there = aCookie({ domain: 'other.test' });
    browser.present = [there];
    await browser.beginToNavigate('http://other.test/');
    await browser.navigate('http://other.test/');
    await browser.navigate('http://other.test/further');
    await browser.beginToNavigate(`http://${HOST}/back`);
    await browser.beginToNavigate('about:blank');
    await browser.pass(PATIENCE);
    expect(browser.lookedAt).toEqual(['other.test']);
    expect(browser.record.read(0).news.jar).toEqual([there]);
  });

  it('of a host that a redirect led to comes after what it had', async () => {
    const browser = await new FakeBrowser().start();
    browser.present = [aCookie({ domain: 'app.test' })];
    await browser.beginToNavigate('http://login.test/');
    await browser.navigate('http://app.test/');
    expect(browser.lookedAt).toEqual(['login.test', 'app.test']);
  });

  it('of a host that is hidden is asked for again, and of many at a time not all are', async () => {
    const browser = await new FakeBrowser().start();
    browser.found = { storeId: '0', cookies: [], hidden: ['far.test'] };
    await browser.navigate('http://far.test/');
    await browser.navigate('http://far.test/');
    expect(browser.lookedAt).toEqual(['far.test', 'far.test']);
    const frames = Array.from({ length: 100 }, (_, n) => browser.beginToNavigate(`http://frame${n}.test/`));
    await Promise.all(frames);
    expect(browser.lookedAt.length).toBeLessThan(30);
  });

  it('leaves unsaid what was in the jar when it changed about the time of the reading', async () => {
    const browser = await new FakeBrowser().start({ browser: 'firefox' });
    browser.present = [aCookie({ domain: HOST, value: 'new' }), aCookie({ domain: HOST, name: 'gone' })];
    await browser.change({ name: 'gone' }, true);
    await browser.beginToNavigate('http://other.test/');
    await browser.change({ value: 'new' }, true, 'overwrite');
    await browser.change({ value: 'new' });
    await browser.pass(AGES);
    expect(browser.record.read(0).news.jar).toEqual([]);
    expect(browser.changes).toMatchObject([{ removed: true }, { before: 'unknown' }]);
  });

  it('is not kept whole in memory by the part of it that is kept', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const browser = await new FakeBrowser().start();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 300; n++) {
      const header = Buffer.from(`longnameofacookie${n}=1; X=${'x'.repeat(250_000)}`).toString('latin1');
      const cookieHeader = Buffer.from('c'.repeat(700_000)).toString('latin1');
      await browser.respond({ ...aResponse(browser, header), cookieHeader });
    }
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(1.5 * browser.record.bytes);
  });

  it('keeps its place although another’s jar answers first', async () => {
    const browser = await new FakeBrowser().start();
    const first = aResponse(browser, 'a=1');
    await browser.pass(8);
    await browser.change({ name: 'b', value: '2' });
    await browser.respond(first, aResponse(browser, 'b=2'));
    expect(browser.setCookies.map(({ header }) => header.text)).toEqual(['a=1', 'b=2']);
  });
});

describe('a redirect told without its headers', () => {
  it('is read from the browser’s log, at once', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'session=1; HttpOnly', 'b=2');
    browser.log = [real];
    const before = browser.time;
    await browser.respond(told);
    expect(browser.setCookies.map(({ header }) => header.text)).toEqual(['session=1; HttpOnly', 'b=2']);
    expect(browser.time).toBe(before);
  });

  it.each([5, 30, 100, 300, 900])('is read when it shows only after %i ms', async (delay) => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'session=1');
    browser.log = [told];
    await browser.respond(told);
    await browser.pass(delay);
    expect(browser.entries).toEqual([]);
    browser.log = [real];
    await browser.pass(AGES);
    expect(browser.setCookies).toMatchObject([{ header: { text: 'session=1' }, request: { status: 302 } }]);
    expect(browser.entries).toHaveLength(1);
  });

  it('that never shows them is recorded as unread, after a bounded number of readings', async () => {
    const browser = await new FakeBrowser().start();
    const { told } = aRedirect(browser);
    browser.log = [told];
    await browser.respond(told);
    await browser.pass(AGES);
    expect(browser.entries).toMatchObject([{ kind: 'unread', request: { method: 'POST', status: 302 } }]);
    expect(browser.readings).toBeLessThan(20);
  });

  it('that a navigation took out of the log is recorded as unread', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aRedirect(browser).told);
    expect(browser.entries).toMatchObject([{ kind: 'unread' }]);
  });

  it('that shows to have set nothing gives no entry', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser);
    browser.log = [real];
    await browser.respond(told);
    await browser.pass(AGES);
    expect(browser.entries).toEqual([]);
  });

  it('over HTTP/2, where nothing tells whether headers are awaited, is not said to be unread', async () => {
    const browser = await new FakeBrowser().start();
    const unclear: Response = { ...aRedirect(browser).told, headers: 'unclear' };
    browser.log = [unclear];
    await browser.respond(unclear);
    await browser.pass(AGES);
    expect(browser.entries).toEqual([]);
    expect(browser.readings).toBeGreaterThan(4);
  });

  it('or any other response of a busy browser is read from its log, and is never said to be unread', async () => {
    const browser = await new FakeBrowser().start();
    const real = aResponse(browser, 'session=1');
    const told: Response = { ...real, setCookies: [], headers: 'awaited' };
    browser.log = [told];
    await browser.respond(told);
    browser.log = [real];
    await browser.pass(AGES);
    expect(browser.setCookies).toHaveLength(1);
    browser.log = [];
    await browser.respond({ ...aResponse(browser), headers: 'awaited' });
    await browser.pass(AGES);
    expect(browser.entries).toHaveLength(1);
  });

  it('of a page over HTTP/2 is looked for once in a while, with all the others', async () => {
    const browser = await new FakeBrowser().start();
    const { readings } = browser;
    const real = aResponse(browser, 'session=1');
    const others = Array.from(
      { length: 50 },
      (): Response => ({ ...aResponse(browser), headers: 'unclear' }),
    );
    await browser.respond(...others, { ...real, setCookies: [], headers: 'unclear' });
    browser.log = [...others, real];
    await browser.pass(AGES);
    expect(browser.setCookies).toHaveLength(1);
    expect(browser.readings - readings).toBe(1);
    await browser.respond({ ...aResponse(browser), headers: 'unclear' });
    await browser.pass(AGES);
    expect(browser.readings - readings).toBe(2);
  });

  it('is asked for again when the log could not be read', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'session=1');
    browser.log = new Error('no log');
    await browser.respond(told);
    browser.log = [real];
    await browser.pass(AGES);
    expect(browser.setCookies).toHaveLength(1);
  });

  it('is let be where the log is not to be read', async () => {
    const browser = await new FakeBrowser().start({ hasLog: false });
    await browser.respond(aRedirect(browser).told);
    await browser.pass(AGES);
    expect([browser.readings, browser.entries]).toEqual([0, []]);
  });
});

describe('entries', () => {
  const names = (browser: FakeBrowser) => browser.setCookies.map(({ header }) => header.text);

  it('come in the order received, although a redirect’s headers show after the page that it leads to', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'login=1');
    browser.log = [told];
    await browser.respond(told);
    await browser.pass(8);
    const page = aResponse(browser, 'page=1');
    browser.log = [told, page];
    await browser.respond(page);
    await browser.pass(20);
    expect(browser.entries).toEqual([]);
    browser.log = [real, page];
    await browser.pass(AGES);
    expect(names(browser)).toEqual(['login=1', 'page=1']);
  });

  it('do so although the redirect is told after that page, while it waits for the jar', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'login=1');
    browser.time += 8;
    const page = aResponse(browser, 'page=1');
    browser.log = [real, page];
    await browser.respond(page, told);
    await browser.pass(AGES);
    expect(names(browser)).toEqual(['login=1', 'page=1']);
  });

  it('of the same millisecond keep the order in which they were told', async () => {
    const browser = await new FakeBrowser().start();
    const first = { ...aResponse(browser, 'a=1'), received: browser.time + 0.9 };
    const second = aResponse(browser, 'b=2');
    await browser.respond(first, second);
    expect(names(browser)).toEqual(['a=1', 'b=2']);
  });

  it('come after a script’s change that was before them, though nobody knows at first that it is one', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ name: 'scripted' });
    await browser.pass(100);
    await browser.respond(aResponse(browser, 'a=1'));
    expect(browser.entries).toEqual([]);
    await browser.pass(PATIENCE);
    expect(browser.entries.map(({ kind }) => kind)).toEqual(['change', 'set-cookie']);
  });

  it('do not wait for a change that a response explains', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ name: 'a', value: '1' });
    await browser.respond(aResponse(browser, 'a=1; Path=/'), aResponse(browser, 'b=2'));
    expect(names(browser)).toEqual(['a=1; Path=/', 'b=2']);
  });

  it.each([
    ['at once', 0],
    ['late', 30],
  ])(
    'come in the order of their changes, although a redirect is told after the page, and the changes %s',
    async (_, late) => {
      const browser = await new FakeBrowser().start({ hasLog: false });
      const { real } = aRedirect(browser, 'session=login; Path=/');
      await browser.pass(10);
      const page = aResponse(browser, 'session=page; Path=/');
      await browser.pass(late);
      await browser.change({ value: 'login' });
      await browser.change({ value: 'page' });
      await browser.respond(page);
      await browser.pass(9);
      expect(browser.entries).toEqual([]);
      await browser.respond(real);
      expect(names(browser)).toEqual(['session=login; Path=/', 'session=page; Path=/']);
    },
  );

  it('do so although the changes are told after the page, and before the redirect', async () => {
    const browser = await new FakeBrowser().start({ hasLog: false });
    browser.found = null;
    const { real } = aRedirect(browser, 'session=login; Path=/');
    await browser.pass(10);
    await browser.respond(aResponse(browser, 'session=page; Path=/'));
    await browser.pass(5);
    await browser.change({ value: 'login' });
    await browser.change({ value: 'page' });
    await browser.pass(300);
    await browser.respond(real);
    await browser.pass(AGES);
    expect(names(browser)).toEqual(['session=login; Path=/', 'session=page; Path=/']);
    expect(browser.changes).toEqual([]);
  });

  it('do not wait for ever for a redirect that is not read', async () => {
    const browser = await new FakeBrowser().start();
    const { told } = aRedirect(browser);
    browser.log = [told];
    await browser.respond(told, aResponse(browser, 'a=1'));
    await browser.pass(400);
    expect(browser.entries).toEqual([]);
    await browser.pass(200);
    expect(names(browser)).toEqual(['a=1']);
    await browser.pass(AGES);
    expect(browser.entries.map(({ kind }) => kind)).toEqual(['set-cookie', 'unread']);
  });
});

describe('the browser’s log', () => {
  it('is read at the start, for what came before', async () => {
    const browser = new FakeBrowser();
    browser.log = [aResponse(browser, 'early=1')];
    await browser.start();
    expect(browser.setCookies).toMatchObject([{ header: { text: 'early=1' } }]);
  });

  it('gives nothing that events gave, nor they what it gave', async () => {
    const browser = await new FakeBrowser().start();
    const finished = aResponse(browser, 'a=1');
    const unfinished = aResponse(browser, 'b=2');
    const { told, real } = aRedirect(browser, 'c=3');
    await browser.respond(finished);
    browser.log = [finished, unfinished, real];
    await browser.respond(told);
    await browser.pass(AGES);
    await browser.respond(unfinished);
    expect(browser.setCookies.map(({ header }) => header.text)).toEqual(['a=1', 'b=2', 'c=3']);
    await browser.respond(unfinished);
    expect(browser.setCookies.map(({ header }) => header.text)).toEqual(['a=1', 'b=2', 'c=3', 'b=2']);
  });

  it('gives one of two equal requests of the same millisecond, when the other’s event was whole', async () => {
    const browser = await new FakeBrowser().start();
    const { told, real } = aRedirect(browser, 'c=3');
    browser.log = [real, real];
    await browser.respond(real, told);
    await browser.pass(AGES);
    expect(browser.setCookies).toHaveLength(2);
  });

  it('is not gone through again for what is old', async () => {
    const browser = await new FakeBrowser().start();
    const old = aResponse(browser, 'old=1');
    await browser.pass(AGES);
    const { told, real } = aRedirect(browser, 'c=3');
    browser.log = [old, real];
    await browser.respond(told);
    expect(browser.setCookies.map(({ header }) => header.text)).toEqual(['c=3']);
  });
});

describe('the jar', () => {
  it('is asked once for all cookies of a response, and holds the one meant', async () => {
    const browser = await new FakeBrowser().start();
    const mine = aCookie({ name: 'a', value: 'new', domain: HOST });
    browser.found = { storeId: '0', cookies: [{ ...mine, path: '/admin', value: '1' }, mine], hidden: [] };
    await browser.respond(aResponse(browser, 'a=1; Path=/', 'b=2'));
    expect(browser.asked).toEqual([['a', 'b']]);
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual([mine, null]);
  });

  it('holds the one of the host alone beside one of its Domain, whichever is listed first', async () => {
    const own = aCookie({ value: 'own', domain: HOST });
    const wide = { ...own, value: 'wide', hostOnly: false };
    for (const cookies of [
      [own, wide],
      [wide, own],
    ]) {
      const browser = await new FakeBrowser().start();
      browser.found = { storeId: '0', cookies, hidden: [] };
      const tooLong = `session=${'x'.repeat(5000)}; Path=/`;
      await browser.respond(aResponse(browser, tooLong, `${tooLong}; Domain=${HOST}`));
      expect(browser.setCookies.map(({ jar }) => jar)).toEqual([own, wide]);
    }
  });

  it('is not asked when the change that a header made was told', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ value: 'x' });
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    expect(browser.asked).toEqual([]);
    expect(browser.setCookies).toMatchObject([{ jar: { value: 'x' } }]);
  });

  it('shows what the last header of a response made, not what those before it did', async () => {
    const browser = await new FakeBrowser().start();
    const last = aCookie({ name: 'a', value: '2', domain: HOST });
    browser.found = { storeId: '0', cookies: [last], hidden: [] };
    await browser.respond(aResponse(browser, 'a=1; Path=/', 'a=2; Path=/', `a=${'x'.repeat(5000)}; Path=/`));
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual(['superseded', last, last]);
    browser.found = { storeId: '0', cookies: [], hidden: [] };
    await browser.respond(aResponse(browser, 'a=3; Path=/', 'a=; Path=/; Max-Age=0'));
    expect(browser.setCookies.slice(3).map(({ jar }) => jar)).toEqual(['superseded', null]);
  });

  it('shows what each of two equal headers made', async () => {
    const browser = await new FakeBrowser().start();
    const made = aCookie({ name: 'a', value: '1', domain: HOST });
    browser.found = { storeId: '0', cookies: [made], hidden: [] };
    await browser.respond(aResponse(browser, 'a=1; Path=/', 'a=1; Path=/'));
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual([made, made]);
  });

  it('that holds nothing of a header is not taken for a later one’s doing', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'a=1; Path=/', `a=${'x'.repeat(5000)}; Path=/`));
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual([null, null]);
  });

  it('held what the browser says was replaced, told once in full', async () => {
    const browser = await new FakeBrowser().start();
    const old = aCookie({ value: 'old', domain: HOST });
    for (const [before, value] of [
      ['old', 'x'],
      ['x', 'y'],
    ] as const) {
      await browser.change({ value: before }, true, 'overwrite');
      await browser.change({ value });
      await browser.respond(aResponse(browser, `session=${value}; Path=/`));
    }
    await browser.change({ name: 'new', value: '1' });
    await browser.respond(aResponse(browser, 'new=1; Path=/', 'other=1'));
    await browser.change({ value: 'y' }, true, 'overwrite');
    await browser.change({ value: 'scripted' });
    await browser.pass(AGES);
    expect(browser.setCookies.map(({ before }) => before)).toEqual([old, 'told', null, 'unknown']);
    expect(browser.changes).toMatchObject([{ cookie: { value: 'scripted' }, before: 'told' }]);
    await browser.change({ value: 'scripted' }, true, 'explicit');
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([{}, { removed: true, before: { value: 'scripted' } }]);
  });

  it('held nothing where the cookie was removed before, whatever it had replaced', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ value: 'old' }, true, 'overwrite');
    await browser.change({ value: 'x' });
    await browser.change({ value: 'x' }, true, 'explicit');
    await browser.change({ value: 'y' });
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([
      { before: { value: 'old' } },
      { removed: true },
      { before: null },
    ]);
  });

  it('held in Firefox, which names what comes and not what goes, what was read of it', async () => {
    const browser = new FakeBrowser();
    const [read, own] = [aCookie({ value: 'read', domain: HOST }), aCookie({ name: 'own', domain: HOST })];
    const [host] = PAGE.kind === 'page' ? PAGE.hosts : [];
    browser.page = { ...PAGE, hosts: [{ ...host, cookies: [read] }] } as PageReading;
    await browser.start({ browser: 'firefox' });
    for (const fields of [{ value: '1' }, { value: '2' }, { name: 'own', value: '1' }]) {
      await browser.change(fields, true, 'overwrite');
      await browser.change(fields);
      const { name, value } = { ...own, name: 'session', ...fields };
      await browser.respond(aResponse(browser, `${name}=${value}; Path=/`));
    }
    expect(browser.setCookies.map(({ before }) => before)).toEqual([read, 'told', 'unknown']);
  });

  it.each([
    ['without permission', { storeId: '0', cookies: [], hidden: [HOST] }],
    ['that answers with an error', new Error('No tab with id: 7')],
    ['that does not answer', null],
  ])('%s is unknown', async (_, found) => {
    const browser = await new FakeBrowser().start();
    browser.found = found;
    await browser.respond(aResponse(browser, 'a=1'), aResponse(browser, 'b=1'));
    await browser.pass(AGES);
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual(['unknown', 'unknown']);
  });

  it('of a parent domain without permission is unknown, the host’s own is not', async () => {
    const browser = await new FakeBrowser().start();
    browser.found = { storeId: '0', cookies: [], hidden: ['test.example'] };
    const url = new URL('http://shop.test.example/');
    await browser.respond({ ...aResponse(browser, 'a=1; Domain=.Test.example', 'a=1'), url });
    expect(browser.setCookies.map(({ jar }) => jar)).toEqual(['unknown', null]);
  });

  it('has nothing of a header with another site’s domain', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'a=1; Domain=other.test'));
    expect(browser.setCookies).toMatchObject([{ jar: null }]);
    expect(browser.asked).toEqual([]);
  });
});

describe('a change', () => {
  it('that a response explains is none, told before or after it', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ value: 'before' });
    await browser.pass(830);
    await browser.respond({ ...aResponse(browser, 'session=before; Path=/'), received: browser.time - 830 });
    await browser.respond(aResponse(browser, 'session=after; Path=/'));
    await browser.pass(200);
    await browser.change({ value: 'after' });
    await browser.pass(AGES);
    expect(browser.changes).toEqual([]);
    expect(browser.setCookies).toHaveLength(2);
  });

  it('that none explains is recorded, when a response had time enough', async () => {
    const browser = await new FakeBrowser().start();
    const told = browser.time;
    await browser.change({ name: 'scripted', value: '1' }, false, 'explicit');
    await browser.pass(PATIENCE - 1);
    expect(browser.entries).toEqual([]);
    await browser.pass(1);
    expect(browser.changes).toMatchObject([
      { time: told, cookie: { name: 'scripted', value: '1' }, removed: false, cause: 'explicit' },
    ]);
  });

  it.each([
    ['another value', { value: 'y' }],
    ['another path', { path: '/admin' }],
    ['another name', { name: 'b' }],
    ['the hosts below it as well', { hostOnly: false }],
  ])('with %s is not what the response made', async (_, cookie) => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    await browser.change({ value: 'x', ...cookie });
    await browser.pass(AGES);
    expect(browser.changes).toHaveLength(1);
  });

  it('is explained by one response only, and explains one only', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    await browser.change({ value: 'x' });
    await browser.change({ value: 'x' });
    await browser.pass(AGES);
    expect(browser.changes).toHaveLength(1);
  });

  it('long after the response is not its doing', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    await browser.pass(5_000);
    await browser.change({ value: 'x' });
    await browser.pass(AGES);
    expect(browser.changes).toHaveLength(1);
  });

  it('by a response that ends only later is named by it', async () => {
    const browser = await new FakeBrowser().start();
    const streamed = aResponse(browser, 'session=x; Path=/');
    await browser.change({ value: 'x' });
    await browser.pass(AGES);
    await browser.respond(streamed);
    expect(browser.changes).toMatchObject([{ id: 1 }]);
    expect(browser.setCookies).toMatchObject([{ id: 2, explains: 1, jar: { value: 'x' } }]);
  });

  it('is not the doing of a response that came long after it', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ value: 'x' });
    await browser.pass(AGES);
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    expect(browser.setCookies).toMatchObject([{ explains: null }]);
  });

  it('is explained to the last moment, while it waits for its place in the record', async () => {
    const browser = await new FakeBrowser().start();
    browser.found = null;
    await browser.respond(aResponse(browser, 'slow=1'));
    await browser.change({ value: 'x' });
    await browser.pass(PATIENCE + 1);
    await browser.respond({ ...aResponse(browser, 'session=x; Path=/'), received: browser.time - PATIENCE });
    await browser.pass(AGES);
    expect(browser.changes).toEqual([]);
    expect(browser.setCookies).toMatchObject([{}, { jar: { value: 'x' }, explains: null }]);
  });

  it('that removes is explained by a header that deletes, and by no other', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'session=; Max-Age=0; Path=/'));
    await browser.change({ value: 'old' }, true, 'expired_overwrite');
    await browser.respond(aResponse(browser, 'session=new; Path=/'));
    await browser.change({ value: 'new' }, true, 'evicted');
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([{ cause: 'evicted', removed: true }]);
    expect(browser.setCookies[0]).toMatchObject({ jar: null });
  });

  it('that removes a cookie of the Domain is not the doing of a header that deletes the host’s own', async () => {
    const browser = await new FakeBrowser().start();
    await browser.respond(aResponse(browser, 'session=; Max-Age=0; Path=/'));
    await browser.change({ value: 'wide', hostOnly: false }, true);
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([{ removed: true, cookie: { value: 'wide' } }]);
    expect(browser.setCookies).toMatchObject([{ before: 'unknown', explains: null }]);
  });

  it('in another store is none of this tab', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ storeId: 'firefox-container-2', value: 'x' });
    await browser.respond(aResponse(browser, 'session=x; Path=/'));
    await browser.pass(AGES);
    expect(browser.entries).toMatchObject([{ kind: 'set-cookie', jar: null }]);
  });

  it('of a host that this tab had nothing to do with is none of it', async () => {
    const browser = await new FakeBrowser().start();
    await browser.change({ domain: 'other.test' });
    await browser.pass(AGES);
    expect(browser.entries).toEqual([]);
    await browser.navigate('http://other.test/');
    await browser.change({ domain: 'other.test' });
    await browser.pass(AGES);
    expect(browser.changes).toHaveLength(1);
  });

  it('in another site’s partition is none of it', async () => {
    const browser = await new FakeBrowser().start();
    const partitioned = (topLevelSite: string) => ({
      partitionKey: { topLevelSite, hasCrossSiteAncestor: true },
    });
    await browser.change(partitioned('http://elsewhere.test'));
    await browser.change(partitioned(`http://${HOST}`));
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([{ cookie: partitioned(`http://${HOST}`) }]);
  });

  it('of the page from before is recorded although the page could not be read at first', async () => {
    const browser = new FakeBrowser();
    browser.page = new Error('the background is still starting');
    await browser.start();
    browser.page = PAGE;
    await browser.change({});
    await browser.change({ storeId: 'firefox-container-2' });
    await browser.pass(AGES);
    expect(browser.changes).toMatchObject([{ cookie: { storeId: '0' } }]);
  });
});

describe('whatever comes, in whatever order', () => {
  it('each Set-Cookie is recorded once, and each other change once', async () => {
    const act = fc.record({
      kind: fc.constantFrom('response', 'rejected', 'redirect', 'script'),
      after: fc.integer({ min: 0, max: 400 }),
      /** Until the response's event, and from there until its headers show. */
      event: fc.integer({ min: 0, max: 400 }),
      shown: fc.integer({ min: 0, max: 900 }),
      change: fc.integer({ min: 0, max: 400 }),
      name: fc.constantFrom('a', 'b'),
    });
    const seed = seedFor('recorder');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const browser = await new FakeBrowser().start();
        const plan: { at: number; act: () => unknown }[] = [];
        const wanted = { headers: [] as string[], changes: [] as string[] };
        let at = browser.time;
        for (const [index, { kind, after, event, shown, change, name }] of acts.entries()) {
          at += after;
          const text = `${name}=${index}`;
          if (kind !== 'rejected') {
            plan.push({ at: at + change, act: () => browser.change({ name, value: String(index) }) });
          }
          if (kind === 'script') {
            wanted.changes.push(text);
            continue;
          }
          wanted.headers.push(`${text}; Path=/`);
          const { told, real } = aRedirect(browser, `${text}; Path=/`);
          const received = { received: at };
          if (kind === 'redirect') {
            const show = (response: Response) => () => {
              browser.log = [
                ...(browser.log as Response[]).filter((r) => r.started !== real.started),
                response,
              ];
            };
            plan.push({ at: at + event, act: show({ ...told, ...received }) });
            plan.push({ at: at + event + shown, act: show({ ...real, ...received }) });
            plan.push({ at: at + event, act: () => browser.respond({ ...told, ...received }) });
          } else plan.push({ at: at + event, act: () => browser.respond({ ...real, ...received }) });
        }
        for (const step of plan.sort((a, b) => a.at - b.at)) {
          await browser.pass(step.at - browser.time);
          await step.act();
        }
        await browser.pass(AGES);
        expect(browser.setCookies.map(({ header }) => header.text).sort()).toEqual(wanted.headers.sort());
        // One whose header shows after more than the patience is recorded, and named by the header then.
        const named = new Set(browser.setCookies.map(({ explains }) => explains));
        const changed = browser.changes.filter(({ id }) => !named.has(id)).map(({ cookie }) => cookie);
        expect(changed.map(({ name, value }) => `${name}=${value}`).sort()).toEqual(wanted.changes.sort());
      }),
      { seed, numRuns: 200 },
    );
  });
});
