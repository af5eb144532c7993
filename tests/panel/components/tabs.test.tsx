// @vitest-environment happy-dom
/** The tabs of a session: both clocks, raw. Found by role and name, on a fake host. */
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
const panel = () =>
  within(within(screen.getByRole('region', { name: 'Selected cookie' })).getByRole('tabpanel'));
const fact = (name: string) =>
  panel().getAllByRole('rowheader', { name })[0]?.nextElementSibling?.textContent;

const header = () =>
  within(screen.getByRole('region', { name: 'Selected cookie' })).getByRole('region', { name: 'Summary' })
    .textContent ?? '';

async function type(label: string, text: string, event = 'input'): Promise<void> {
  const input = screen.getByLabelText(label) as HTMLInputElement;
  await settle(() => {
    input.value = text;
    input.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

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

  it('says how exact one is that is no whole minute, also beside a lifetime that the user sets', async () => {
    await panelWith({ value: signed(dict({})), expires: NOW - 60 + 90 });
    await open('Lifetime');
    const inferred = '1 min 30 s (90 s), inferred from Expires − timestamp, to within 2 seconds';
    expect(panel().getByText(inferred)).toBeTruthy();
    await type('PERMANENT_SESSION_LIFETIME', '60', 'change');
    const beside = '1 min (60 s), as you set it; Expires − timestamp says 1 min 30 s, to within 2 seconds';
    expect(panel().getByText(beside)).toBeTruthy();
  });

  it('takes the lifetime that the user sets, keeps it on disk, and follows the clock', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    await open('Lifetime');
    await type('PERMANENT_SESSION_LIFETIME', 'timedelta(minutes=2)', 'change');
    expect(panel().getByText('2 min (120 s), as you set it')).toBeTruthy();
    expect(host.disk.stored.get('site:http://localhost:5000')).toMatchObject({ lifetime: 120 });
    await settle(() => host.pass(60));
    expect(screen.queryByText(/expired on the server/)).toBeNull();
    await settle(() => host.pass(1));
    expect(screen.getByText(/it expired on the server at/)).toBeTruthy();
  });

  it('says what is wrong with a lifetime that it cannot read, where, and keeps the old one', async () => {
    const host = await panelWith({ value: signed(dict({})) });
    await open('Lifetime');
    await type('PERMANENT_SESSION_LIFETIME', '3 months', 'change');
    expect(panel().getByRole('alert').textContent).toBe(
      'Months and years have no fixed length: write days (character 3)',
    );
    expect(host.disk.stored.size).toBe(0);
    expect((screen.getByLabelText('PERMANENT_SESSION_LIFETIME') as HTMLInputElement).value).toBe('3 months');
  });

  it('does not say expired where the lifetime is only known to be at least so long', async () => {
    const signedAt = NOW - 401 * DAY;
    await panelWith({ value: signed(dict({}), { timestamp: signedAt }), expires: signedAt + 400 * DAY });
    expect(screen.queryByText(/expired on the server/)).toBeNull();
    expect(document.body.textContent).toMatch(
      /the server refuses it at the earliest after .*: browsers cut Expires at 400 days/,
    );
  });

  it('says what an expiry rests on', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: NOW - 40 * DAY }) });
    expect(header()).toMatch(
      /Refused by Flask, whatever its key: it expired on the server at .* if it uses Flask’s default of 31 days\./,
    );
  });

  it('shows the date of a timestamp that is counted from 2011', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: 86_400 }) });
    await open('Lifetime');
    const legacy = within(panel().getByRole('table', { name: /^Counted from 2011/ }));
    expect(legacy.getByText('2011-01-02 00:00:00 UTC')).toBeTruthy();
  });

  it('says that a session from the future is refused', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: NOW + HOUR }) });
    expect(header()).toMatch(/Refused by Flask, whatever its key: signed 1 h in the future/);
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
    const list = screen.getByRole('tablist', { name: 'About the cookie' });
    await settle(() => list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })));
    expect(within(list).getByRole('tab', { selected: true }).textContent).toBe('Raw');
  });
});
