// @vitest-environment happy-dom
/** The payload's tree: types, notation, opening, bounds, copying. Found by role and name. */
import { screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { type Value, write } from '../../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';
import { renderPanel, settle } from '../../../support/render-panel.tsx';

const str = (text: string): Value => ({ type: 'str', text });
const int = (digits: string): Value => ({ type: 'int', digits });

const payloadOf = (entries: Record<string, Value>): Value => ({
  type: 'dict',
  entries: Object.entries(entries),
});

async function panelWith(entries: Record<string, Value>): Promise<FakeHost> {
  const host = new FakeHost();
  const payload = payloadOf(entries);
  host.page = pageWith([cookie({ value: write(payload, new Uint8Array([1]), host.time / 1000) })]);
  await renderPanel(host);
  return host;
}

const row = (name: RegExp) => screen.getByRole('treeitem', { name });
const press = (key: string) =>
  settle(() => screen.getByRole('tree').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

describe('a value', () => {
  it.each<[string, Value, string]>([
    ['none', { type: 'None' }, 'noneNoneNoneType'],
    ['big', int('1180591620717411303424'), 'big1180591620717411303424int'],
    ['one', { type: 'float', value: 1 }, 'one1.0float'],
    ['huge', { type: 'float', value: 1e22 }, 'huge1e+22float'],
    ['text', str("it's"), 'text"it\'s"str'],
    ['raw', { type: 'bytes', bytes: new Uint8Array([0, 254]) }, "rawb'\\x00\\xfe'bytes, 2"],
    ['pair', { type: 'tuple', items: [int('1')] }, '▸pair(1,)tuple, 1'],
    ['html', { type: 'Markup', text: '<b>' }, "htmlMarkup('<b>')Markup"],
    ['at', { type: 'datetime', seconds: 0 }, 'at1970-01-01 00:00:00 UTCdatetime'],
    [
      'id',
      { type: 'UUID', hex: '12345678123456781234567812345678' },
      'id12345678-1234-5678-1234-567812345678UUID',
    ],
  ])('%s is written as Python does, with its type', async (key, value, expected) => {
    await panelWith({ [key]: value });
    expect(row(new RegExp(key)).textContent).toBe(expected);
  });

  it('of a framework is named', async () => {
    await panelWith({ _permanent: { type: 'bool', value: true }, _user_id: str('7'), own: str('x') });
    expect(row(/_permanent/).textContent).toContain('Flask: permanent');
    expect(row(/_user_id/).textContent).toContain('Flask-Login');
    expect(row(/own/).textContent).toBe("own'x'str");
  });
});

describe('a container', () => {
  it('opens and closes by click and by key', async () => {
    await panelWith({ cart: { type: 'list', items: [str('tea')] } });
    expect(row(/cart/).getAttribute('aria-expanded')).toBe('false');
    await settle(() => row(/cart/).click());
    expect(row(/'tea'/).getAttribute('aria-level')).toBe('2');
    await press('ArrowLeft');
    expect(row(/cart/).getAttribute('aria-expanded')).toBe('false');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(document.activeElement?.textContent).toContain("0'tea'");
  });

  it('with many children shows the first, and more on request', async () => {
    await panelWith({
      many: { type: 'list', items: Array.from({ length: 450 }, (_, index) => int(String(index))) },
    });
    await settle(() => row(/many/).click());
    expect(screen.getAllByRole('treeitem')).toHaveLength(201);
    await settle(() => screen.getByRole('button', { name: /Show 200 more of 250 hidden values/ }).click());
    expect(screen.getAllByRole('treeitem')).toHaveLength(401);
  });

  it('stays open when another key comes before it', async () => {
    const host = await panelWith({ cart: { type: 'list', items: [str('tea')] } });
    await settle(() => row(/cart/).click());
    const more = { ...payloadOf({ a: str('new'), cart: { type: 'list', items: [str('tea')] } }) };
    await settle(() => host.change(cookie({ value: write(more, new Uint8Array([1]), host.time / 1000) })));
    expect(row(/cart/).getAttribute('aria-expanded')).toBe('true');
    expect(row(/'tea'/)).toBeTruthy();
  });

  it('of flash messages is open from the start', async () => {
    await panelWith({
      _flashes: { type: 'list', items: [{ type: 'tuple', items: [str('error'), str('no')] }] },
    });
    expect(row(/\('error', 'no'\)/)).toBeTruthy();
    expect(row(/1 flash message not shown yet/)).toBeTruthy();
  });

  it('that is empty says so', async () => {
    await panelWith({});
    expect(screen.getByText(/An empty dict/)).toBeTruthy();
  });
});

describe('a long text', () => {
  it('is cut, and opens to be read', async () => {
    await panelWith({ long: str('x'.repeat(500)) });
    expect(row(/long/).textContent).toContain('…');
    await settle(() => row(/long/).click());
    expect(row(/long/).textContent).toContain(`'${'x'.repeat(500)}'`);
  });
});

describe('a payload that is no dict', () => {
  it('is one row, and opens to be read', async () => {
    const host = new FakeHost();
    const payload = str(`${'x'.repeat(150)}END`);
    host.page = pageWith([cookie({ value: write(payload, new Uint8Array([1]), host.time / 1000) })]);
    await renderPanel(host);
    await settle(() => row(/xxx/).click());
    expect(row(/END/)).toBeTruthy();
    expect(screen.getByText(/The payload is of type str, not a dict/)).toBeTruthy();
  });
});

describe('a long key', () => {
  it('is cut', async () => {
    await panelWith({ ['k'.repeat(100_000)]: { type: 'None' } });
    expect(row(/kkk/).textContent).toBe(`${'k'.repeat(200)}…NoneNoneType`);
  });
});
