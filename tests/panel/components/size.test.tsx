// @vitest-environment happy-dom
/** The size of a cookie by both rules, and what a session's branches cost. Found by role and name, on a fake host. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { costsOf, type Value, writePayload } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';
import { dict, signed, str } from '../../support/sessions.ts';

async function sizeOf(fields: Parameters<typeof cookie>[0]): Promise<FakeHost> {
  const host = new FakeHost();
  host.page = pageWith([cookie(fields)]);
  await renderPanel(host);
  if (screen.queryByRole('tab', { name: 'Size' }) === null) {
    await settle(() => screen.getByRole('row', { name: new RegExp(fields?.name ?? '') }).click());
  }
  await settle(() => screen.getByRole('tab', { name: 'Size' }).click());
  return host;
}

const panel = () =>
  within(within(screen.getByRole('region', { name: 'Selected cookie' })).getByRole('tabpanel'));
const cells = (name: string) =>
  within(panel().getByRole('rowheader', { name }).closest('tr') ?? document.body)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
const text = () => panel().getByText(/^Only Werkzeug counts the attributes/).parentElement?.textContent ?? '';
const rowsOf = (table: string) =>
  within(panel().getByRole('table', { name: table }))
    .getAllByRole('row')
    .map((row) => [
      within(row).getByRole('rowheader').querySelector('.tree-label')?.textContent,
      row.lastElementChild?.textContent,
    ]);
const press = (name: string | RegExp, from = panel()) =>
  settle(() => from.getByRole('button', { name }).click());

const list = (...items: Value[]): Value => ({ type: 'list', items });
const tuple = (...items: Value[]): Value => ({ type: 'tuple', items });
const FLASHES = list(
  tuple(str('error'), str('Out of stock: Darjeeling First Flush')),
  tuple(str('message'), str('Welcome back')),
);
const SHOPPING = dict({ theme: str('light'), _flashes: FLASHES });

describe('both limits', () => {
  it('count name and value by the browser’s rule, the header by Werkzeug’s, to the byte', async () => {
    const value = signed(dict({ name: str('zoë') }));
    await sizeOf({ value });
    const total = value.length + 'session'.length;
    const header = `session=${value}; HttpOnly; Path=/`.length;
    expect(cells('Browser: name + value').slice(0, 2)).toEqual([
      `${total} of 4,096 bytes`,
      (4096 - total).toLocaleString('en'),
    ]);
    expect(cells('Werkzeug: whole Set-Cookie').slice(0, 2)).toEqual([
      `${header} of 4,093 bytes`,
      (4093 - header).toLocaleString('en'),
    ]);
    expect(screen.getByRole('meter', { name: 'Size of the cookie' }).getAttribute('aria-valuenow')).toBe(
      String(total),
    );
  });

  it('are explained with the window between them, for this name and these attributes', async () => {
    await sizeOf({ value: signed(dict({})) });
    expect(text()).toContain('a value of up to 4,067 bytes is within both limits');
    expect(text()).toContain('from 4,068 to 4,089, Werkzeug warns and the browser stores it');
    expect(text()).toContain('from 4,090 on, the browser silently ignores the Set-Cookie');
    expect(panel().queryByText(/▲/)).toBeNull();
  });

  it('warn within the window, of a plain cookie as well', async () => {
    await sizeOf({ name: 'q', value: 'y'.repeat(4095) });
    expect(cells('Browser: name + value')).toEqual(['4,096 of 4,096 bytes', '0']);
    expect(cells('Werkzeug: whole Set-Cookie')[1]).toMatch(/^▲ \d+ too many$/);
    expect(text()).toContain('▲ Werkzeug warns in the server’s log, but the browser stores');
    expect(panel().queryByRole('table', { name: /costs/ })).toBeNull();
  });

  it('tell no numbers of a window where Werkzeug writes the value otherwise', async () => {
    await sizeOf({ name: 'q', value: 'a,b' });
    expect(text()).toContain('One byte over its limit, the browser silently ignores the Set-Cookie');
    expect(text()).not.toContain('within both limits');
  });

  it('say how much JSON still fits', async () => {
    const value = signed(dict({ a: str('b') }));
    await sizeOf({ value });
    const [, , fits] = cells('Browser: name + value');
    // Three bytes of JSON take four, and random text is compressed a little.
    expect(Number(fits?.replace(',', ''))).toBeGreaterThan(((4089 - value.length) * 3) / 4);
  });

  it('say that no JSON fits', async () => {
    const value = signed(dict({ a: str('b') }));
    await sizeOf({ name: 'n'.repeat(4096 - value.length), value });
    expect(cells('Browser: name + value')[2]).toBe('none');
  });
});

describe('what each key costs', () => {
  it('stands in a table and a bar, the dearest first, as it is measured', async () => {
    await sizeOf({ value: signed(SHOPPING) });
    const { whole, branches } = costsOf(SHOPPING) ?? { whole: 0, branches: [] };
    const [flashes, theme] = branches.map(({ bytes }) => bytes ?? 0);
    const rest = whole - (flashes ?? 0) - (theme ?? 0);
    expect(whole).toBe(writePayload(SHOPPING).length);
    expect(rowsOf('What each key costs')).toEqual([
      ['_flashes', `${flashes} bytes`],
      ['theme', `${theme} bytes`],
      ...(rest > 0 ? [['the rest', rest === 1 ? '1 byte' : `${rest} bytes`]] : []),
    ]);
    const bar = within(panel().getByRole('group', { name: 'What each key costs, as a bar' }));
    expect(bar.getByRole('button', { name: `Open _flashes: ${flashes} bytes` })).toBeTruthy();
    expect(bar.getByRole('img', { name: `theme: ${theme} bytes` })).toBeTruthy();
    expect(panel().getByText(/add up to/).textContent).toContain(
      `The payload takes ${whole} bytes; these costs add up to ${whole - rest}, not to the whole`,
    );
  });

  it('opens into its branches from the bar and from a row, and goes back', async () => {
    await sizeOf({ value: signed(SHOPPING) });
    await press(/^Open _flashes/);
    expect(document.activeElement?.textContent).toContain('What each part of _flashes costs');
    expect(rowsOf('What each part of _flashes costs').map(([key]) => key)).toEqual(
      expect.arrayContaining(['0', '1']),
    );
    await press('0', within(panel().getByRole('table', { name: /^What each part/ })));
    const way = within(panel().getByRole('navigation', { name: 'Path to this branch' }));
    expect(way.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['payload', '_flashes']);
    expect(rowsOf('What each part of _flashes[0] costs').slice(0, 2)).toEqual([
      ['1', expect.stringMatching(/byte/)],
      ['0', expect.stringMatching(/byte/)],
    ]);
    await press('_flashes', way);
    expect(panel().getByRole('table', { name: 'What each part of _flashes costs' })).toBeTruthy();
    await press('payload');
    expect(panel().getByRole('table', { name: 'What each key costs' })).toBeTruthy();
    expect(panel().queryByRole('navigation')).toBeNull();
  });

  it('goes back as far as must be when the branch is gone', async () => {
    const host = await sizeOf({ value: signed(SHOPPING) });
    await press(/^Open _flashes/);
    await settle(() => host.change(cookie({ value: signed(dict({ theme: str('dark') })) })));
    expect(rowsOf('What each key costs')[0]?.[0]).toBe('theme');
    screen.getByRole('tab', { name: 'Size' }).focus();
    await settle(() => host.change(cookie({ value: signed(dict({ theme: str('blue') })) })));
    expect(document.activeElement?.textContent).toBe('Size');
    expect(panel().getByText(/Flask deletes the cookie/)).toBeTruthy();
  });

  it('may be below zero, and then has no segment', async () => {
    const item = (): Value => dict({ qty: { type: 'int', digits: '1' }, sku: str('id') });
    const payload = dict({ cart: list(item(), item()), n: { type: 'int', digits: '1' } });
    const qty = costsOf(payload, ['cart', 0])?.branches.find(({ key }) => key === 'qty')?.bytes ?? 0;
    expect(qty).toBeLessThan(0);
    await sizeOf({ value: signed(payload) });
    await press(/^Open cart/);
    await press('0', within(panel().getByRole('table', { name: /^What each part/ })));
    expect(rowsOf('What each part of cart[0] costs')).toContainEqual([
      'qty',
      `−${-qty} ${qty === -1 ? 'byte' : 'bytes'}`,
    ]);
    expect(panel().queryByRole('img', { name: /^qty/ })).toBeNull();
  });

  it('says which of very many were not measured, until it is asked to', async () => {
    const many = dict(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`key${i}`, str('x')])));
    await sizeOf({ value: signed(many) });
    expect(panel().getAllByText('not measured').length).toBeGreaterThan(0);
    expect(panel().getByText(/branches are not measured; the \d+ with the longest JSON are/)).toBeTruthy();
    await press('Measure anyway');
    expect(panel().queryByText('not measured')).toBeNull();
    expect(panel().queryByRole('button', { name: 'Measure anyway' })).toBeNull();
    expect(rowsOf('What each key costs')).toHaveLength(101);
    await press('Show 50 more of 50 hidden branches');
    expect(rowsOf('What each key costs').length).toBeGreaterThanOrEqual(150);
  });

  it('is not known of a payload of which only the beginning is read', async () => {
    await sizeOf({ value: signed(dict({ a: str('x'.repeat(1024 * 1024)) })) });
    expect(panel().getByText(/what each key costs is not known/)).toBeTruthy();
    expect(cells('Browser: name + value')[2]).toBe('not measured');
    expect(cells('Escapes')).toEqual(['not measured']);
  });

  it('shows a key as text, and the empty one as such', async () => {
    await sizeOf({ value: signed(dict({ '': str('nothing'), '<b>x</b>': str('y') })) });
    expect(rowsOf('What each key costs').map(([key]) => key)).toEqual(
      expect.arrayContaining(["''", '<b>x</b>']),
    );
  });
});

describe('from JSON to the value', () => {
  it('adds up, and says what compression saved', async () => {
    const value = signed(dict({ a: str('ab'.repeat(200)) }));
    await sizeOf({ value });
    const [sum] = cells('The value');
    expect(sum).toContain(`= ${value.length} bytes`);
    const parts = sum?.split(' = ')[0]?.split(' + ').map(Number) ?? [];
    expect(parts.reduce((whole, part) => whole + part, 0)).toBe(value.length);
    expect(cells('Compression')[0]).toMatch(/^zlib turns it into \d+ bytes: \d+ bytes saved on the wire$/);
    expect(cells('Escapes')).toEqual(['cost nothing']);
    expect(panel().queryByRole('rowheader', { name: 'Written by Flask' })).toBeNull();
  });

  it('says what escapes cost, and how Flask would write UTF-8', async () => {
    await sizeOf({ value: signed(dict({ a: str('é') })) });
    expect(cells('Compression')).toEqual(['not compressed']);
    expect(cells('Escapes')[0]).toBe(
      'cost 5 bytes: \\u00e9 instead of é. With app.json.ensure_ascii = False, Flask writes UTF-8',
    );
  });

  it('says where Flask itself would write it otherwise', async () => {
    const json = Buffer.from('{ "a": 1 }').toString('base64url');
    const [, ...signature] = signed(dict({})).split('.');
    await sizeOf({ value: [json, ...signature].join('.') });
    expect(cells('Written by Flask')[0]).toContain(
      'takes 14 bytes here and would take 10 as Flask writes it',
    );
  });
});
