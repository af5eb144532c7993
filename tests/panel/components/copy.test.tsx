// @vitest-environment happy-dom
/** "Copy as": the menu by its keys, each form's text, and what is said of it. Found by role and name, on a fake host. */
import { screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';
import { dict, signed, str } from '../../support/sessions.ts';

const BIG: Value = { type: 'int', digits: '1180591620717411303424' };
const VALUE = signed(dict({ n: BIG, name: str('zoë'), t: { type: 'tuple', items: [] } }));

type Fields = Parameters<typeof cookie>[0];

async function panelWith(
  fields: Fields = { value: VALUE },
  url = 'http://localhost:5000/',
): Promise<FakeHost> {
  const host = new FakeHost();
  host.page = pageWith([cookie(fields)], { url });
  await renderPanel(host);
  return host;
}

const button = () => screen.getByRole('button', { name: 'Copy as' });
const labels = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
const focused = () => document.activeElement?.textContent;
const press = (key: string) =>
  settle(() =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    ),
  );
const open = () => settle(() => button().click());

async function copyAs(name: string | RegExp): Promise<void> {
  await open();
  await settle(() => screen.getByRole('menuitem', { name }).click());
}

describe('the menu', () => {
  it('opens with the focus in it, is walked with the arrow keys, and gives the focus back', async () => {
    await panelWith();
    expect(button().getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('menu')).toBeNull();
    await open();
    expect(button().getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('menu', { name: 'Copy as' })).toBeTruthy();
    expect(focused()).toBe('Value');
    await press('ArrowDown');
    expect(focused()).toBe('JSON');
    await press('End');
    expect(focused()).toBe('Bug report, without values');
    await press('ArrowDown');
    expect(focused()).toBe('Value');
    await press('ArrowUp');
    expect(focused()).toBe('Bug report, without values');
    await press('Home');
    expect(focused()).toBe('Value');
    await press('x');
    expect(focused()).toBe('Value');
    await press('Escape');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button());
  });

  it('opens at either end by the arrow keys, and by no other', async () => {
    await panelWith();
    button().focus();
    await press('ArrowLeft');
    expect(screen.queryByRole('menu')).toBeNull();
    await press('ArrowUp');
    expect(focused()).toBe('Bug report, without values');
    await press('Escape');
    await press('ArrowDown');
    expect(focused()).toBe('Value');
  });

  it('closes when the focus goes elsewhere, with Tab, or by its button', async () => {
    await panelWith();
    await open();
    await settle(() => screen.getByRole('searchbox').focus());
    expect(screen.queryByRole('menu')).toBeNull();
    await open();
    await press('Tab');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button());
    await open();
    await open();
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('keeps Escape from DevTools only while it is open', async () => {
    await panelWith();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', listen);
    try {
      await open();
      await press('Escape');
      expect(heard).toEqual([]);
      await press('Escape');
      expect(heard).toEqual(['Escape']);
    } finally {
      document.removeEventListener('keydown', listen);
    }
  });

  it('is there whichever tab is shown', async () => {
    await panelWith();
    for (const name of ['Size', 'Lifetime', 'Signature', 'Raw', 'Payload']) {
      await settle(() => screen.getByRole('tab', { name }).click());
      expect(button()).toBeTruthy();
    }
  });

  it('offers JSON and Python of a session only, and its warning too', async () => {
    await panelWith();
    await open();
    expect(labels()).toEqual([
      'Value',
      'JSON',
      'Python dict',
      'Cookie: header',
      'Set-Cookie: header',
      'curl command, for a POSIX shell',
      'Bug report, without values',
    ]);
    const hint = screen.getByText('Value, headers and curl sign in as this user.');
    expect(screen.getByRole('menu').getAttribute('aria-describedby')).toBe(hint.id);
  });

  it('of any other cookie has neither', async () => {
    await panelWith({ name: 'theme', value: 'dark' });
    await settle(() => screen.getByRole('row', { name: /theme/ }).click());
    await open();
    expect(labels()).toEqual([
      'Value',
      'Cookie: header',
      'Set-Cookie: header',
      'curl command, for a POSIX shell',
      'Bug report, without values',
    ]);
    expect(screen.queryByText(/sign in as/)).toBeNull();
    expect(screen.getByRole('menu').hasAttribute('aria-describedby')).toBe(false);
  });
});

describe('what is copied', () => {
  it.each<[RegExp, string, string]>([
    [/^Value/, VALUE, 'Copied value'],
    [
      /JSON/,
      '{\n  "n": 1180591620717411303424,\n  "name": "zoë",\n  "t": {\n    " t": []\n  }\n}',
      'Copied JSON',
    ],
    [/Python/, "{'n': 1180591620717411303424, 'name': 'zoë', 't': ()}", 'Copied Python dict'],
    [/^Cookie:/, `Cookie: session=${VALUE}`, 'Copied Cookie header'],
    [/Set-Cookie:/, `Set-Cookie: session=${VALUE}; HttpOnly; Path=/`, 'Copied Set-Cookie header'],
    [
      /curl/,
      `curl --header 'Cookie: session=${VALUE}' --url 'http://localhost:5000/a?b=1'`,
      'Copied curl command',
    ],
  ])('%s', async (name, text, said) => {
    const host = await panelWith(undefined, 'http://user:pass@localhost:5000/a?b=1#c');
    await copyAs(name);
    expect(host.copied).toEqual([text]);
    const statuses = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(statuses).toContain(said);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button());
  });

  it('is a Set-Cookie header that stores the value as it is, which Werkzeug would have quoted', async () => {
    const host = await panelWith({ name: 'dash', value: '-rf @/etc, é', path: '/é' });
    await settle(() => screen.getByRole('row', { name: /^dash/ }).click());
    await copyAs(/Set-Cookie:/);
    expect(host.copied).toEqual(['Set-Cookie: dash=-rf @/etc, é; HttpOnly; Path=/é']);
  });

  it('is Python that Python reads', async () => {
    const payload = dict({ n: { type: 'float', value: Number.NaN } });
    const host = await panelWith({ value: signed(payload) });
    await copyAs(/Python/);
    expect(host.copied).toEqual(["{'n': float('nan')}"]);
  });

  it('is a bug report in which no value is', async () => {
    const host = await panelWith();
    await copyAs(/Bug report/);
    const [report = ''] = host.copied;
    expect(report).toContain("'name': <str, 3 characters>");
    expect(report).not.toContain('zoë');
    for (const segment of VALUE.split('.')) expect(report).not.toContain(segment);
  });

  it('asks curl for the path that the cookie is for, never for another host', async () => {
    const host = await panelWith({ name: 'a', value: '1', path: '//other.test/x' });
    await settle(() => screen.getByRole('row', { name: /^a/ }).click());
    await copyAs(/curl/);
    expect(host.copied).toEqual(["curl --header 'Cookie: a=1' --url 'http://localhost:5000//other.test/x'"]);
  });

  it('says so when the browser refuses', async () => {
    const host = new FakeHost();
    Object.assign(host, { copyText: () => Promise.reject(new Error('Write permission denied.')) });
    host.page = pageWith([cookie({ value: VALUE })]);
    await renderPanel(host);
    await copyAs('JSON');
    expect(screen.getByText('✗ Not copied: Write permission denied.').getAttribute('role')).toBe('status');
    expect(screen.queryByText(/^Copied/)).toBeNull();
  });

  it('is no longer spoken of when the cookie has changed', async () => {
    const host = await panelWith();
    await copyAs('JSON');
    expect(screen.getByText('Copied JSON')).toBeTruthy();
    await settle(() => host.change(cookie({ value: signed(dict({ other: str('x') })) })));
    expect(screen.queryByText('Copied JSON')).toBeNull();
  });

  it('of a payload that is cut says that it is a part', async () => {
    const host = await panelWith({ value: signed(dict({ long: str('x'.repeat(1_200_000)) })) });
    await copyAs('JSON');
    expect(screen.getByText('Copied JSON of the first part')).toBeTruthy();
    expect(host.copied).toHaveLength(1);
  });
});
