/** Budgets in the real panel: set, seen in the list, kept; the header as the server receives it; the report as a file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { describeInBrowsers } from './harness.ts';
import { openTab, row, until } from './panel-page.ts';
import { utf8 } from './set-cookie-headers.ts';
import { type HeaderServer, startHeaderServer } from './set-cookie-server.ts';

const downloads = mkdtempSync(join(tmpdir(), 'session-lens-downloads-'));

afterAll(() => rmSync(downloads, { recursive: true, force: true }));

const COOKIES: readonly string[] = [
  `session=${'x'.repeat(2000)}; Path=/`,
  'theme=dark; Path=/',
  'session=deeper; Path=/shop',
  'strict=1; Path=/; SameSite=Strict',
  'secure=1; Path=/; Secure',
  'parted=1; Path=/; Secure; Partitioned; SameSite=None',
  `text=${utf8('é€😀')}; Path=/shop`,
  'admin=1; Path=/admin',
];

/** An expression for what opens the predicted header. */
const disclosure = `[...document.querySelectorAll('summary')]
  .find(({ innerText }) => innerText === 'The header as it is sent')`;

/** The predicted header's text, once it is opened. */
async function predictedHeader({ panel }: Inspected): Promise<string> {
  await panel.evaluate(`${disclosure}.click()`);
  return panel.waitFor<string>(
    `${disclosure}.parentElement.querySelector('code')?.textContent`,
    'the header',
  );
}

describeInBrowsers(
  'budgets',
  (stage) => {
    let server: HeaderServer;
    beforeAll(async () => {
      server = await startHeaderServer();
      server.answer('/shop/set', { setCookies: COOKIES });
      server.answer('/shop/cart', { setCookies: [] });
    });
    afterAll(() => server.close());

    /** The page with all those cookies, and the view of its budgets. */
    async function open(): Promise<Inspected> {
      const { tab } = stage;
      await tab.page.goto(server.url('localhost', '/shop/set'));
      await tab.page.goto(server.url('localhost', '/shop/cart'));
      await openTab(tab, 'Budgets');
      await tab.panel.waitForElement({ role: 'textbox', name: 'Budget for theme' });
      return tab;
    }

    it('are set, said in the list, and survive the panel', async () => {
      const tab = await open();
      await tab.panel.click({ role: 'textbox', name: 'Budget for session' });
      await tab.panel.type('1 KiB');
      await tab.panel.press('Enter');
      await until(tab, 'document.body.innerText', /▲ 983 over/);
      await tab.panel.click({ role: 'textbox', name: 'Budget for theme' });
      await tab.panel.type('two');
      await tab.panel.press('Enter');
      await until(tab, 'document.body.innerText', /A budget is a number of bytes/);

      await openTab(tab, 'Cookies');
      await row(tab, /983 bytes over your budget.*session.*over budget/);
      await tab.panel.reload();
      await row(tab, /983 bytes over your budget.*session.*over budget/);
      expect(await tab.panel.find({ role: 'row', name: /theme.*over budget/ })).toEqual([]);
      await openTab(tab, 'Budgets');
      const { value } = await tab.panel.waitForElement({ role: 'textbox', name: 'Budget for session' });
      expect(value).toBe('1024 bytes');

      await tab.panel.click({ role: 'button', name: 'Remove the budget for session' });
      await openTab(tab, 'Cookies');
      await row(tab, /2,007/);
      await until(tab, 'document.body.innerText', /^(?!.*over budget)/s);
      expect(await stage.browser.errors()).toEqual([]);
    });

    it('predict the Cookie header that a reload sends, to the byte', async () => {
      const tab = await open();
      const predicted = await predictedHeader(tab);
      await tab.page.reload();
      const received = server.received('/shop/cart') ?? '';
      expect(Buffer.from(received, 'latin1').toString('utf8')).toBe(predicted);
      expect(predicted).toContain('session=deeper');
      expect(predicted).not.toContain('admin');
      const bytes = received.length.toLocaleString('en');
      await until(tab, 'document.body.innerText', new RegExp(`sends ${bytes} bytes in 7 cookies`));
    });

    it('predict the Cookie header of a frame, which is chosen by keyboard', async () => {
      const { tab } = stage;
      server.answer('/framed', { setCookies: COOKIES });
      const frame = server.url('127.0.0.1', '/framed');
      server.answer('/top', { setCookies: [], body: `<iframe src="${frame}"></iframe>` });
      await tab.page.goto(frame);
      await tab.page.goto(server.url('localhost', '/top'));
      await tab.page.reload();
      await openTab(tab, 'Budgets');
      await tab.panel.focus({ role: 'combobox', name: 'Sent for' });
      await tab.panel.press('ArrowDown');
      await until(tab, 'document.body.innerText', /Loading the frame 127\.0\.0\.1/);
      const predicted = await predictedHeader(tab);
      await tab.page.reload();
      const received = server.received('/framed') ?? '';
      expect(Buffer.from(received, 'latin1').toString('utf8')).toBe(predicted);
      expect(predicted).toContain('parted=1');
      expect(predicted).not.toContain('strict');
      expect(await stage.browser.errors()).toEqual([]);
    });

    it('say nothing of a site without permission that its cookies could change', async () => {
      const { tab } = stage;
      await tab.page.goto(server.url('shop.test', '/shop/set'));
      await openTab(tab, 'Budgets');
      await until(tab, 'document.body.innerText', /Without the cookies of shop\.test/);
      await tab.panel.click({ role: 'textbox', name: 'Budget for the Cookie header' });
      await tab.panel.type('10');
      await tab.panel.press('Enter');
      await until(tab, 'document.body.innerText', /Not known whether anything is over budget/);
      expect(await tab.panel.text()).not.toMatch(/✓|sends no cookie|has no cookies|\d left/);
    });

    it('are saved as a report, without values unless ticked', async () => {
      const tab = await open();
      await tab.panel.click({ role: 'button', name: 'Save JSON' });
      const json = await saved('.json');
      expect(JSON.parse(json)).toMatchObject({ format: 'session-lens-sizes', browser: stage.name });
      expect(json).not.toContain('dark');
      await tab.panel.click({ role: 'checkbox', name: 'with values' });
      await tab.panel.click({ role: 'button', name: 'Save Markdown' });
      const markdown = await saved('.md');
      expect(markdown).toContain('# Cookie sizes');
      expect(markdown).toContain('`dark`');
      expect(await stage.browser.errors()).toEqual([]);
    });

    /** The text of the downloaded file, which is then removed. */
    async function saved(extension: string): Promise<string> {
      const names = () =>
        readdirSync(downloads).filter((name) => name.startsWith('cookie-sizes-') && name.endsWith(extension));
      const read = () => names().map((name) => readFileSync(join(downloads, name), 'utf8'));
      await expect.poll(() => read().join(''), { timeout: 20_000 }).toMatch(/\n$/);
      const [text = ''] = read();
      for (const name of names()) rmSync(join(downloads, name));
      return text;
    }
  },
  { launch: { downloads, hosts: ['shop.test'] } },
);
