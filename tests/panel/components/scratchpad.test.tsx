// @vitest-environment happy-dom
/** The scratchpad: what is found in what is pasted, the same view of it, and what needs a site left out. On a fake host. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { MAX_PASTED_TEXT } from '../../../src/cookies/index.ts';
import type { Store } from '../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';
import { DAY, dict, NOW, signed, str } from '../../support/sessions.ts';

const SITE = 'http://localhost:5000';
const VALUE = signed(dict({ user: str('zoë') }));
const OTHER = signed(dict({ user: str('ann') }), { key: 'another' });

const field = () => screen.getByRole('textbox', { name: 'Cookie from elsewhere' }) as HTMLTextAreaElement;
const detail = () => within(screen.getByRole('region', { name: 'Pasted cookie' }));
const text = () => screen.getByRole('region', { name: 'Pasted cookie' }).textContent ?? '';
const show = (name: string) => settle(() => screen.getByRole('tab', { name }).click());

async function paste(pasted: string): Promise<void> {
  await settle(() => {
    field().value = pasted;
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

type Setting = { readonly key?: string; readonly host?: FakeHost };

/** The scratchpad of a page without cookies, with a key of its site's if there is one, and something pasted. */
async function scratchpad(pasted: string, { key, host = new FakeHost() }: Setting = {}): Promise<Store> {
  if (!(host.page instanceof Error) && host.page.kind === 'closed' && host.page.url === 'about:blank')
    host.page = pageWith([]);
  const store = await renderPanel(host);
  if (key !== undefined) {
    await settle(() => store.keyring.add(SITE, [{ name: 'the key', text: key, form: 'text' }]));
  }
  await show('Scratchpad');
  await paste(pasted);
  return store;
}

/** The rows of what was found, as texts of their cells. */
const rows = () =>
  within(screen.getByRole('grid', { name: 'Found cookies' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

/** The value beside a name: the first, where there are several. */
function fact(name: string): string | null | undefined {
  return screen.getAllByRole('rowheader', { name })[0]?.nextElementSibling?.textContent;
}

describe('what is pasted', () => {
  it('is asked for where there is nothing yet', async () => {
    await scratchpad('');
    expect(screen.getByRole('heading', { name: 'Nothing pasted yet' })).toBeTruthy();
    expect(text()).toContain(`verified with the keys of ${SITE}`);
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('holds no cookie: one sentence says so', async () => {
    await scratchpad('nothing to be found here');
    const statuses = screen.getAllByRole('status').map(({ textContent }) => textContent?.trim());
    expect(statuses).toContain(
      '▲ No cookie was found: paste a value, a Cookie or Set-Cookie header, or a curl command.',
    );
    expect(screen.queryByRole('grid')).toBeNull();
    expect(text()).toBe('');
  });

  it('is listed with name, kind and where it is from, the first session selected', async () => {
    await scratchpad(`Cookie: theme=dark; session=${VALUE}; other=${OTHER}`);
    expect(rows()).toEqual([
      ['theme', 'plain', 'Cookie'],
      ['session', 'Flask session', 'Cookie'],
      ['other', 'Flask session', 'Cookie'],
    ]);
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('session');
    expect(screen.getByText('3 cookies, 2 sessions')).toBeTruthy();
    expect(screen.getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
  });

  it('is in no jar: there is no way to change it', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: signed(dict({ user: str('live') })) })]);
    await scratchpad(`Cookie: theme=dark; session=${VALUE}`, { host, key: 'dev' });
    expect(detail().getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
    expect(detail().queryByRole('button', { name: /^(Remove|Edit|Clear|Make)/ })).toBeNull();
  });

  it('is walked with the arrow keys', async () => {
    await scratchpad(`Cookie: theme=dark; session=${VALUE}`);
    const press = (key: string) =>
      settle(() =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
      );
    screen.getByRole('row', { selected: true }).focus();
    await press('ArrowUp');
    expect(document.activeElement).toBe(screen.getByRole('row', { selected: true }));
    expect(document.activeElement?.textContent).toContain('theme');
    expect(text()).toContain('dark');
    await press('End');
    expect(document.activeElement?.textContent).toContain('session');
    await press('x');
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('session');
  });

  it('keeps the one that was chosen while it is edited, if it is still there', async () => {
    await scratchpad(`Cookie: session=${VALUE}; other=${OTHER}`);
    await settle(() => screen.getByRole('row', { name: /other/ }).click());
    await paste(`Cookie: session=${VALUE}; other=${OTHER}x`);
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('other');
    await paste(`Cookie: session=${VALUE}`);
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('session');
  });

  it('stays while views are switched, goes with a click, and is stored nowhere', async () => {
    const host = new FakeHost();
    await scratchpad(`session=${VALUE}`, { host });
    await show('Keys');
    expect(document.body.textContent).not.toContain(VALUE);
    await show('Scratchpad');
    expect(field().value).toBe(`session=${VALUE}`);
    expect(screen.getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
    expect([...host.memory.stored, ...host.disk.stored]).toEqual([]);
    expect(field().getAttribute('autocomplete')).toBe('off');
    await settle(() => screen.getByRole('button', { name: 'Clear' }).click());
    expect(field().value).toBe('');
    expect(screen.getByRole('heading', { name: 'Nothing pasted yet' })).toBeTruthy();
  });

  it('is another panel’s not', async () => {
    await scratchpad(`session=${VALUE}`);
    document.body.replaceChildren();
    await scratchpad('');
    expect(field().value).toBe('');
  });

  it('of any length is bounded, and says what it leaves out', async () => {
    await scratchpad('x'.repeat(3 * MAX_PASTED_TEXT));
    expect(field().value).toHaveLength(MAX_PASTED_TEXT + 1);
    expect(screen.getByText(/Only the first MiB of the text was read/)).toBeTruthy();
    expect(screen.getByText(/1 cookie is left out: too long for any browser to store/)).toBeTruthy();
    await paste(`a=${'x'.repeat(65_536)}; b=${'x'.repeat(65_537)}`);
    expect(rows()).toEqual([['a', 'plain', 'Cookie']]);
  });

  it('full of markup stays text', async () => {
    await scratchpad('Set-Cookie: <img src=x onerror="document.title=1">; Path=<script>1</script>');
    await show('Raw');
    expect(document.querySelectorAll('img, script')).toHaveLength(0);
    expect(text()).toContain('<script>1</script>');
  });
});

describe('the view of a pasted session', () => {
  it('is verified with the keys of the inspected site, and says so', async () => {
    await scratchpad(`session=${VALUE}`, { key: 'dev' });
    expect(text()).toMatch(/✓ Accepted by Flask: signed with the key/);
    expect(text()).toContain(`Checked with the keys and settings of the inspected site, ${SITE}.`);
    await paste(`session=${OTHER}`);
    expect(text()).toMatch(/✗ Refused by Flask: it was not signed with your key/);
    // Without attributes, nothing is said of its lifetime.
    expect(text()).not.toMatch(/\.\s+\./);
    expect(text()).toContain('ann');
  });

  it('without a key leads to where one is entered', async () => {
    await scratchpad(`session=${VALUE}`);
    expect(text()).toContain('Signature not checked');
    await settle(() => detail().getByRole('button', { name: 'enter the secret key' }).click());
    expect(screen.getByRole('tab', { name: 'Keys', selected: true })).toBeTruthy();
  });

  it('has the nearest miss looked for as a live one has', async () => {
    const asked: string[] = [];
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: VALUE })]);
    host.keySearch = {
      ...host.keySearch,
      nearestMiss: async ({ text: value }) => {
        asked.push(value);
        return null;
      },
    };
    await scratchpad(`session=${OTHER}`, { key: 'dev', host });
    expect(asked).toEqual([OTHER]);
    expect(text()).toContain('No other reading, salt, key derivation or digest of your keys matches');
  });

  it('by its bare value is taken for the site’s session cookie, and says so', async () => {
    const store = await scratchpad(VALUE, { key: 'dev' });
    expect(rows()).toEqual([['no name', 'Flask session', 'value']]);
    expect(text()).toContain(
      'Pasted without a name: assumed to be “session”, the name of this site’s session cookie.',
    );
    await settle(() => store.settings.change(SITE, { cookieName: 'sid' }));
    expect(text()).toContain('assumed to be “sid”');
    await show('Size');
    expect(fact('Browser: name + value')).toBe(`${3 + VALUE.length} of 4,096 bytes`);
  });

  it('says nothing of what needs a jar: whether it is sent, shadowed or stored', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: VALUE }), cookie({ value: VALUE, path: '/admin' })], {
      url: `${SITE}/admin/`,
    });
    await scratchpad(`Set-Cookie: session=${VALUE}; Path=/elsewhere; Domain=other.test; Secure`, { host });
    for (const tab of ['Payload', 'Size', 'Lifetime', 'Signature', 'Raw']) {
      await show(tab);
      expect(text()).not.toMatch(/Not sent|sent together|shadowed|Store|stored:|Partition/);
    }
  });

  it('of a Cookie header has no attributes, and no clock of the browser’s', async () => {
    await scratchpad(`Cookie: session=${VALUE}`);
    expect(text()).not.toMatch(/Volatile|Permanent/);
    expect(text()).toMatch(/\. The server refuses it after/);
    await show('Lifetime');
    expect(text()).toContain('not known: only a Set-Cookie header says');
    expect(text()).toContain('if it uses Flask’s default of 31 days');
    await show('Raw');
    expect(text()).toContain('Only a Set-Cookie header has attributes');
    await show('Size');
    expect(screen.queryByRole('rowheader', { name: 'Werkzeug: whole Set-Cookie' })).toBeNull();
    expect(text()).toContain('Werkzeug counts the whole Set-Cookie');
  });

  it('of a Set-Cookie header has its attributes, its size and its lifetime by them', async () => {
    const expires = new Date((NOW - 60 + 2 * DAY) * 1000).toUTCString();
    const line = `session=${VALUE}; Expires=${expires}; HttpOnly; Path=/x; Foo=1; Path=; Max-Age=x`;
    await scratchpad(`Set-Cookie: ${line}`);
    expect(text()).toContain('Permanent; the server refuses it after');
    await show('Raw');
    expect(fact('Expires')).toBe(expires);
    expect(fact('HttpOnly')).toBe('yes');
    expect(fact('Foo')).toBe('1 – no effect: this browser does not know it');
    expect(fact('Max-Age')).toBe('x – no effect: it cannot be read');
    expect(
      screen.getAllByRole('rowheader', { name: 'Path' }).map((th) => th.nextElementSibling?.textContent),
    ).toEqual([
      '/x – no effect: it is repeated, and the last one counts',
      'empty – no effect: it cannot be read',
    ]);
    await show('Size');
    expect(fact('Werkzeug: whole Set-Cookie')).toBe(`${line.length - 1} of 4,093 bytes`);
    await show('Lifetime');
    expect(text()).toContain('2 days (172800 s), inferred from Expires − timestamp');
  });

  it('with a Max-Age says from when it counts, or that it deletes', async () => {
    await scratchpad(`Set-Cookie: session=${VALUE}; Max-Age=3600`);
    await show('Lifetime');
    expect(fact('Lifetime')).toBe('permanent: 3,600 seconds from when it was received (Max-Age)');
    await paste(`Set-Cookie: session=${VALUE}; Max-Age=0`);
    expect(fact('Lifetime')).toBe('none: this Max-Age deletes the cookie');
    await paste(`Set-Cookie: session=${VALUE}`);
    expect(fact('Lifetime')).toBe('volatile: until the browser closes');
  });

  it('that is none says why', async () => {
    await scratchpad('no*session.x.y');
    expect(text()).toContain('▲ Not a Flask session: the payload is not base64');
    expect(text()).toContain('Character 3 of 14');
  });
});

describe('where no site is inspected', () => {
  it('nothing is claimed of one', async () => {
    const host = new FakeHost();
    host.page = { kind: 'closed', url: 'chrome://settings/' };
    await scratchpad(VALUE, { host });
    expect(screen.getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
    expect(text()).toContain('No site is inspected, so there are no keys to verify it with');
    expect(text()).toContain('assumed to be “session”, Flask’s default name');
    for (const tab of ['Lifetime', 'Signature']) {
      await show(tab);
      expect(text()).not.toMatch(/null|about:blank|for all of|Keys and parameters/);
    }
    await settle(() => screen.getByRole('button', { name: 'Copy as' }).click());
    expect(screen.queryByRole('menuitem', { name: /curl/ })).toBeNull();
  });
});

describe('copying from it', () => {
  async function copied(pasted: string, name: RegExp): Promise<string | undefined> {
    const host = new FakeHost();
    host.page = pageWith([], { url: `${SITE}/page?a=1#b` });
    await scratchpad(pasted, { host });
    await settle(() => screen.getByRole('button', { name: 'Copy as' }).click());
    await settle(() => screen.getByRole('menuitem', { name }).click());
    return host.copied[0];
  }

  it.each<[string, RegExp, string]>([
    [`theme=dark; session="${VALUE}"`, /^Value/, `"${VALUE}"`],
    [VALUE, /^Cookie:/, `Cookie: session=${VALUE}`],
    [VALUE, /^Set-Cookie: header, no attributes/, `Set-Cookie: session=${VALUE}`],
    [`session=${VALUE}`, /curl/, `curl --header 'Cookie: session=${VALUE}' --url '${SITE}/page?a=1'`],
    [
      `set-cookie:session=${VALUE};Secure;Foo=1;path=/`,
      /^Set-Cookie: header/,
      `Set-Cookie: session=${VALUE}; Secure; Foo=1; path=/`,
    ],
  ])('%j as %s', async (pasted, name, expected) => {
    expect(await copied(pasted, name)).toBe(expected);
  });

  it('as a bug report lets nothing through that is behind a semicolon', async () => {
    const report = await copied(`Set-Cookie: session=${VALUE}; hidden secret; Path=/`, /Bug report/);
    expect(report).toMatch(/^Set-Cookie: session=<\d+>\.<6>\.<27>; <13>; Path=\/\n/);
    expect(report).not.toContain('secret');
  });

  it('as a bug report of a value claims no attributes', async () => {
    const report = await copied(VALUE, /Bug report/);
    expect(report).toMatch(/^Cookie: session=<\d+>\.<6>\.<27>\n\d+ of 4,096 bytes of name and value\.\n/);
  });

  it('is refused as a header where a control character is in it', async () => {
    expect(await copied('{"Cookie": "a=1\\u000ax: y"}', /^Cookie:/)).toBeUndefined();
    expect(screen.getByText(/✗ Not copied: it contains a control character/)).toBeTruthy();
  });
});
