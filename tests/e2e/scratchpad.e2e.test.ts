/** Copying a session out of the real panel and pasting one into it: by trusted keys, through the browser's own clipboard. */
import { spawnSync } from 'node:child_process';
import { beforeEach, expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import type { ServerView } from './flask-server.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { activate, fact, header, openTab, payloadRow, until } from './panel-page.ts';

/** The key that the test's Flask signs with. */
const KEY = 'dev';

describeInBrowsers('copying a session', (stage) => {
  it('gives each form as the server knows it', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/login?next=/debug/session'));
    await payloadRow(tab, 'user_id');
    const { cookie, setCookie } = await stage.serverView();
    if (cookie === null) throw new Error('Flask has no session');
    expect(await copied(tab, 'Value')).toBe(cookie);
    expect(await copied(tab, 'Cookie: header')).toBe(`Cookie: session=${cookie}`);
    expect(await copied(tab, 'Set-Cookie: header')).toBe(
      `Set-Cookie: ${setCookie?.replace(/^session=[^;]*/, `session=${cookie}`)}`,
    );
    expect(JSON.parse(await copied(tab, 'JSON'))).toEqual({ user_id: 1042, user: 'alice' });
    expect(await copied(tab, 'Python dict')).toBe("{'user': 'alice', 'user_id': 1042}");
    const report = await copied(tab, /Bug report/);
    expect(report).toContain("'user': <str, 5 characters>");
    for (const secret of ['alice', '1042', ...cookie.split('.')]) expect(report).not.toContain(secret);
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('gives a curl command that signs in as the user', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url(`/login?user=${encodeURIComponent("o'brien")}&next=/debug/session`));
    await payloadRow(tab, 'user');
    const { values } = await answerTo(await copied(tab, /curl command/));
    expect(values.user?.repr).toBe('"o\'brien"');
  });

  it('is walked by keys, and gives the focus back', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/login?next=/page'));
    await payloadRow(tab, 'user_id');
    // A click, so that keys go to the panel and not to the page.
    await tab.panel.click({ role: 'row', name: /session/ });
    await tab.panel.focus(COPY_AS);
    for (const key of ['ArrowDown', 'ArrowDown', 'Escape']) await tab.panel.press(key);
    await tab.panel.waitFor(`!document.querySelector('[role=menu]')`, 'the menu to close');
    expect(await tab.panel.evaluate('document.activeElement.textContent')).toContain('Copy as');
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await tab.panel.press(key);
    await until(tab, OUTCOME, /^Copied JSON$/);
  });
});

describeInBrowsers('the scratchpad', (stage) => {
  beforeEach(() => stage.tab.panel.evaluate('chrome.storage.session.clear()'));

  it('shows the Set-Cookie line of a log as the panel shows a live one, and verifies it', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/page'));
    const line = await setCookieOf(stage, '/permanent');
    await paste(tab, `< HTTP/1.1 200 OK\n< Set-Cookie: ${line}\n< Connection: close`);
    expect((await payloadRow(tab, 'user_id')).text).toContain('1042');
    await until(tab, header, /Signature not checked/);
    await openTab(tab, 'Raw');
    expect(await fact(tab, 'Expires')).toBe(/Expires=([^;]*)/.exec(line)?.[1]);
    expect(await fact(tab, 'HttpOnly')).toBe('yes');
    await openTab(tab, 'Size');
    expect(await fact(tab, 'Werkzeug: whole Set-Cookie')).toBe(`${line.length} of 4,093 bytes`);
    await openTab(tab, 'Lifetime');
    await until(tab, 'document.body.innerText', /31 days \(2678400 s\), inferred from Expires/);
    await addKey(tab);
    await openTab(tab, 'Scratchpad');
    await until(tab, header, /Accepted by Flask: signed with key 1 .*Permanent/);
    await until(tab, header, new RegExp(`keys and settings of the inspected site, ${flask.url('')}\\.`));
    // The tab is left as the next test expects it.
    await openTab(tab, 'Payload');
  });

  it.each([
    ['Chromium, for bash', chromiumCommand],
    ['Chromium, for cmd', cmdCommand],
    ['Firefox', firefoxCommand],
  ])('finds the session in a curl command of %s', async (_, command) => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/page'));
    const cookies = `theme=dark; ${(await setCookieOf(stage, '/login')).split(';')[0]}`;
    await paste(tab, command(flask.url('/page'), cookies));
    expect((await payloadRow(tab, 'user')).text).toContain("'alice'");
    expect(await found(tab)).toEqual(['theme plain curl', 'session Flask session curl']);
  });

  it('knows a bare value, verifies it, and copies it as a command that signs in', async () => {
    const { tab, flask, browser } = stage;
    await tab.page.goto(flask.url('/debug/session'));
    const value = /^session=([^;]*)/.exec(await setCookieOf(stage, '/login'))?.[1] ?? '';
    await addKey(tab);
    await paste(tab, value);
    await until(tab, header, /Accepted by Flask: signed with key 1/);
    await until(tab, header, /Pasted without a name: assumed to be “session”/);
    expect(await found(tab)).toEqual(['no name Flask session value']);
    const { values } = await answerTo(await copied(tab, /curl command/));
    expect(values.user?.repr).toBe("'alice'");

    // What differs in a single character is refused.
    await paste(
      tab,
      value.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
    );
    await until(tab, header, /Refused by Flask/);
    expect(await tab.panel.evaluate('document.querySelector("textarea").spellcheck')).toBe(false);
    const stored = await tab.panel.evaluate<string>(STORED);
    expect(stored).not.toContain(value.split('.')[0]);
    expect(await browser.errors()).toEqual([]);
  });

  it('answers 1 MiB of text, and keeps answering', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/page'));
    const [pair = ''] = (await setCookieOf(stage, '/login')).split(';');
    const taken: number[] = [];
    for (const text of [
      `${pair}\n`.repeat(Math.ceil(2 ** 20 / pair.length)),
      'x'.repeat(2 ** 20),
      `a=${pair};`.repeat(9000),
    ]) {
      await openTab(tab, 'Scratchpad');
      await tab.panel.waitForElement(FIELD);
      taken.push(await tab.panel.evaluate<number>(timeToPaste(text)));
    }
    process.stdout.write(`1 MiB in the scratchpad is on screen after ${taken.join(', ')} ms\n`);
    // A fifth of it on a quiet machine.
    expect(Math.max(...taken)).toBeLessThan(3000);
  });
});

const OUTCOME = { role: 'status' };
const COPY_AS = { role: 'button', name: /^Copy as/ };
const STORED = `(async () => JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get(), { ...localStorage }, { ...sessionStorage }]))()`;
const PASTED = '[aria-label=Pasted]';
const FIELD = { role: 'textbox', name: 'Cookie from elsewhere' };

/** Chooses a form, and gives what is then in the browser's clipboard: pasted into the scratchpad, and taken away again. */
async function copied(tab: Inspected, form: string | RegExp): Promise<string> {
  await activate(tab, COPY_AS);
  await tab.panel.click({ role: 'menuitem', name: form });
  await until(tab, OUTCOME, /^Copied /);
  const before = await tab.panel.evaluate<string>(
    `document.querySelector('[role=tab][aria-selected=true]').textContent`,
  );
  await openTab(tab, 'Scratchpad');
  const { value: pasted } = await tab.panel.waitForElement(FIELD);
  await setField(tab, '');
  await tab.panel.click(FIELD);
  await tab.panel.press('Control+v');
  const text = await tab.panel.waitFor<string>(
    `document.querySelector('${PASTED} textarea').value`,
    'the pasted text',
  );
  await setField(tab, pasted ?? '');
  await openTab(tab, before);
  return text;
}

async function paste(tab: Inspected, text: string): Promise<void> {
  await openTab(tab, 'Scratchpad');
  await setField(tab, text);
}

async function setField(tab: Inspected, text: string): Promise<void> {
  await tab.panel.waitForElement(FIELD);
  await tab.panel.evaluate(`(() => {
    const field = document.querySelector('${PASTED} textarea');
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
}

/** An expression for the milliseconds from a paste to the end of the frame that shows what was found. */
function timeToPaste(text: string): string {
  return `new Promise((resolve) => {
    const field = document.querySelector('${PASTED} textarea');
    const start = performance.now();
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(Math.round(performance.now() - start));
      port2.postMessage(0);
    });
  })`;
}

async function addKey(tab: Inspected): Promise<void> {
  await openTab(tab, 'Keys');
  await tab.panel.click({ role: 'textbox', name: 'Secret key' });
  await tab.panel.type(KEY);
  await tab.panel.click({ role: 'button', name: 'Add' });
  await tab.panel.waitForElement({ role: 'textbox', name: 'Name of SECRET_KEY' });
}

/** The rows of what was found. */
async function found(tab: Inspected): Promise<string[]> {
  const [, ...rows] = await tab.panel.find({ role: 'row', within: `${PASTED} [role=grid]` });
  return rows.map(({ cells }) => cells.join(' '));
}

/** The Set-Cookie that the real Flask sends to somebody else. */
async function setCookieOf({ flask }: Stage, path: string): Promise<string> {
  const response = await fetch(flask.url(path), { redirect: 'manual' });
  const [line] = response.headers.getSetCookie();
  if (line === undefined) throw new Error(`${path} sets no cookie`);
  return line;
}

/** What the server answers to a command: of the real curl, or, where there is none, to a request of the words that a shell makes of it. */
async function answerTo(command: string): Promise<ServerView> {
  if (spawnSync('curl', ['--version']).status === 0) {
    return JSON.parse(shell(`${command} --silent --show-error`)) as ServerView;
  }
  const [, cookie = '', , url = ''] = shell(`curl() { printf '%s\\n' "$@"; }; ${command}`).split('\n');
  const response = await fetch(url, { headers: { Cookie: cookie.replace('Cookie: ', '') } });
  return (await response.json()) as ServerView;
}

function shell(script: string): string {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`sh ended with ${status}: ${stderr}`);
  return stdout;
}

function chromiumCommand(url: string, cookies: string): string {
  return [
    `curl '${url}' \\`,
    `  -H 'Accept: text/html,*/*;q=0.8' \\`,
    `  -H 'Connection: keep-alive' \\`,
    `  -b '${cookies}' \\`,
    `  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64)' \\`,
    `  -H 'sec-ch-ua: "Chromium";v="143"'`,
  ].join('\n');
}

function cmdCommand(url: string, cookies: string): string {
  return [
    `curl ^"${url}^" ^`,
    `  -H ^"Accept: text/html,*/*;q=0.8^" ^`,
    `  -b ^"${cookies}^" ^`,
    `  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"143^\\^"^" ^`,
    '  --insecure',
  ].join('\r\n');
}

function firefoxCommand(url: string, cookies: string): string {
  return [
    `curl '${url}' \\`,
    '  --compressed \\',
    `  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' \\`,
    `  -H 'Connection: keep-alive' \\`,
    `  -H 'Cookie: ${cookies}' \\`,
    `  -H 'Priority: u=0, i'`,
  ].join('\n');
}
