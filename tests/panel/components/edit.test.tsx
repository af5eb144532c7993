// @vitest-environment happy-dom
/** Editing a session: both forms, what would come of it, the review, writing, undoing, putting back. By role and name, on a fake host. */
import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { Cookie } from '../../../src/cookies/index.ts';
import type { Store } from '../../../src/panel/store/store.ts';
import { MAX_PYTHON, read, type Value, verify } from '../../../src/session/index.ts';
import { below, seededRandom } from '../../session/random-session.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { setCookie } from '../../support/recorded.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';
import { DAY, dict, NOW, signed, str } from '../../support/sessions.ts';

const int = (digits: string): Value => ({ type: 'int', digits });
const VALUES: Readonly<Record<string, Value>> = {
  user_id: int('1042'),
  cart: { type: 'list', items: [str('tea')] },
  theme: str('dark'),
};
const SHOPPING = dict(VALUES);
const ORIGIN = 'http://localhost:5000';
const TEXT = 'Payload in Python’s notation';

type Panel = { readonly host: FakeHost; readonly store: Store };

async function panelWith(
  payload: Value,
  fields: Partial<Cookie> = {},
  keys = ['dev', 'old'],
): Promise<Panel> {
  const host = new FakeHost();
  host.page = pageWith([
    cookie({ value: signed(payload), ...fields }),
    cookie({ name: 'theme', value: 'x' }),
  ]);
  const store = await renderPanel(host);
  await settle(() =>
    store.keyring.add(
      ORIGIN,
      keys.map((text) => ({ name: text, text, form: 'text' })),
    ),
  );
  return { host, store };
}

const press = (name: string | RegExp) => settle(() => screen.getByRole('button', { name }).click());
const type = (name: string, value: string) =>
  settle(() => fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } }));
const pick = (name: string, value: string) =>
  settle(() => fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } }));
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const grid = () => within(screen.getByRole('treegrid'));
const list = () => within(screen.getByRole('region', { name: 'Cookies' }));
const choose = (name: RegExp) => settle(() => grid().getByRole('row', { name }).click());
const rows = () =>
  grid()
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
const key = (target: Element, name: string) => settle(() => fireEvent.keyDown(target, { key: name }));
const chosen = () => grid().getByRole('row', { selected: true });
const expected = () => screen.getByRole('status', { name: 'Expected result' }).textContent;
const canReview = () => !screen.getByRole<HTMLButtonElement>('button', { name: 'Review…' }).disabled;
const alerts = () =>
  screen
    .getAllByRole('alert')
    .map(({ textContent }) => textContent)
    .join(' ');

/** What is in the session's place now. */
function jar(host: FakeHost): Cookie | undefined {
  const { page } = host;
  if (page instanceof Error || page.kind !== 'page') return undefined;
  return page.hosts[0]?.cookies.find(({ name }) => name === 'session');
}

function payloadOf(host: FakeHost): Value | null {
  const reading = read(jar(host)?.value ?? '');
  return reading.kind === 'flask-session' ? reading.payload : null;
}

describe('the tree', () => {
  it('takes another value, key and type in their place', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Value of user_id', '7');
    await type('Key of user_id', 'id');
    await pick('Type of id', 'str');
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toEqual(
      dict({ cart: { type: 'list', items: [str('tea')] }, id: str('7'), theme: str('dark') }),
    );
  });

  it.each([
    ['1042', 'Value of user_id'],
    ['user_id', 'Key of user_id'],
    ["'dark'", 'Value of theme'],
  ])('has the field of %s ready as soon as the pointer is down on it', async (text, name) => {
    await panelWith(SHOPPING);
    await press('Edit');
    let isFree = true;
    await settle(() => {
      isFree = fireEvent.mouseDown(grid().getByText(text));
    });
    // Else the browser moves the focus to what was there before.
    expect(isFree).toBe(false);
    expect(document.activeElement).toBe(field(name));
    expect([field(name).selectionStart, field(name).selectionEnd]).toEqual([0, field(name).value.length]);
  });

  it('opens a container as soon as the pointer is down on its mark, and again', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    const mark = () => grid().getByText(/^[▸▾]$/);
    for (const count of [4, 3]) {
      await settle(() => fireEvent.mouseDown(mark()));
      await settle(() => fireEvent.click(mark()));
      expect(rows()).toHaveLength(count);
    }
    await choose(/^\W*cart/);
    await settle(() => fireEvent.mouseDown(mark()));
    expect(rows()).toHaveLength(4);
  });

  it('adds and removes keys and items', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Edit');
    await choose(/cart/);
    await press('Add to cart');
    await type('Value of 1', 'milk');
    await press('+ Add a key');
    expect(document.activeElement).toBe(field('Key of new'));
    await type('Key of new', 'note');
    await choose(/^theme/);
    await press('Remove theme');
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toEqual(
      dict({
        cart: { type: 'list', items: [str('tea'), str('milk')] },
        note: str(''),
        user_id: int('1042'),
      }),
    );
  });

  it('marks what is no value and writes nothing until it is mended', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Value of user_id', '12a');
    expect(field('Value of user_id').getAttribute('aria-invalid')).toBe('true');
    expect(alerts()).toContain('✗ An int consists of digits');
    expect(expected()).toContain('Nothing can be written');
    expect(canReview()).toBe(false);
    // Another row is not chosen before that.
    await choose(/^theme/);
    expect(field('Value of user_id').value).toBe('12a');
    expect(document.activeElement).toBe(field('Value of user_id'));
    // Nor is any other changed, or added.
    await key(grid().getByRole('row', { name: /^theme/ }), 'Delete');
    expect(rows()).toHaveLength(3);
    await settle(() => screen.getByRole('button', { name: 'Text' }).focus());
    await press('+ Add a key');
    expect(rows()).toHaveLength(3);
    expect(document.activeElement).toBe(field('Value of user_id'));
    await press('Text');
    expect(screen.queryByRole('textbox', { name: TEXT })).toBeNull();
    await press('Fix it');
    await key(field('Value of user_id'), 'Escape');
    expect(field('Value of user_id').value).toBe('1042');
    expect(canReview()).toBe(true);
  });

  it.each([
    ['Value', '12', '12x', 'user_id', 'Key'],
    ['Key', 'them', 'theme', 'them', 'Value'],
  ])(
    'lets nothing else of a row be changed while its %s is at fault',
    async (what, text, wrong, row, other) => {
      await panelWith(SHOPPING);
      await press('Edit');
      await choose(/^user_id/);
      await type(`${what} of user_id`, text);
      expect(field(`${other} of ${row}`).readOnly).toBe(false);
      await type(`${what} of ${row}`, wrong);
      const fault = alerts();
      expect(fault).toContain('✗');
      expect(screen.queryByRole('status', { name: 'Size when written' })).toBeNull();
      expect(field(`${other} of ${row}`).readOnly).toBe(true);
      expect(field(`${what} of ${row}`).readOnly).toBe(false);
      await pick(`Type of ${row}`, 'str');
      expect(screen.getByRole<HTMLSelectElement>('combobox', { name: `Type of ${row}` }).value).toBe('int');
      expect(document.activeElement).toBe(field(`${what} of ${row}`));
      expect(field(`${what} of ${row}`).value).toBe(wrong);
      expect(alerts()).toBe(fault);
      expect(canReview()).toBe(false);
    },
  );

  it('lets no other value be chosen while the key is at fault', async () => {
    await panelWith(dict({ flag: { type: 'bool', value: true }, theme: str('dark') }));
    await press('Edit');
    await choose(/^flag/);
    await type('Key of flag', 'theme');
    await pick('Value of flag', 'False');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Value of flag' }).value).toBe('True');
    expect(document.activeElement).toBe(field('Key of flag'));
    expect(alerts()).toContain('already exists');
  });

  it('gives back with Escape what the row held when the typing began', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    for (const text of ['1', '12', '12x']) await type('Value of user_id', text);
    await key(field('Value of user_id'), 'Escape');
    expect(field('Value of user_id').value).toBe('1042');
    expect(screen.getByRole('status', { name: 'Size when written' }).textContent).toContain('(±0 B)');
    await type('Key of user_id', 'them');
    await type('Key of them', 'theme');
    await key(field('Key of them'), 'Escape');
    expect(document.activeElement).toBe(chosen());
    expect(field('Key of user_id').value).toBe('user_id');
    expect(canReview()).toBe(true);
    await type('Value of user_id', '7');
    await key(field('Value of user_id'), 'Enter');
    await type('Value of user_id', '78');
    await key(field('Value of user_id'), 'Escape');
    expect(field('Value of user_id').value).toBe('7');
  });

  it('refuses a key that is there already', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Key of user_id', 'theme');
    expect(alerts()).toContain("The key 'theme' already exists.");
    expect(canReview()).toBe(false);
    await type('Key of user_id', 'themes');
    expect(canReview()).toBe(true);
  });

  it('keeps a text that no field can hold in Python’s notation while it is typed', async () => {
    await panelWith(dict({ line: str('a\rb') }));
    await press('Edit');
    await choose(/^line/);
    expect(field('Value of line').value).toBe("'a\\rb'");
    await type('Value of line', "'ab'");
    await type('Value of line', "'abc'");
    await press('Text');
    expect(field(TEXT).value).toBe("{'line': 'abc'}");
  });

  it.each(['a\nb', 'a\rb', 'a\0b'])('keeps all of the key %j while it is typed', async (name) => {
    const { host } = await panelWith(dict({ [name]: int('1') }));
    await press('Edit');
    const literal = JSON.stringify(name).replaceAll('"', "'").replace('u0000', 'x00');
    await choose(/int/);
    const [input] = grid().getAllByRole<HTMLInputElement>('textbox', { name: /^Key of/ });
    expect(input?.value).toBe(literal);
    const typed = (text: string) =>
      settle(() => input && fireEvent.input(input, { target: { value: text } }));
    await typed(literal.slice(0, -1));
    expect(canReview()).toBe(false);
    await typed(`${literal.slice(0, -1)}c'`);
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toEqual(dict({ [`${name}c`]: int('1') }));
  });

  it('says which types would start empty, and gives the value back with its type', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^theme/);
    const options = within(screen.getByRole('combobox', { name: 'Type of theme' })).getAllByRole('option');
    const texts = options.map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining(['str', 'bytes', 'int (empty)', 'None (empty)']));
    await pick('Type of theme', 'None');
    await pick('Type of theme', 'str');
    expect(field('Value of theme').value).toBe('dark');
  });

  it('is walked, opened and edited by keyboard', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    const [first] = grid().getAllByRole('row');
    await settle(() => first?.focus());
    expect(chosen().textContent).toContain('list');
    await key(chosen(), 'ArrowRight');
    expect(rows()).toHaveLength(4);
    await key(chosen(), 'ArrowDown');
    expect(document.activeElement).toBe(chosen());
    await key(chosen(), 'Enter');
    expect(document.activeElement).toBe(field('Value of 0'));
    await key(field('Value of 0'), 'Escape');
    await key(chosen(), 'ArrowLeft');
    await key(chosen(), 'ArrowLeft');
    expect(rows()).toHaveLength(3);
    await key(chosen(), 'End');
    await key(chosen(), 'Delete');
    expect(rows()).toHaveLength(2);
    expect(document.activeElement).toBe(chosen());
  });

  it('keeps Escape from DevTools in a field only', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', listen);
    try {
      await key(field('Value of user_id'), 'Escape');
      expect(heard).toEqual([]);
      expect(document.activeElement).toBe(chosen());
      await key(chosen(), 'Escape');
      expect(heard).toEqual(['Escape']);
    } finally {
      document.removeEventListener('keydown', listen);
    }
  });

  it('shows so many rows and no more, and the chosen one wherever it is', async () => {
    const many = dict(Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`key${i}`, int('1')])));
    await panelWith(many);
    await press('Edit');
    expect(rows()).toHaveLength(200);
    await press('+ Add a key');
    expect(rows()).toHaveLength(201);
    expect(field('Key of new')).toBeTruthy();
    expect(expected()).toContain('The browser would refuse it');
    await press(/^Show 200 more of 3,800 hidden values/);
    expect(rows()).toHaveLength(401);
  });

  it('shows what a site has put there as text', async () => {
    const attack = '<img src=x onerror=alert(1)>';
    await panelWith(dict({ [attack]: str(attack) }));
    await press('Edit');
    await choose(/img/);
    expect(field(`Value of ${attack}`).value).toBe(attack);
    await press('Text');
    expect(field(TEXT).value).toContain(attack);
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('the text', () => {
  it('is the same draft', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Value of user_id', '7');
    await press('Text');
    expect(field(TEXT).value).toBe("{'cart': ['tea'], 'theme': 'dark', 'user_id': 7}");
    await type(TEXT, "{'pair': (1, 2), 'raw': b'\\x00'}");
    await press('Tree');
    expect(rows()).toEqual(['▸pair(1, 2)tuple', "rawb'\\x00'bytes"]);
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toEqual(
      dict({
        pair: { type: 'tuple', items: [int('1'), int('2')] },
        raw: { type: 'bytes', bytes: new Uint8Array([0]) },
      }),
    );
  });

  it('with a fault says where it is, and stays as it was typed', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await press('Text');
    await type(TEXT, "{'a': 1,\n 'b': oops}");
    expect(alerts()).toMatch(/✗ Line 2, column 7: /);
    expect(field(TEXT).getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('mark')?.textContent).toBe('o');
    expect(canReview()).toBe(false);
    await press(/Line 2, column 7/);
    expect(field(TEXT).selectionStart).toBe(15);
    await press('Tree');
    expect(screen.queryByRole('treegrid')).toBeNull();
    await press('Fix it');
    expect(field(TEXT).value).toContain('oops');
  });

  it('with a fault can be given up for the tree as it was last read', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Edit');
    await press('Text');
    await type(TEXT, "{'a': 1}");
    await type(TEXT, "{'a': 1, ");
    await press('Tree');
    await press('back to the tree as it was last read');
    expect(document.activeElement).toBe(chosen());
    expect(field('Value of a').value).toBe('1');
    await press('Text');
    expect(field(TEXT).value).toBe("{'a': 1}");
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toEqual(dict({ a: int('1') }));
  });

  it('is not opened where it is longer than what is read back', async () => {
    const { host } = await panelWith(dict({ raw: { type: 'bytes', bytes: new Uint8Array(MAX_PYTHON / 4) } }));
    await press('Edit');
    await press('Text');
    expect(screen.queryByRole('textbox', { name: TEXT })).toBeNull();
    expect(screen.getByText(/^▲ This payload cannot be shown as text/).parentElement?.textContent).toContain(
      '1,048,576',
    );
    await press('Tree');
    await press('+ Add a key');
    await press('Review…');
    await press('Write cookie');
    expect(payloadOf(host)).toMatchObject({
      entries: [
        ['new', str('')],
        ['raw', { type: 'bytes' }],
      ],
    });
  });

  it('warns of what Flask gives back otherwise', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await press('Text');
    await type(TEXT, "{'a': datetime(2026, 1, 30, 12, 0, 0, 5)}");
    expect(screen.getAllByRole('button', { name: /▲ Line 1, column \d+/ })).not.toEqual([]);
    expect(canReview()).toBe(true);
  });

  it('that is no dict would be an error of the server', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await press('Text');
    await type(TEXT, '[1, 2]');
    expect(expected()).toContain('Flask would respond with status 500');
  });
});

describe('what would come of it', () => {
  it('follows each keystroke: size, cost and verdict', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    const size = () => screen.getByRole('status', { name: 'Size when written' }).textContent;
    expect(size()).toContain('(±0 B)');
    await choose(/^theme/);
    await type('Value of theme', 'darker than ever');
    expect(size()).toMatch(/\(\+\d+ B\)/);
    expect(screen.getByText(/^On the wire: theme takes \d+ bytes \(before: \d+\)\.$/)).toBeTruthy();
    expect(expected()).toBe('✓ Flask would accept it: signed with dev (the current key).');
    await pick(
      'Sign with',
      String((screen.getByRole('option', { name: /^old/ }) as HTMLOptionElement).value),
    );
    expect(expected()).toContain('signed with old (fallback key 1)');
  });

  it('leaves out what a key costs where that takes long', async () => {
    await panelWith(dict({ big: str('x'.repeat(200_000)), theme: str('dark') }));
    await press('Edit');
    expect(screen.queryByText(/^On the wire/)).toBeNull();
    await choose(/^theme/);
    await type('Value of theme', 'light');
    expect(screen.getByText(/^On the wire: not measured/)).toBeTruthy();
    expect(canReview()).toBe(true);
  });

  it('with a timestamp that is kept may be refused', async () => {
    const { host } = await panelWith(SHOPPING, { value: signed(SHOPPING, { timestamp: NOW - 40 * DAY }) });
    await press('Edit');
    expect(expected()).toContain('Flask would accept it');
    await pick('Timestamp', 'kept');
    expect(expected()).toContain('Flask would refuse it: it expired on the server at');
    await press('Review…');
    await press('Write cookie anyway');
    expect(jar(host)?.value).toBe(signed(SHOPPING, { timestamp: NOW - 40 * DAY }));
  });

  it.each([
    ['behind', -120, 0, -120],
    ['ahead', 120, 0, 120],
    ['that may be behind by a little less than the answer took', -30, 29_000, -30],
  ])('is dated by the clock of a server %s, and not in its future', async (_, ahead, waited, dated) => {
    const { host } = await panelWith(SHOPPING, { value: signed(SHOPPING, { timestamp: NOW - 600 }) });
    const date = new Date((NOW + ahead) * 1000).toUTCString();
    const told = setCookie('other=1', { url: `${ORIGIN}/`, time: NOW * 1000, waited, date });
    await settle(() => host.recorder.record(told));
    await press('Make permanent');
    expect(expected()).toContain('✓ Flask would accept it');
    const now = screen.getByRole('option', { name: /^now/ }).textContent ?? '';
    expect(now.includes('by the server’s clock: 2 min')).toBe(Math.abs(ahead) === 120);
    await press('Write cookie');
    const value = jar(host)?.value ?? '';
    expect(read(value)).toMatchObject({ timestamp: { seconds: NOW + dated } });
    // Expires is the browser's to keep.
    expect(jar(host)?.expires).toBe((waited > 0 ? NOW + dated : NOW) + 31 * DAY);
  });

  it.each([
    [['wrong'], 'Your key has not signed the present session'],
    [['wrong', 'old'], 'None of your 2 keys has signed the present session'],
  ])('is not known with the keys %j, none of which has signed the session', async (keys, sentence) => {
    const { host, store } = await panelWith(SHOPPING, {}, keys);
    await press('Edit');
    expect(expected()).toContain(`▲ ${sentence}. If the app signs with another key, it refuses this`);
    expect(expected()).not.toContain('✓');
    await choose(/^theme/);
    await type('Value of theme', 'light');
    await press('Review…');
    expect(screen.queryByRole('button', { name: 'Write cookie' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Write cookie anyway' })).toBeTruthy();
    expect(host.written).toEqual([]);
    await settle(() => store.keyring.add(ORIGIN, [{ name: 'dev', text: 'dev', form: 'text' }]));
    expect(expected()).toContain('✓ Flask would accept it: signed with dev');
    await press('Write cookie');
    expect(verify(jar(host)?.value ?? '', new TextEncoder().encode('dev'))).toBe(true);
  });

  it('without a key is refused, and may be written to see that', async () => {
    const { host, store } = await panelWith(SHOPPING, {}, []);
    const before = jar(host)?.value ?? '';
    await press('Remove theme');
    expect(expected()).toContain('✗ Flask would refuse it: without the secret key it cannot be signed again');
    await press('Write cookie anyway');
    expect(jar(host)?.value.split('.').slice(-2)).toEqual(before.split('.').slice(-2));
    expect(verify(jar(host)?.value ?? '', new TextEncoder().encode('dev'))).toBe(false);
    await press('Undo');
    expect(jar(host)?.value).toBe(before);
    await press('Remove theme');
    await press('Enter the secret key');
    expect(store.view.value).toBe('keys');
    expect(document.activeElement).toBe(field('Secret key'));
  });

  it('that is too large is refused by the browser, and the draft stays', async () => {
    const { host } = await panelWith(SHOPPING);
    const before = jar(host);
    await press('Edit');
    await press('Text');
    const random = seededRandom(5);
    const noise = Array.from({ length: 6000 }, () => below(random, 36).toString(36)).join('');
    await type(TEXT, `{'a': '${noise}'}`);
    expect(expected()).toMatch(/The browser would refuse it: it is [\d,]+ bytes over the limit/);
    await press('Review…');
    await press('Write cookie anyway');
    expect(alerts()).toContain('✗ The browser refused it: Failed to parse or set cookie named "session".');
    expect(jar(host)).toEqual(before);
    await press('Back');
    expect(field(TEXT).value.length).toBeGreaterThan(5000);
  });

  it('refused without a word is said so', async () => {
    const { host } = await panelWith(SHOPPING);
    host.refusal = null;
    await press('Remove theme');
    await press('Write cookie');
    expect(alerts()).toContain('✗ The browser refused it: it gave no reason. Nothing has changed.');
  });
});

describe('the review', () => {
  it('shows old beside new, and Back leads to the draft', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Remove theme');
    const changes = within(screen.getByRole('table', { name: 'What changes' }));
    expect(changes.getByRole('rowheader', { name: /removed\s*theme/ })).toBeTruthy();
    const facts = within(screen.getByRole('table', { name: 'The cookie' }));
    expect(facts.getByRole('row', { name: /^Signed with/ }).textContent).toBe('Signed withdevdev');
    expect(facts.getByRole('row', { name: /^Size/ }).textContent).toMatch(/\d+ bytes\d+ bytes/);
    expect(document.activeElement?.textContent).toContain('Write cookie?');
    await press('Back');
    expect(rows()).toHaveLength(2);
    expect(document.activeElement?.textContent).toBe('Tree');
    expect(host.written).toEqual([]);
    await press('Discard');
    expect(screen.getByRole('tree')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit' }));
    await press('Edit');
    await press('Close');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit' }));
  });

  it('leads to a cookie with everything else as it was', async () => {
    const fields = {
      path: '/shop',
      secure: true,
      sameSite: 'strict',
      expires: NOW + DAY,
      hostOnly: false,
    } as const;
    const { host } = await panelWith(SHOPPING, fields);
    const before = jar(host);
    await press('Remove theme');
    await press('Write cookie');
    const payload = dict({ user_id: int('1042'), cart: { type: 'list', items: [str('tea')] } });
    expect(host.written).toEqual([
      { what: 'write', host: 'localhost', cookie: { ...before, value: signed(payload, { timestamp: NOW }) } },
    ]);
  });

  it.each([
    [null, 31 * DAY],
    [3600, 3600],
  ])('of permanent comes with its Expires, by a setting of %s', async (lifetime, seconds) => {
    const { host, store } = await panelWith(SHOPPING);
    await settle(() => store.settings.change(ORIGIN, { lifetime }));
    await press('Make permanent');
    await press('Write cookie');
    expect(jar(host)?.expires).toBe(NOW + seconds);
    expect(payloadOf(host)).toMatchObject({
      entries: expect.arrayContaining([['_permanent', { type: 'bool', value: true }]]),
    });
    await press('Make volatile');
    await press('Write cookie');
    expect(jar(host)?.expires).toBeNull();
  });
});

describe('the lifetime of an edited session', () => {
  const HOUR = 3600;
  const PERMANENT = dict({ ...VALUES, _permanent: { type: 'bool', value: true } });
  const aged = (age: number) => ({
    value: signed(PERMANENT, { timestamp: NOW - age }),
    expires: NOW - age + HOUR,
  });
  const lifetime = async () => {
    await settle(() => screen.getByRole('tab', { name: 'Lifetime' }).click());
    const table = within(screen.getByRole('table', { name: 'The server’s clock' }));
    const text = table.getByRole('rowheader', { name: 'Lifetime' }).nextElementSibling?.textContent;
    await settle(() => screen.getByRole('tab', { name: 'Payload' }).click());
    return text;
  };

  it('is the one that the server’s own Expires gave away, however often it is edited', async () => {
    const { host } = await panelWith(PERMANENT, aged(1500));
    expect(await lifetime()).toBe('1 h (3600 s), inferred from Expires − timestamp');
    for (const name of ['theme', 'cart']) {
      await press(`Remove ${name}`);
      await press('Write cookie');
      expect(jar(host)?.expires).toBe(NOW - 1500 + HOUR);
      expect(await lifetime()).toBe('1 h (3600 s), inferred from Expires − timestamp before your edit');
    }
    await press('Undo');
    await press('Undo');
    expect(await lifetime()).toBe('1 h (3600 s), inferred from Expires − timestamp');
  });

  it('is inferred anew from what the server writes', async () => {
    const { host } = await panelWith(PERMANENT, aged(1500));
    await press('Remove theme');
    await press('Write cookie');
    await settle(() =>
      host.change(cookie({ value: signed(PERMANENT, { timestamp: NOW }), expires: NOW + 60 })),
    );
    expect(await lifetime()).toBe('1 min (60 s), inferred from Expires − timestamp');
  });

  it('that was only assumed is named before and after', async () => {
    await panelWith(SHOPPING);
    await press('Make permanent');
    expect(screen.getByText(/^Expires is 31 days from now: Flask’s default, assumed here/)).toBeTruthy();
    await press('Write cookie');
    expect(await lifetime()).toContain('31 days (2678400 s), Flask’s default');
    await press('Make volatile');
    await press('Write cookie');
    expect(await lifetime()).toContain('Flask’s default');
  });

  it('makes the Expires of one that is made volatile and permanent again', async () => {
    const { host } = await panelWith(PERMANENT, aged(1500));
    await press('Make volatile');
    expect(screen.queryByText(/^Expires is/)).toBeNull();
    await press('Write cookie');
    await press('Make permanent');
    expect(screen.getByText(/^Expires is 1 h from now: the lifetime inferred/)).toBeTruthy();
    await press('Set the lifetime');
    await settle(() => screen.getByRole('tab', { name: 'Payload' }).click());
    await press('Write cookie');
    expect(jar(host)?.expires).toBe(NOW + HOUR);
  });

  const review = () => within(screen.getByRole('table', { name: 'The cookie' }));
  const expires = () => review().getByRole('row', { name: /^Expires/ }).lastElementChild?.textContent;

  it.each([
    ['is gone', () => [], true],
    // As in Firefox, for a while.
    ['is listed still', (old: Cookie) => [old], false],
  ])('makes a new Expires for one that has expired while it was edited, and %s', async (_, left, isGone) => {
    const { host } = await panelWith(PERMANENT, aged(HOUR - 12));
    const old = jar(host) ?? cookie();
    await press('Remove theme');
    expect(screen.queryByText(/^Expires is/)).toBeNull();
    await settle(() => host.pass(14));
    await settle(() => host.change(...left(old)));
    if (isGone) await press('Keep the draft');
    expect(screen.getByText(/^Expires is 1 h from now: the lifetime inferred/)).toBeTruthy();
    expect(expected()).toContain('✓ Flask would accept it');
    await press('Write cookie');
    expect(jar(host)?.expires).toBe(NOW + 14 + HOUR);
    await press('Undo');
    expect(jar(host)).toBeUndefined();
  });

  it('of a draft that has expired in the review is made anew at the second attempt', async () => {
    const { host, store } = await panelWith(SHOPPING);
    await settle(() => store.settings.change(ORIGIN, { lifetime: 12 }));
    await press('Make permanent');
    await settle(() => host.pass(12));
    await press('Write cookie');
    expect(host.written).toEqual([]);
    expect(alerts()).toContain('✗ Nothing was written: it has expired, and would delete what is there now.');
    await press('Write cookie');
    expect(jar(host)?.expires).toBe(NOW + 12 + 12);
  });

  it('of one whose payload is not permanent ends with its Expires', async () => {
    const { host } = await panelWith(SHOPPING, { expires: NOW + 5 });
    await press('Remove theme');
    expect(expires()).not.toBe('volatile');
    await settle(() => host.pass(5));
    expect(expires()).toBe('volatile');
    await press('Write cookie');
    expect(jar(host)?.expires).toBeNull();
  });

  it('judges a draft, whatever Expires it will have', async () => {
    const { store } = await panelWith(SHOPPING, { value: signed(SHOPPING, { timestamp: NOW - 40 * DAY }) });
    await press('Make permanent');
    await pick('Timestamp', 'kept');
    expect(expected()).toContain('✗ Flask would refuse it: it expired on the server at');
    await settle(() => store.settings.change(ORIGIN, { lifetime: 41 * DAY }));
    expect(expected()).toContain('✓ Flask would accept it');
    expect(screen.getByText(/^Expires is 41 days from now: the lifetime that you have set/)).toBeTruthy();
  });
});

describe('the header of an edited session', () => {
  const header = () => screen.getByRole('region', { name: 'Summary' });

  it('does not take its fallback key for the server’s doing', async () => {
    const { host } = await panelWith(SHOPPING);
    const warning = () => screen.queryByRole('status', { name: 'Signed with a fallback key' });
    await settle(() => host.pass(1));
    await press('Edit');
    await pick('Sign with', screen.getByRole<HTMLOptionElement>('option', { name: /^old/ }).value);
    await choose(/^theme/);
    await type('Value of theme', 'light');
    await press('Review…');
    await press('Write cookie');
    expect(header().textContent).toContain('signed with old (fallback key 1)');
    expect(warning()).toBeNull();
    await settle(() =>
      host.change(cookie({ value: signed(dict({}), { key: 'old', timestamp: host.time / 1000 }) })),
    );
    expect(warning()).toBeTruthy();
  });

  it('without a key says that its signature is no longer good', async () => {
    await panelWith(SHOPPING, {}, []);
    const unchecked = header().textContent;
    expect(unchecked).toContain('Signature not checked');
    await press('Remove theme');
    await press('Write cookie anyway');
    expect(header().textContent).toContain(
      '✗ Refused by Flask, whatever its key: it was edited without a key, and its old signature is no longer valid. Volatile.',
    );
    expect(header().textContent).not.toContain('refuses it after');
    await press('Undo');
    expect(header().textContent).toBe(unchecked);
  });
});

describe('keys that cannot be told apart as they stand', () => {
  const ODD = dict({ '': int('1'), ' t': int('2'), "it's": int('3'), t: int('4') });

  it('are shown in Python’s notation, wherever they are named', async () => {
    const { host } = await panelWith(ODD);
    const pops = screen.getAllByRole('button', { name: /^Remove/ });
    expect(pops.map((pop) => [pop.getAttribute('aria-label'), pop.title])).toEqual([
      ["Remove ''", "session.pop('')"],
      ["Remove ' t'", "session.pop(' t')"],
      ['Remove "it\'s"', 'session.pop("it\'s")'],
      ['Remove t', "session.pop('t')"],
    ]);
    const labels = screen
      .getAllByRole('treeitem')
      .map((item) => item.querySelector('.tree-label')?.textContent);
    expect(labels).toEqual(["''", "' t'", '"it\'s"', 't']);
    await press('Edit');
    expect(rows()).toEqual(["''1int", "' t'2int", '"it\'s"3int', 't4int']);
    await choose(/^' t'/);
    expect(field("Value of ' t'").value).toBe('2');
    expect(grid().getByRole('button', { name: "Remove ' t'" }).title).toBe("session.pop(' t')");
    await press('Close');
    await press("Remove ' t'");
    expect(screen.getByRole('rowheader', { name: /^removed\s*' t'$/ })).toBeTruthy();
    await press('Back');
    expect(screen.getByText(/^On the wire: ' t' took \d+ bytes\.$/)).toBeTruthy();
    await settle(() =>
      host.recorder.record(setCookie(`session=${signed(ODD)}; Path=/`, { url: 'http://localhost:5000/' })),
    );
    await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
    expect(screen.getByRole('row', { name: /session/ }).textContent).toContain(`+'' +' t' +"it's" +t`);
  });
});

describe('a write', () => {
  it('that clears the session removes the cookie, and undone it is there again', async () => {
    const { host } = await panelWith(SHOPPING, { expires: NOW + DAY });
    const before = jar(host);
    await press('Clear');
    expect(expected()).toContain('Flask then deletes its cookie');
    await press('Delete cookie');
    expect(document.activeElement?.textContent).toBe('Undo');
    expect(jar(host)).toBeUndefined();
    expect(screen.getByText(/Gone since/)).toBeTruthy();
    await press('Undo');
    expect(jar(host)).toEqual(before);
    expect(document.activeElement).toBe(screen.getByText('✓ Undone.'));
  });

  it('after another is undone first', async () => {
    const { host } = await panelWith(SHOPPING);
    const before = jar(host);
    for (const name of ['theme', 'cart']) {
      await press(`Remove ${name}`);
      await press('Write cookie');
    }
    expect(screen.getByText('1 earlier write can be undone after it.')).toBeTruthy();
    await press('Undo');
    expect(payloadOf(host)).toMatchObject({
      entries: [
        ['cart', {}],
        ['user_id', {}],
      ],
    });
    await press('Undo');
    expect(jar(host)).toEqual(before);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('is not undone over a change of the server before that is said', async () => {
    const { host } = await panelWith(SHOPPING);
    const before = jar(host);
    await press('Remove theme');
    await press('Write cookie');
    await settle(() => host.change(cookie({ value: signed(dict({ user_id: int('5') })) })));
    await press('Undo');
    expect(host.written).toHaveLength(1);
    expect(screen.getByText(/has since changed the cookie/)).toBeTruthy();
    await press('Back');
    await press('Undo');
    await press('Undo anyway');
    expect(jar(host)).toEqual(before);
  });

  it('that is in force no more is said to be so, and can be undone all the same', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Remove theme');
    await press('Write cookie');
    const written = jar(host) ?? cookie();
    expect(screen.getByText('✓ Written').parentElement?.textContent).toMatch(/at \d\d:15:00/);
    await settle(() => host.change(cookie({ value: signed(dict({ user_id: int('5') })) })));
    expect(screen.getByText(/^Your write of \d\d:15:00 was replaced since\.$/)).toBeTruthy();
    expect(screen.queryByText('✓ Written')).toBeNull();
    await settle(() => host.change());
    expect(screen.getByText(/^The cookie was deleted after your write of \d\d:15:00\.$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    await settle(() => host.change(written));
    expect(screen.getByText('✓ Written')).toBeTruthy();
    await press('Clear');
    await press('Delete cookie');
    expect(screen.getByText('✓ Deleted')).toBeTruthy();
    await settle(() => host.change(written));
    expect(screen.getByText(/^The cookie was set again after you deleted it at \d\d:15:00\.$/)).toBeTruthy();
  });

  it('is not undone once the cookie before it has expired, which would delete the present one', async () => {
    const { host } = await panelWith(SHOPPING, { expires: NOW + 25 });
    await press('Remove theme');
    await press('Write cookie');
    // As Flask does with each response.
    const again = { ...(jar(host) ?? cookie()), expires: NOW + 55 };
    await settle(() => host.change(again));
    await settle(() => host.pass(24));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
    await settle(() => host.pass(1));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(screen.getByText(/^It can no longer be undone: the cookie before it expired on/)).toBeTruthy();
    expect(screen.getByText('✓ Written')).toBeTruthy();
    expect(jar(host)).toEqual(again);
    expect(host.written).toHaveLength(1);
    await press('Dismiss');
    expect(screen.queryByText('✓ Written')).toBeNull();
  });

  it('that was replaced since can be dismissed, with all before it', async () => {
    const { host } = await panelWith(SHOPPING);
    for (const name of ['theme', 'cart']) {
      await press(`Remove ${name}`);
      await press('Write cookie');
    }
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
    await settle(() => host.change(cookie({ value: signed(dict({ user_id: int('5') })) })));
    await settle(() => screen.getByRole('button', { name: 'Dismiss' }).focus());
    await press('Dismiss');
    expect(screen.queryByText(/was replaced since/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Payload' }));
    await press('Remove user_id');
    await press('Delete cookie');
    expect(screen.getByText('✓ Deleted').parentElement?.textContent).not.toContain('earlier write');
  });

  it('is not beside what was said of the undoing of another', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Remove theme');
    await press('Write cookie');
    host.refusal = null;
    host.leftByRefusal = null;
    await press('Undo');
    expect(alerts()).toContain('it gave no reason. ▲ The cookie that was there is gone.');
    expect(alerts()).not.toContain('Nothing has changed');
    host.refusal = undefined;
    await settle(() => host.change(cookie({ value: signed(dict({ user_id: int('5') })) })));
    await press('Clear');
    await press('Delete cookie');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('✓ Deleted')).toBeTruthy();
  });

  it('is made over a session that Flask has but signed anew, as it does to a permanent one', async () => {
    const permanent = (seconds: number) =>
      cookie({ value: signed(SHOPPING, { timestamp: NOW + seconds }), expires: NOW + seconds + DAY });
    const { host } = await panelWith(SHOPPING, permanent(-60));
    await press('Remove theme');
    await settle(() => host.change(permanent(-1)));
    expect(screen.queryByText(/has since changed the cookie/)).toBeNull();
    await press('Write cookie');
    expect(payloadOf(host)).toMatchObject({
      entries: [
        ['cart', {}],
        ['user_id', {}],
      ],
    });
    expect(jar(host)?.expires).toBe(permanent(-1).expires);
    const written = jar(host);
    await settle(() => host.change({ ...(written ?? permanent(0)), httpOnly: false }));
    await press('Undo');
    expect(host.written).toHaveLength(1);
    await settle(() => host.change(written ?? permanent(0)));
    await press('Back');
    await press('Undo');
    expect(jar(host)).toEqual(permanent(-1));
  });

  it('is not made over a change that the panel has not been told of', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Remove theme');
    host.page = pageWith([cookie({ value: signed(dict({ user_id: int('5') })) })]);
    await press('Write cookie');
    expect(host.written).toEqual([]);
    expect(alerts()).toContain('The server or the page has changed the cookie since this draft was started.');
    await press('Keep the draft');
    await press('Write cookie');
    expect(payloadOf(host)).toMatchObject({
      entries: [
        ['cart', {}],
        ['user_id', { digits: '1042' }],
      ],
    });
  });

  it('of what was deleted meanwhile makes the cookie again', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Remove theme');
    await settle(() => host.change());
    expect(alerts()).toContain('The cookie was deleted since this draft was started.');
    await press('Keep the draft');
    await press('Write cookie');
    expect(payloadOf(host)).toMatchObject({
      entries: [
        ['cart', {}],
        ['user_id', {}],
      ],
    });
    await press('Undo');
    expect(jar(host)).toBeUndefined();
  });
});

describe('a draft', () => {
  it('stays while other tabs, views and cookies are looked at', async () => {
    await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Value of user_id', '12a');
    const tab = (name: string) => settle(() => screen.getByRole('tab', { name }).click());
    await tab('Size');
    await tab('Payload');
    await tab('Keys');
    await tab('Cookies');
    await settle(() => list().getByRole('row', { name: /theme/ }).click());
    expect(screen.queryByRole('treegrid')).toBeNull();
    await settle(() =>
      list()
        .getByRole('row', { name: /session/ })
        .click(),
    );
    expect(field('Value of user_id').value).toBe('12a');
  });

  it('of a frame that is gone is not said to be of a deleted cookie, and cannot be written', async () => {
    const { host } = await panelWith(SHOPPING);
    const top = host.page;
    const frame = pageWith([cookie({ value: signed(SHOPPING), domain: 'shop.test' })], {
      url: 'http://shop.test/',
      isTop: false,
    });
    if (top instanceof Error || top.kind !== 'page' || frame.kind !== 'page') throw new Error('no page');
    await settle(() => host.changeAccess({ ...top, hosts: [...top.hosts, ...frame.hosts] }));
    await settle(() =>
      list()
        .getAllByRole('row', { name: /session/ })
        .at(-1)
        ?.click(),
    );
    await press('Remove theme');
    await settle(() => host.changeAccess(top));
    expect(alerts()).toContain('To write the draft, open a page of shop.test again.');
    expect(document.body.textContent).not.toContain('The cookie was deleted');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Write cookie/ }).disabled).toBe(true);
  });

  it('is begun anew from what the server has set meanwhile', async () => {
    const { host } = await panelWith(SHOPPING);
    await press('Edit');
    await choose(/^user_id/);
    await type('Value of user_id', '7');
    await settle(() => host.change(cookie({ value: signed(dict({ user_id: int('5') })) })));
    await press('Start again from the current value');
    expect(rows()).toEqual(['user_id5int']);
    expect(screen.queryByRole('alert', { name: /changed/ })).toBeNull();
  });

  it('cannot be made of a payload that was not read whole', async () => {
    await panelWith(dict({ a: str('x'.repeat(1024 * 1024)) }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Edit' }).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('cannot be made of a cookie that is no session', async () => {
    await panelWith(SHOPPING);
    await settle(() => screen.getByRole('row', { name: /^theme/ }).click());
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});

describe('a value of the record', () => {
  const EARLIER = signed(dict({ user_id: int('1') }), { key: 'forgotten' });

  async function recorded(url: string): Promise<Panel> {
    const panel = await panelWith(SHOPPING, { httpOnly: false }, []);
    const header = `session=${EARLIER}; Path=/`;
    await settle(() => panel.host.recorder.record(setCookie(header, { url })));
    await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
    await settle(() => screen.getByRole('row', { name: /session/ }).click());
    return panel;
  }

  it('is put back as it was, and that can be undone', async () => {
    const { host } = await recorded('http://localhost:5000/');
    const before = jar(host);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await press('Put this value back…');
    expect(screen.getByRole('table', { name: 'What changes' })).toBeTruthy();
    await press('Write cookie');
    expect(jar(host)?.value).toBe(EARLIER);
    expect(screen.getByText('This value is the current one.')).toBeTruthy();
    await press('Undo');
    expect(jar(host)).toEqual(before);
  });

  it('that the server has deleted, and that is older than DevTools, is put back from the entry', async () => {
    const { host } = await panelWith(SHOPPING);
    const old = jar(host) ?? cookie();
    await settle(() => host.change());
    const header = 'session=; Path=/; Max-Age=0';
    await settle(() => host.recorder.record(setCookie(header, { jar: null, before: old })));
    await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
    await settle(() => screen.getByRole('row', { name: /session/ }).click());
    expect(screen.queryByRole('button', { name: 'Put this value back…' })).toBeNull();
    await press('Put the previous value back…');
    await press('Write cookie');
    expect(jar(host)).toEqual(old);
    expect(screen.getByText('The previous value is the current one.')).toBeTruthy();
    expect(screen.getAllByText('✓ Written')).toHaveLength(1);
    await press('Undo');
    expect(jar(host)).toBeUndefined();
  });

  it('that a rejected one left in force is not put back from it', async () => {
    const panel = await panelWith(SHOPPING, {}, []);
    const jarNow = jar(panel.host) ?? null;
    const header = `session=${'x'.repeat(5000)}; Path=/`;
    await settle(() => panel.host.recorder.record(setCookie(header, { jar: jarNow })));
    await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
    await settle(() => screen.getByRole('row', { name: /session/ }).click());
    expect(screen.queryByText(/the previous value/i)).toBeNull();
  });

  it('is the last one of a cookie that is gone, until it is back', async () => {
    const { host } = await panelWith(SHOPPING);
    const old = jar(host) ?? cookie();
    expect(screen.queryByRole('button', { name: 'Put the last value back…' })).toBeNull();
    await settle(() => host.change());
    await press('Put the last value back…');
    expect(screen.getByRole('table', { name: 'The cookie' }).textContent).toContain('no cookie');
    await press('Write cookie');
    expect(jar(host)).toEqual(old);
    expect(screen.queryByText(/Gone since/)).toBeNull();
    expect(screen.queryByText(/the last value/i)).toBeNull();
    await press('Clear');
    await press('Delete cookie');
    // Undo does it.
    expect(screen.queryByRole('button', { name: 'Put the last value back…' })).toBeNull();
  });

  it('of another site is put back when its page is open', async () => {
    const { host } = await recorded('http://shop.test/');
    expect(screen.queryByRole('button', { name: /Put this value back/ })).toBeNull();
    expect(screen.getByText('To put this value back, open a page of shop.test in this tab.')).toBeTruthy();
    expect(host.written).toEqual([]);
  });

  it('that was rejected never was in the jar', async () => {
    const panel = await panelWith(SHOPPING, {}, []);
    await settle(() =>
      panel.host.recorder.record(
        setCookie(`session=${'x'.repeat(5000)}; Path=/`, { jar: jar(panel.host) ?? null }),
      ),
    );
    await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
    await settle(() => screen.getByRole('row', { name: /session/ }).click());
    expect(screen.getByRole('heading', { name: 'The cookie that was rejected' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Put this value back/ })).toBeNull();
  });
});
