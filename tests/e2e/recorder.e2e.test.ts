/** The recorder in real DevTools: every Set-Cookie of a real Flask and every other change of a cookie, each once. */
import { expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { openTab } from './panel-page.ts';
import { changes, readRecord, recordWhen, setCookies, settledRecord, valueIn } from './record-page.ts';

const LOGINS = 15;
const WELCOMES = 6;
const LIST = '[role=grid][aria-label=Activity]';

describeInBrowsers('the record', (stage) => {
  it(`has each of ${LOGINS} logins in a row, POST and 302, once`, async () => {
    const { tab, flask, name, browser } = stage;
    await tab.page.goto(flask.url('/page'));
    const values: string[] = [];
    for (let n = 1; n <= LOGINS; n++) {
      await logIn(stage, n);
      values.push((await stage.serverView()).cookie ?? '');
      // Firefox drops what it has not told of yet when the page goes on; a person is slower.
      if (name === 'firefox') await recordWhen(tab.devtools, loginsRecorded(n), `login ${n} to be recorded`);
    }
    const entries = await settledRecord(tab);
    const logins = setCookies(entries, 'session=');
    expect(logins.map(valueIn)).toEqual(values);
    expect(logins.map(({ jar }) => (jar as { value?: string } | null)?.value)).toEqual(values);
    expect(logins.map(({ request }) => [request.method, request.status, request.resource])).toEqual(
      values.map(() => ['POST', 302, 'document']),
    );
    // A busy browser may tell a response so late that its change was recorded meanwhile.
    const explained = new Set(logins.map(({ explains }) => explains));
    expect(entries.filter(({ kind, id }) => kind !== 'set-cookie' && !explained.has(id))).toEqual([]);
    expect(ids(entries)).toEqual(entries.map((_, index) => index + 1));
    expect(await browser.errors()).toEqual([]);
  });

  it('tells what logins changed and what the pages behind them did, which set the session as well', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url('/page'));
    for (let n = 1; n <= WELCOMES; n++) {
      await logIn(stage, n, '&welcome=1');
      await recordWhen(tab.devtools, loginsRecorded(2 * n), `login ${n} and its page to be recorded`);
    }
    await openTab(tab, 'Activity');
    const sessions = await tab.panel.waitFor<string[][]>(
      `((rows) => rows.length === ${2 * WELCOMES} && rows.every((cells) => cells.some((text) => /^(POST|GET)/.test(text))) && rows)(
        [...document.querySelectorAll('${LIST} tbody tr')]
          .map((row) => [...row.cells].map((cell) => cell.innerText)).filter((cells) => cells.includes('session')))`,
      `${2 * WELCOMES} responses in the view`,
    );
    expect(sessions.map((cells) => cells.find((text) => /_flashes/.test(text)))).toEqual(
      Array.from({ length: WELCOMES }, (_, n) => [
        n === 0 ? '+_flashes +user +user_id' : '~user +_flashes',
        '−_flashes',
      ]).flat(),
    );
    expect(sessions.map((cells) => cells.find((text) => /^(POST|GET)/.test(text))?.split(' ')[0])).toEqual(
      Array.from({ length: WELCOMES }, () => ['POST', 'GET']).flat(),
    );
    expect(await browser.errors()).toEqual([]);
  });

  it('has what was set by a fetch, by a frame’s redirect, by a script, in another tab, and once deleted', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url('/page'));
    // Latin-1 on the way, so these are the bytes of `é` in UTF-8.
    await fetchSetCookies(tab, 'a=1; HttpOnly', 'b=Ã©; Path=/deep');
    await tab.page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = resolve;
      frame.src = '/login?user=frame&next=/page';
      document.body.append(frame);
    })`);
    await recordWhen(tab.devtools, loginsRecorded(1), 'the login in the frame');
    await tab.page.evaluate(`void (document.cookie = 'scripted=1; path=/')`);
    const other = await browser.open();
    try {
      await other.page.goto(flask.url('/cookie?set=elsewhere%3D1%3B%20Path%3D/'));
    } finally {
      await other.close();
    }
    await fetchSetCookies(tab, 'a=; Max-Age=0');
    await tab.page.evaluate(`void (document.cookie = 'scripted=; path=/; max-age=0')`);

    const entries = await settledRecord(tab);
    expect(
      setCookies(entries).map(({ header, jar, request }) => [
        header.text.split(';')[0]?.split('=')[0],
        request.resource,
        jar === null || typeof jar === 'string' ? jar : jar.path,
      ]),
    ).toEqual([
      ['a', 'fetch', '/'],
      ['b', 'fetch', '/deep'],
      ['session', 'iframe', '/'],
      ['a', 'fetch', null],
    ]);
    expect(setCookies(entries, 'b=')[0]?.jar).toMatchObject({ value: 'é' });
    expect(setCookies(entries, 'session=')[0]?.request.cookieHeader?.text).toContain('a=1');
    expect(changes(entries).map(({ cookie, removed }) => [cookie.name, removed])).toEqual([
      ['scripted', false],
      ['elsewhere', false],
      ['scripted', true],
    ]);
  });

  it('shows that an oversize Set-Cookie left the old cookie, or none', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/page'));
    await fetchSetCookies(tab, `first=${'x'.repeat(4092)}`);
    await fetchSetCookies(tab, 'second=old; Path=/');
    await fetchSetCookies(tab, `second=${'x'.repeat(4091)}; Path=/`);
    const entries = setCookies(await settledRecord(tab));
    expect(
      entries.map(({ header, jar }) => [header.length, (jar as { value?: string } | null)?.value]),
    ).toEqual([
      [4098, undefined],
      [18, 'old'],
      [4106, 'old'],
    ]);
    expect(entries[0]?.jar).toBeNull();
  });

  it('has responses of sites without permission, whose jar is unknown', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/cookie?set=far%3D1', 'shop.test'));
    const [entry] = setCookies(
      await recordWhen(tab.devtools, 'entries.length > 0', 'the response without permission'),
    );
    expect(entry).toMatchObject({ header: { text: 'far=1' }, jar: 'unknown', request: { status: 200 } });
  });

  it('tells the partitioned cookie of a frame of another site from one that was blocked', async () => {
    const { tab, flask, name } = stage;
    await tab.page.goto(flask.url('/frame?host=localhost'));
    const entries = setCookies(
      await recordWhen(tab.devtools, 'entries.length > 1', 'the response in the frame'),
    );
    expect(entries[0]?.jar).toMatchObject({
      name: 'session',
      partitionKey: { topLevelSite: 'http://127.0.0.1' },
    });
    if (name === 'chromium') expect(entries[1]?.jar).toBeNull();
  });

  it('goes on while the background is stopped, and outlives the panel', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url('/page'));
    await fetchSetCookies(tab, 'before=1; Path=/');
    await browser.stopBackground();
    await fetchSetCookies(tab, 'after=1; Path=/');
    await browser.stopBackground();
    await tab.page.evaluate(`void (document.cookie = 'scripted=1; path=/')`);
    const entries = await settledRecord(tab);
    expect(setCookies(entries).map(({ jar }) => jar)).toMatchObject([{ name: 'before' }, { name: 'after' }]);
    expect(changes(entries).map(({ cookie }) => cookie.name)).toEqual(['scripted']);

    const { entries: all } = await readRecord(tab.panel);
    await tab.panel.reload();
    expect((await readRecord(tab.panel)).entries).toEqual(all);
    expect(all.slice(0, entries.length)).toEqual(entries);
  });

  it('begins with DevTools, before the panel is ever looked at', async () => {
    const { flask, browser } = stage;
    const fresh = await browser.open({ selected: false });
    try {
      await fresh.page.goto(flask.url('/cookie?set=early%3D1'));
      await recordWhen(fresh.devtools, 'entries.length === 1', 'a record with no panel');
      await fresh.showPanel();
      const { entries } = await readRecord(fresh.panel);
      expect(setCookies(entries).map(({ header }) => header.text)).toEqual(['early=1']);
    } finally {
      await fresh.close();
    }
  });

  it('is each tab’s and each store’s own', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url('/page'));
    const apart = await browser.open({ apart: true });
    try {
      await apart.page.goto(flask.url('/cookie?set=apart%3D1'));
      const entries = await settledRecord(apart);
      expect(setCookies(entries).map(({ jar }) => jar)).toMatchObject([{ name: 'apart', value: '1' }]);
      expect(changes(entries)).toEqual([]);
      expect(await settledRecord(tab)).toEqual([]);
    } finally {
      await apart.close();
    }
  });
});

describeInBrowsers('pages that go on by themselves, faster than anyone clicks', (stage) => {
  it.each([
    ['set by the pages', ''],
    ['set by redirects to them', '&redirect=1'],
  ])('leave each cookie in the record once, be it only as a change: %s', async (_, query) => {
    const { tab, flask, name } = stage;
    await tab.page.goto(flask.url(`/hops?left=10${query}`));
    await tab.page.waitFor(`document.title === 'arrived'`, 'the last of the pages', 20_000);
    const entries = await settledRecord(tab);
    const told = setCookies(entries).map(valueIn);
    const changed = changes(entries).map(({ cookie }) => cookie.value);
    const set = Array.from({ length: 10 }, (_, hop) => `hop${9 - hop}`);
    // Firefox forgets what it has not told of yet when the page goes on: those headers are lost.
    if (name === 'chromium') expect(told).toEqual(set);
    expect([...told, ...changed].sort()).toEqual(set.sort());
    expect(told).toContain('hop0');
    expect(entries).toHaveLength(10);
  });
});

/** Submits the form of /page, and waits for the page that the redirect leads to. */
async function logIn({ tab }: Stage, n: number, query = ''): Promise<void> {
  await tab.page.evaluate(
    `void (document.forms[0].action = '/login?next=/page?login=${n}${query}', document.forms[0].user.value = 'user${n}')`,
  );
  await tab.page.click({ role: 'button', name: 'Log in' });
  await tab.page.waitFor(
    `location.search === '?login=${n}' && document.readyState === 'complete'`,
    `the page after login ${n}`,
  );
}

function loginsRecorded(count: number): string {
  return `entries.filter((entry) => entry.kind === 'set-cookie' && entry.header.text.startsWith('session=')).length === ${count}`;
}

async function fetchSetCookies(tab: Inspected, ...headers: string[]): Promise<void> {
  const query = headers.map((header) => `set=${encodeURIComponent(header)}`).join('&');
  await tab.page.evaluate(`fetch('/cookie?${query}').then((response) => response.text())`);
}

function ids(entries: readonly { readonly id: number }[]): number[] {
  return entries.map(({ id }) => id);
}
