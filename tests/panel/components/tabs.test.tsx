// @vitest-environment happy-dom
/** The tabs of a session: size, both clocks, signature, raw. Found by role and name, on a fake host. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { type Value, write } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The fake host's now, in seconds. */
const NOW = Date.UTC(2026, 10, 21, 1, 15) / 1000;

const str = (text: string): Value => ({ type: 'str', text });
const dict = (entries: Record<string, Value>): Value => ({ type: 'dict', entries: Object.entries(entries) });

function signed(payload: Value, { key = 'dev', timestamp = NOW - 60 } = {}): string {
  return write(payload, new TextEncoder().encode(key), timestamp);
}

async function panelWith(fields: Parameters<typeof cookie>[0]): Promise<FakeHost> {
  const host = new FakeHost();
  host.page = pageWith([cookie(fields)]);
  await renderPanel(host);
  return host;
}

const open = (name: string) => settle(() => screen.getByRole('tab', { name }).click());
const panel = () => within(screen.getByRole('tabpanel'));
const fact = (name: string) =>
  panel().getAllByRole('rowheader', { name })[0]?.nextElementSibling?.textContent;

async function type(label: string, text: string, event = 'input'): Promise<void> {
  const input = screen.getByLabelText(label) as HTMLInputElement;
  await settle(() => {
    input.value = text;
    input.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

describe('Size', () => {
  it('counts name and value by the browser’s rule, the header by Werkzeug’s, to the byte', async () => {
    const value = signed(dict({ name: str('zoë') }));
    await panelWith({ value });
    await open('Size');
    expect(fact('Name')).toBe('7 bytes');
    expect(fact('Value')).toBe(`${value.length} bytes`);
    expect(fact('Name + value')).toBe(`${value.length + 7} of 4,096 bytes`);
    expect(fact('Whole Set-Cookie')).toBe(`${`session=${value}; HttpOnly; Path=/`.length} of 4,093 bytes`);
    expect(screen.getByRole('meter', { name: 'Size of the cookie' }).getAttribute('aria-valuenow')).toBe(
      String(value.length + 7),
    );
  });

  it('warns where Werkzeug would and the browser still stores', async () => {
    await panelWith({ name: 'q', value: 'y'.repeat(4095) });
    await settle(() => screen.getByRole('row', { name: /q/ }).click());
    await open('Size');
    expect(fact('Left')).toBe('0 bytes');
    expect(fact('Whole Set-Cookie')).toContain('▲ Werkzeug warns in the server’s log');
  });

  it('says what each key costs, the dearest first', async () => {
    await panelWith({ value: signed(dict({ a: str('1'), b: str('a much longer text') })) });
    await open('Size');
    const rows = within(panel().getByRole('table', { name: /What each key costs/ })).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^b/),
      expect.stringMatching(/^a/),
    ]);
  });
});

describe('Lifetime', () => {
  it('shows both clocks of a volatile session to the second', async () => {
    await panelWith({ value: signed(dict({})) });
    await open('Lifetime');
    expect(panel().getByText('volatile: until the browser closes')).toBeTruthy();
    expect(fact('Signed')).toContain('2026-11-21 01:14:00 UTC · 1 min ago');
    expect(fact('Refused after')).toContain('2026-12-22 01:14:00 UTC · in 30 days 23 h');
  });

  it('infers the lifetime of a permanent one and says so', async () => {
    await panelWith({ value: signed(dict({})), expires: NOW - 60 + 7 * DAY });
    await open('Lifetime');
    expect(fact('Expires')).toContain('2026-11-28 01:14:00 UTC');
    expect(panel().getByText('7 days (604800 s), inferred from Expires − timestamp')).toBeTruthy();
  });

  it('takes the lifetime that the user sets, keeps it on disk, and follows the clock', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    await open('Lifetime');
    await type('PERMANENT_SESSION_LIFETIME', 'timedelta(minutes=2)', 'change');
    expect(panel().getByText('2 min (120 s), as you set it')).toBeTruthy();
    expect([...host.disk.items]).toEqual([['lifetime:http://localhost:5000', 120]]);
    await settle(() => host.pass(60));
    expect(screen.queryByText(/Expired on the server/)).toBeNull();
    await settle(() => host.pass(1));
    expect(screen.getByText(/✗ Expired on the server since/)).toBeTruthy();
  });

  it('says what is wrong with a lifetime that it cannot read, where, and keeps the old one', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    await open('Lifetime');
    await type('PERMANENT_SESSION_LIFETIME', '3 months', 'change');
    expect(panel().getByRole('alert').textContent).toBe(
      'Months and years have no fixed length: write days (character 3)',
    );
    expect(host.disk.items.size).toBe(0);
    expect((screen.getByLabelText('PERMANENT_SESSION_LIFETIME') as HTMLInputElement).value).toBe('3 months');
  });

  it('does not say expired where the lifetime is only known to be at least so long', async () => {
    const signedAt = NOW - 401 * DAY;
    await panelWith({ value: signed(dict({}), { timestamp: signedAt }), expires: signedAt + 400 * DAY });
    expect(screen.queryByText(/Expired on the server/)).toBeNull();
    expect(document.body.textContent).toMatch(
      /the server refuses it at the earliest after .*: browsers cut Expires at 400 days/,
    );
  });

  it('says what an expiry rests on', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: NOW - 40 * DAY }) });
    expect(screen.getByText(/✗ Expired on the server since .* if it keeps Flask’s 31 days\./)).toBeTruthy();
  });

  it('says that a session from the future is refused', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: NOW + HOUR }) });
    expect(screen.getByText(/✗ Signed 1 h in the future/)).toBeTruthy();
  });
});

describe('Signature', () => {
  it('verifies with the key, says how it was read, and keeps it in memory only', async () => {
    const host = await panelWith({ value: signed(dict({ a: str('b') })) });
    await open('Signature');
    expect(panel().getByRole('status').textContent).toBe('Not checked: no secret key given.');
    await type('Secret key', "b'dev'");
    expect(panel().getByRole('status').textContent).toBe(
      '✓ Signature valid: signed with this key, 3 bytes, from a bytes literal.',
    );
    expect(screen.getByRole('img', { name: 'signature valid' })).toBeTruthy();
    expect([...host.memory.items.keys()]).toEqual(['secret-key:http://localhost:5000']);
    expect(host.disk.items.size).toBe(0);
    expect(document.documentElement.outerHTML).not.toContain("b'dev'");
  });

  it('says that another key is not the one, and still shows the payload', async () => {
    await panelWith({ value: signed(dict({ user: str('zoë') })) });
    await open('Signature');
    await type('Secret key', 'prod');
    expect(panel().getByRole('status').textContent).toMatch(
      /^✗ Bad signature: not signed with this key. Tried: 4 bytes, as text/,
    );
    await open('Payload');
    expect(screen.getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
  });

  it('says what is wrong with a literal, and where', async () => {
    await panelWith({ value: signed(dict({})) });
    await open('Signature');
    await type('Secret key', "b'dev");
    const input = screen.getByLabelText('Secret key');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const about = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(about?.textContent).toMatch(/This Python literal cannot be read: .* \(character 6\)$/);
    expect(screen.getByText('✗ Signature not checked: your key cannot be read.')).toBeTruthy();
  });

  it('says that Flask accepts what it signed, and keeps silent once it has expired', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    await open('Signature');
    await type('Secret key', 'dev');
    expect(screen.getByText('✓ Signature valid, and Flask accepts the session.')).toBeTruthy();
    await settle(() => host.pass(31 * DAY));
    expect(screen.getByText('✓ Signature valid.')).toBeTruthy();
    expect(screen.getByText(/✗ Expired on the server/)).toBeTruthy();
  });

  it('says that Flask fails at a payload that is no dict, though the signature is valid', async () => {
    await panelWith({ value: signed(str('text')) });
    await open('Signature');
    await type('Secret key', 'dev');
    expect(screen.getByText('✓ Signature valid.')).toBeTruthy();
    expect(screen.getByText(/✗ Flask answers with status 500: /)).toBeTruthy();
  });

  it('reads the key as the user says', async () => {
    await panelWith({ value: signed(dict({}), { key: "'dev'" }) });
    await open('Signature');
    await type('Secret key', "'dev'");
    expect(panel().getByRole('status').textContent).toMatch(/^✗ Bad signature/);
    await type('How to read the key', 'text', 'change');
    expect(panel().getByRole('status').textContent).toMatch(
      /^✓ Signature valid: signed with this key, 5 bytes/,
    );
  });

  it('keeps the way of reading while there is no key', async () => {
    await panelWith({ value: signed(dict({}), { key: 'dev' }) });
    await open('Signature');
    await type('How to read the key', 'hex', 'change');
    await type('Secret key', '646576');
    expect(panel().getByRole('status').textContent).toMatch(/^✓ Signature valid: .* from hex/);
  });

  it('says so when the browser cannot keep the key, and goes on with it', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    Object.assign(host.memory, { set: () => Promise.reject(new Error('quota exceeded')) });
    await open('Signature');
    await type('Secret key', 'dev');
    expect(panel().getByText(/The browser does not keep it: quota exceeded/)).toBeTruthy();
    expect(panel().getByRole('status').textContent).toMatch(/^✓ Signature valid/);
  });

  it('takes what is typed before the browser has given back what was kept', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: signed(dict({})) })]);
    let answer: (stored: unknown) => void = () => undefined;
    Object.assign(host.memory, {
      get: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await renderPanel(host);
    await open('Signature');
    await type('Secret key', 'n');
    await type('Secret key', '');
    await settle(() => answer({ text: 'old', form: 'auto' }));
    expect((screen.getByLabelText('Secret key') as HTMLInputElement).value).toBe('');
  });

  it('remembers the key of the site when the panel is made anew', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: signed(dict({})) })]);
    await host.memory.set('secret-key:http://localhost:5000', { text: 'dev', form: 'auto' });
    await renderPanel(host);
    expect(screen.getByText(/^✓ Signature valid/)).toBeTruthy();
  });
});

describe('Raw', () => {
  it('shows the value whole, and every attribute', async () => {
    const value = signed(dict({ a: str('b') }));
    await panelWith({ value, sameSite: 'lax', secure: true });
    await open('Raw');
    expect(
      panel().getByText((_, node) => node?.tagName === 'PRE' && node.textContent === value),
    ).toBeTruthy();
    expect(fact('SameSite')).toBe('Lax');
    expect(fact('Secure')).toBe('yes');
    expect(fact('Domain')).toBe('localhost (this host only)');
  });
});

describe('the tabs', () => {
  it('are walked with the arrow keys', async () => {
    await panelWith({ value: signed(dict({})) });
    const list = screen.getByRole('tablist');
    await settle(() => list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })));
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Raw');
  });
});
