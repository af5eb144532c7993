/** A secret key in the real panel: pasted, verified with, remembered, forgotten; and where it is, and is not, meanwhile. */
import { beforeEach, expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { describeInBrowsers } from './harness.ts';
import { header, openTab, payloadRow, until } from './panel-page.ts';

const SECRET = 'k3y-0f-th15-v3ry-t35t';
const SIGNED = `/sign?key=${SECRET}`;

describeInBrowsers('a secret key', (stage) => {
  beforeEach(async () => {
    await inStorage(stage.tab, 'session', 'clear()');
    await inStorage(stage.tab, 'local', 'clear()');
  });

  it('is pasted, verified with, survives the panel, and is nowhere else', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url(SIGNED));
    await until(tab, header, /Signature not checked: enter the secret key/);
    await paste(tab, 'not the key');
    await openTab(tab, 'Cookies');
    await until(tab, header, /Refused by Flask: it was not signed with your key/);
    expect((await payloadRow(tab, 'user_id')).text).toContain('1042');
    await openTab(tab, 'Keys');
    await tab.panel.click({ role: 'button', name: 'Forget SECRET_KEY' });

    await paste(tab, `SECRET_KEY = '${SECRET}'`);
    await openTab(tab, 'Cookies');
    await until(tab, header, /Accepted by Flask: signed with key 1 \(the current key\)/);
    await tab.panel.reload();
    await until(tab, header, /Accepted by Flask: signed with key 1/);

    expect(await inStorage(tab, 'session', 'get()')).toContain(SECRET);
    expect(await inStorage(tab, 'local', 'get()')).toBe('{}');
    await openTab(tab, 'Signature');
    expect(await markup(tab)).not.toContain(SECRET);
    await openTab(tab, 'Keys');
    await tab.panel.waitForElement({ role: 'textbox', name: 'Name of SECRET_KEY' });
    expect(await markup(tab)).not.toContain(SECRET);
    expect(JSON.stringify(await stage.browser.errors())).not.toContain(SECRET);
  });

  it('is remembered when asked to, found by the next DevTools, and gone from everywhere when forgotten', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url(SIGNED));
    await paste(tab, SECRET);
    await tab.panel.click({ role: 'checkbox', name: 'Remember SECRET_KEY on this computer' });
    await until(tab, 'document.body.innerText', /On this computer’s disk, unencrypted: key 1/);
    await expect.poll(() => inStorage(tab, 'local', 'get()')).toContain(SECRET);
    expect(await inStorage(tab, 'session', 'get()')).not.toContain(SECRET);
    // As if the browser had been closed.
    await inStorage(tab, 'session', 'clear()');

    const next = await browser.open();
    try {
      await next.page.goto(flask.url(SIGNED));
      await until(next, header, /Accepted by Flask: signed with key 1/);
      await openTab(next, 'Keys');
      await next.panel.click({ role: 'button', name: 'Forget all keys…' });
      await next.panel.click({ role: 'button', name: 'Forget them' });
      await until(next, 'document.body.innerText', /Forgotten: no key is left, in memory or on disk/);
      expect(await inStorage(next, 'local', 'get()')).not.toContain(SECRET);
      expect(await inStorage(next, 'session', 'get()')).toBe('{}');
    } finally {
      await next.close();
    }
    // The first panel, which still had it, neither shows it nor brings it back.
    await until(tab, 'document.body.innerText', /No keys for/);
    await openTab(tab, 'Cookies');
    await until(tab, header, /Signature not checked/);
  });

  it('is one of a list of fallbacks', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url(SIGNED));
    await paste(tab, `SECRET_KEY = 'new'\nSECRET_KEY_FALLBACKS = ['old', '${SECRET}']`);
    await openTab(tab, 'Cookies');
    await until(tab, header, /Accepted by Flask: signed with .* \(fallback key 2\)/);
  });

  it('is found in a list of the user’s own, by the workers', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url(SIGNED));
    await until(tab, header, /Signature not checked/);
    await openTab(tab, 'Keys');
    await tab.panel.waitFor(`document.querySelector('input[type=file]')`, 'the file input');
    await tab.panel.evaluate(`(() => {
      const lines = Array.from({ length: 20000 }, (_, n) => 'guess number ' + n);
      lines.splice(15000, 0, ${JSON.stringify(SECRET)});
      const files = new DataTransfer();
      files.items.add(new File([lines.join('\\r\\n')], 'guesses.txt'));
      const input = document.querySelector('input[type=file]');
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await until(tab, 'document.body.innerText', /Found: a key in guesses\.txt signed session/);
    await tab.panel.click({ role: 'button', name: 'Add it to the keyring' });
    await openTab(tab, 'Cookies');
    await until(tab, header, /Accepted by Flask/);
    expect(await markup(tab)).not.toContain(SECRET);
    expect(await stage.browser.errors()).toEqual([]);
  });
});

/** Adds what is pasted to the keyring of the page's site; the view of the keys is then in front. */
async function paste(tab: Inspected, text: string): Promise<void> {
  await openTab(tab, 'Keys');
  await tab.panel.click({ role: 'textbox', name: 'Secret key' });
  await tab.panel.evaluate(`(() => {
    const field = document.querySelector('[aria-label="Secret key"]');
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  await tab.panel.click({ role: 'button', name: 'Add' });
  await tab.panel.waitForElement({ role: 'textbox', name: 'Name of SECRET_KEY' });
}

function markup(tab: Inspected): Promise<string> {
  return tab.panel.evaluate<string>('document.documentElement.outerHTML');
}

/** What a call on a storage area gives, as JSON. */
function inStorage(tab: Inspected, area: 'session' | 'local', call: string): Promise<string> {
  return tab.devtools.evaluate<string>(
    `(globalThis.browser ?? chrome).storage.${area}.${call}.then((items) => JSON.stringify(items ?? {}))`,
  );
}
