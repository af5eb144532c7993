/** A session that is older than DevTools, replaced by the server: the Activity says what was there before, or nothing, and puts it back. */
import { expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { openTab, until } from './panel-page.ts';
import { recordWhen, setCookies } from './record-page.ts';

const OLD = '/set?values={"user_id":1,"k":2}';
const NEW = '/set?clear=1&values={"user_id":5}';

describeInBrowsers('a session older than DevTools', (stage) => {
  it('that the server replaces is told with the keys that changed and the true difference in size', async () => {
    const older = await logIn(stage);
    await withNewDevTools(stage, async (tab) => {
      await tab.page.goto(stage.flask.url('/page'));
      await tab.page.goto(stage.flask.url(NEW));
      const bytes = (await sessionOf(tab)).length - older.length;
      expect(bytes).toBeLessThan(0);
      await openTab(tab, 'Activity');
      await tab.panel.click({ role: 'row', name: /−k ~user_id/ });
      const detail = `document.querySelector('[aria-label="Selected entry"]')?.innerText`;
      await until(
        tab,
        detail,
        new RegExp(`${-bytes} bytes fewer than before.*−\\s*k.*user_id\\s+1 int\\s+5 int`, 's'),
      );

      for (const name of ['Put the previous value back…', 'Write cookie']) {
        await tab.panel.focus({ role: 'button', name });
        await tab.panel.press('Enter');
      }
      await until(tab, 'document.body.innerText', /✓ Written at/);
      expect(await sessionOf(tab)).toBe(older);
    });
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('that the first page replaces is told as it was, or not at all', async () => {
    const older = await logIn(stage);
    await withNewDevTools(stage, async (tab) => {
      await tab.page.goto(stage.flask.url(NEW));
      const [entry] = setCookies(
        await recordWhen(tab.devtools, `entries.some(({ kind }) => kind === 'set-cookie')`, 'the Set-Cookie'),
      );
      // Firefox does not name what is replaced; whether the jar was read before is a matter of milliseconds.
      if (stage.name === 'chromium' || entry?.before !== 'unknown') {
        expect(entry?.before).toMatchObject({ value: older });
      }
    });
  });
});

/** The session as it is before DevTools opens, its value. */
async function logIn({ tab, flask }: Stage): Promise<string> {
  await tab.page.goto(flask.url(OLD));
  return sessionOf(tab);
}

async function sessionOf({ page }: Inspected): Promise<string> {
  return page.evaluate<string>(
    `fetch('/debug/session').then((response) => response.json()).then(({ cookie }) => cookie)`,
  );
}

async function withNewDevTools({ browser }: Stage, use: (tab: Inspected) => Promise<void>): Promise<void> {
  const tab = await browser.open();
  try {
    await use(tab);
  } finally {
    await tab.close();
  }
}
