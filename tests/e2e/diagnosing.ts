/** Visits real Flask applications in real browsers, and compares what the panel then says: all diagnoses, and single entries. */
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { FLASK_SETTINGS } from '../../src/panel/store/site-settings.ts';
import { pythonsWith } from '../support/reference.ts';
import { type FlaskServer, startBroken } from './flask-server.ts';
import { describeInBrowsers, foreignHosts } from './harness.ts';
import { openTab } from './panel-page.ts';
import { readRecord, recordWhen, setCookies, settledRecord } from './record-page.ts';
import type { EntryShown, Visit, Visitor } from './visits.ts';

/**
 * A test of each visit in every browser.
 *
 * @param name of a test; `$what` stands for what is visited
 */
export function describeVisits(title: string, name: string, visits: readonly Visit[]): void {
  describeInBrowsers(title, (stage) => {
    const [python] = pythonsWith('Flask');
    const servers: FlaskServer[] = [];
    afterAll(() => Promise.all(servers.map((server) => server.close())));

    beforeEach(async () => {
      await stage.browser.grantSite(foreignHosts.map((host) => `http://${host}/*`));
      await setStored(stage.tab, 'session', 'clear()');
      await setStored(stage.tab, 'local', 'clear()');
    });

    async function check({ apps, host = '127.0.0.1', ...to }: Visit): Promise<void> {
      const { before, visit, says, inFirefox, entries = [] } = to;
      if (!python) throw new Error('no Flask');
      const running = await Promise.all(apps.map((app) => startBroken(python, app)));
      servers.push(...running);
      await before?.(await visitorOf(stage.tab, running, host));
      const tab = before ? await stage.browser.open() : stage.tab;
      await visit(await visitorOf(tab, running, host));
      expect(setCookies(await settledRecord(tab))).not.toEqual([]);
      const expected = (stage.name === 'firefox' && inFirefox) || says;
      expect(await diagnosesShown(tab)).toEqual(expected.map((said) => expect.stringMatching(said)));
      for (const entry of entries) expect(await entryShown(tab, entry)).toMatch(entry.says);
      expect(await stage.browser.errors()).toEqual([]);
      if (before) await tab.close();
    }

    it.each(visits)(name, check);
  });
}

const LIST = '[role=grid][aria-label=Activity]';

/** The diagnoses on screen, once all that is recorded is there as well. */
async function diagnosesShown(tab: Inspected): Promise<string[]> {
  const { entries } = await readRecord(tab.devtools);
  await openTab(tab, 'Activity');
  return tab.panel.waitFor<string[]>(
    `document.querySelector('${LIST}')?.ariaRowCount > ${entries.length}
      && [...document.querySelectorAll('[aria-label="Diagnosis"] p')].map((p) => p.innerText)`,
    `${entries.length} entries in the view`,
  );
}

/** The detail of the last entry whose row matches, as one line. */
async function entryShown(tab: Inspected, { row }: EntryShown): Promise<string> {
  const oneLine = (element: string): string => `${element}.innerText.replace(/\\s+/g, ' ')`;
  await tab.panel.waitFor(
    `(([...document.querySelectorAll('${LIST} tr')].findLast((row) => ${row}.test(${oneLine('row')})))?.click(), true)`,
    'the rows',
  );
  return tab.panel.waitFor<string>(
    `document.querySelector('${LIST} [aria-selected=true]')
      && ${row}.test(${oneLine(`document.querySelector('${LIST} [aria-selected=true]')`)})
      && ${oneLine(`document.querySelector('[aria-label="Selected entry"]')`)}`,
    `the entry ${row}`,
  );
}

async function visitorOf(tab: Inspected, servers: readonly FlaskServer[], host: string): Promise<Visitor> {
  const { page } = tab;
  const urlOf = (path: string, server = 0): string => {
    const running = servers[server];
    if (!running) throw new Error(`no server ${server}`);
    return running.url(path, host);
  };
  const origin = new URL(urlOf('/')).origin;
  const sent = async (): Promise<number> => {
    const counts = await Promise.all(servers.map(({ url }) => textOf(url('/set-cookies'))));
    return counts.reduce((sum, count) => sum + Number(count), 0);
  };
  const sentBefore = await sent();
  const recorded = async (): Promise<void> => {
    const count = (await sent()) - sentBefore;
    await recordWhen(tab.devtools, `${SET_COOKIES}.length >= ${count}`, `${count} Set-Cookies`);
  };
  return {
    async open(path, server) {
      await page.goto(urlOf(path, server));
      await recorded();
    },
    async openOn(other, path) {
      await page.goto(servers[0]?.url(path, other) ?? '');
      await recorded();
    },
    async fetch(...paths) {
      const answered = paths.map((path) => `fetch('${path}').then((response) => response.text())`);
      await page.evaluate(`Promise.all([${answered}])`);
      await recorded();
    },
    async fetchOmitting(...paths) {
      for (const path of paths) {
        await page.evaluate(`fetch('${path}', { credentials: 'omit' }).then((response) => response.text())`);
        await recorded();
      }
    },
    async submit(button) {
      await page.evaluate(`void (window.isLeft = true)`);
      await page.click({ role: 'button', name: button });
      await page.waitFor(`!window.isLeft && document.readyState === 'complete'`, `the page after ${button}`);
      await recorded();
    },
    async takeKey() {
      const text = await textOf(servers[0]?.url('/key') ?? '');
      const key = { id: 'key', name: 'key', text, form: 'text', rank: 0, placedAt: 0 };
      await setStored(tab, 'session', `set(${JSON.stringify({ [`keys:${origin}`]: [key] })})`);
    },
    async setLifetime(lifetime) {
      const settings = { [`site:${origin}`]: { ...FLASK_SETTINGS, lifetime } };
      await setStored(tab, 'local', `set(${JSON.stringify(settings)})`);
    },
    async pass(seconds) {
      const { entries } = await readRecord(tab.devtools);
      const until = Math.max(...entries.map(({ time }) => time)) + seconds * 1000;
      await page.waitFor(`Date.now() > ${until}`, `${seconds} s to pass`);
    },
  };
}

const SET_COOKIES = `entries.filter(({ kind }) => kind === 'set-cookie')`;

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  return await response.text();
}

/** Calls a method of one of the extension's storage areas. */
async function setStored(tab: Inspected, area: 'session' | 'local', call: string): Promise<void> {
  await tab.devtools.evaluate(`(globalThis.browser ?? chrome).storage.${area}.${call}.then(() => true)`);
}
