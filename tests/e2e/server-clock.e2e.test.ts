/** Servers whose clock is not the browser's: what the panel says and writes, and what a real Flask makes of it. */
import { expect, it } from 'vitest';
import { describeInBrowsers } from './harness.ts';
import { activate, fact, header, openTab, until } from './panel-page.ts';

describeInBrowsers('a server whose clock differs', (stage) => {
  it('judges and takes a session as the panel says, until its clock is set right', async () => {
    const { tab, flask } = stage;
    await openTab(tab, 'Keys');
    await tab.page.goto(flask.url('/'));
    await tab.panel.click({ role: 'textbox', name: 'Secret key' });
    await tab.panel.type('dev');
    await activate(tab, { role: 'button', name: 'Add' });
    await openTab(tab, 'Cookies');
    for (const [ahead, words] of [
      [120, /Accepted by Flask.*The server’s clock decides, (2|1) min.* ahead of this computer’s/s],
      [-120, /Accepted by Flask.*The server’s clock decides, 2 min.* behind this computer’s/s],
    ] as const) {
      await tab.page.goto(flask.url(`/clock?ahead=${ahead}`));
      await tab.page.goto(flask.url('/permanent'));
      await until(tab, header, words);
      await openTab(tab, 'Lifetime');
      expect(await fact(tab, 'Lifetime')).toMatch(/permanent/);
      await until(tab, 'document.body.innerText', /31 days \(2678400 s\), inferred/);
      await openTab(tab, 'Payload');

      await activate(tab, { role: 'button', name: 'Edit' });
      await tab.panel.click({ role: 'row', name: /^\W*user_id/, within: '[role=treegrid]' });
      await tab.panel.type('7');
      await until(tab, 'document.body.innerText', /Flask would accept it/);
      await activate(tab, { role: 'button', name: 'Review…' });
      await activate(tab, { role: 'button', name: 'Write cookie' });
      await until(tab, 'document.body.innerText', /✓ Written at/);
      await until(tab, header, /Accepted by Flask/);
      const { values, now, signedAt } = await stage.serverView();
      expect(values.user_id?.repr).toBe('7');
      expect(signedAt).toBeLessThanOrEqual(now);
      expect(signedAt).toBeGreaterThan(now - 60);
    }
    await tab.page.goto(flask.url('/clock?ahead=0'));
    await tab.page.goto(flask.url('/permanent'));
    await tab.panel.waitFor(
      `!/clock decides/.test(document.body.innerText)`,
      'nothing said of a clock that was set right',
    );
    await until(tab, header, /Accepted by Flask/);
    expect(await stage.browser.errors()).toEqual([]);
  });
});
