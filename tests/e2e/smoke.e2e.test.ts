/** Whether the extension works at all, in each browser: loads, shows a panel, reads a session, survives a stop. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowsers } from './harness.ts';

describeInBrowsers('the extension', (stage) => {
  it('shows the session of the page after a login, and after its background was stopped', async () => {
    const { browser, flask, tab } = stage;
    const before = await tab.panel.text();
    await tab.page.goto(flask.url('/page'));
    await tab.page.click({ role: 'button', name: 'Log in' });
    await tab.page.waitFor(`location.pathname === '/'`, 'the redirection after the login');
    const { values } = await stage.serverView();
    expect(values).toMatchObject({ user_id: { type: 'int', repr: '1042' }, user: { type: 'str' } });

    await tab.panel.waitFor(`document.body.innerText.includes('session')`, 'the session to be shown');
    expect(await tab.panel.text()).not.toBe(before);

    await browser.stopBackground();
    await tab.page.goto(flask.url('/cookie?set=late%3D1'));
    await tab.panel.waitFor(
      `document.body.innerText.includes('late')`,
      'the cookie set while it was stopped',
    );
    expect(await browser.isBackgroundRunning()).toBe(true);
    expect(await browser.errors()).toEqual([]);
  });

  it('can be seen', async () => {
    const { flask, tab, name } = stage;
    await tab.page.goto(flask.url('/types'));
    await tab.setPanelSize({ width: 550, height: 700 });
    const path = join(tmpdir(), `session-lens-smoke-${name}.png`);
    await tab.panel.screenshot(path);
    const picture = readFileSync(path);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([550, 700]);
  });
});
