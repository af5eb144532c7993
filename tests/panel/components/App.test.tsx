// @vitest-environment happy-dom
/** The panel as a user meets it: empty states, list, detail, selection. Found by role and name, on a fake host. */
import { deflateSync } from 'node:zlib';
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { type Value, write } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { stopwatch } from '../../support/growth.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';

const KEY = new TextEncoder().encode('dev');

/** A minute before the fake host's now. */
const SIGNED = Date.UTC(2026, 10, 21, 1, 14) / 1000;

function session(payload: Record<string, Value>, timestamp = SIGNED): string {
  return write({ type: 'dict', entries: Object.entries(payload) }, KEY, timestamp);
}

const text = (value: string): Value => ({ type: 'str', text: value });

function hostWith(...cookies: Parameters<typeof cookie>[0][]): FakeHost {
  const host = new FakeHost();
  host.page = pageWith(cookies.map(cookie));
  return host;
}

const detail = () => within(screen.getByRole('region', { name: 'Selected cookie' }));

describe('what stands where there is nothing', () => {
  it('says that a browser page is none an extension may see, and which', async () => {
    const host = new FakeHost();
    host.page = { kind: 'closed', url: 'chrome://settings/' };
    await renderPanel(host);
    expect(screen.getByRole('heading').textContent).toBe(
      'This page has no cookies that an extension can read',
    );
    expect(screen.getByText('chrome://settings/')).toBeTruthy();
  });

  it('says that a site has no cookies, and what to do', async () => {
    await renderPanel(hostWith());
    expect(screen.getByRole('heading', { name: 'localhost has no cookies' })).toBeTruthy();
    expect(screen.getByText(/Log in, or do whatever/)).toBeTruthy();
  });

  it('asks for a site without permission, and shows its cookies once it is given', async () => {
    const host = new FakeHost();
    const url = 'https://shop.test/';
    const origins = ['http://shop.test/*', 'https://shop.test/*'];
    host.page = pageWith([], { url, missing: [{ domain: 'shop.test', origins }] });
    const asked: (readonly string[])[] = [];
    host.access = {
      kind: 'ask',
      request: async (wanted) => {
        asked.push(wanted);
        return true;
      },
    };
    await renderPanel(host);
    expect(screen.getByRole('heading').textContent).toBe('No permission to read the cookies of shop.test');
    await settle(() => screen.getByRole('button', { name: 'Allow shop.test' }).click());
    expect(asked).toEqual([origins]);
    await settle(() =>
      host.changeAccess(pageWith([cookie({ name: 'theme', domain: 'shop.test' })], { url })),
    );
    expect(screen.getByRole('row', { name: /theme/ })).toBeTruthy();
  });

  it('asks for the parent domain where only that is missing', async () => {
    const host = new FakeHost();
    const origins = ['http://shop.test/*', 'https://shop.test/*'];
    host.page = pageWith([], { url: 'https://www.shop.test/', missing: [{ domain: 'shop.test', origins }] });
    await renderPanel(host);
    expect(screen.getByRole('heading', { name: 'No cookies of www.shop.test can be seen' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Allow shop.test' })).toBeTruthy();
  });

  it('says so when the site is refused', async () => {
    const host = new FakeHost();
    host.page = pageWith([], {
      url: 'https://shop.test/',
      missing: [{ domain: 'shop.test', origins: ['https://shop.test/*'] }],
    });
    host.access = { kind: 'ask', request: async () => false };
    await renderPanel(host);
    await settle(() => screen.getByRole('button', { name: 'Allow shop.test' }).click());
    expect(screen.getByText('Not allowed: the cookies of shop.test cannot be read.')).toBeTruthy();
  });

  it('links to the extension’s tab where the panel cannot ask', async () => {
    const host = new FakeHost();
    host.page = pageWith([], {
      url: 'https://shop.test/',
      missing: [{ domain: 'shop.test', origins: ['https://shop.test/*'] }],
    });
    host.access = { kind: 'tab', link: (origins) => `/allow?${origins}` };
    await renderPanel(host);
    expect(screen.getByRole('link', { name: 'Allow shop.test' }).getAttribute('href')).toBe(
      '/allow?https://shop.test/*',
    );
  });

  it('says that there is no session among the cookies', async () => {
    await renderPanel(hostWith({ name: 'theme', value: 'dark' }));
    expect(detail().getByRole('heading', { name: 'No Flask session among these cookies' })).toBeTruthy();
  });

  it('keeps what it shows, and says so, when the background cannot be reached', async () => {
    const host = hostWith({ value: session({ user: text('zoë') }) });
    await renderPanel(host);
    host.page = new Error('Could not establish connection');
    await settle(() => screen.getByRole('button', { name: 'Read the cookies again' }).click());
    expect(screen.getByRole('alert').textContent).toMatch(
      /could not be read: Could not establish connection/,
    );
    expect(screen.getByRole('treeitem', { name: /zoë/ })).toBeTruthy();
    host.page = pageWith([cookie({ value: session({ user: text('ann') }) })]);
    await settle(() => screen.getByRole('button', { name: 'Read the cookies again' }).click());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('treeitem', { name: /ann/ })).toBeTruthy();
  });
});

describe('the list', () => {
  it('shows sessions first, then by name, with format, size and expiry', async () => {
    const value = session({ user: text('zoë') });
    await renderPanel(
      hostWith(
        { name: 'theme', value: 'dark', expires: Date.UTC(2027, 0, 30, 12) / 1000 },
        { name: 'a', value: 'é' },
        { value },
      ),
    );
    const rows = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent?.trim()),
      );
    expect(rows.map(([, name]) => name)).toEqual(['session', 'a', 'theme']);
    expect(rows[0]?.slice(2, 5)).toEqual(['Flask', String(value.length + 7), 'volatile']);
    expect(rows[1]?.[3]).toBe('3');
    expect(rows[2]?.slice(2, 5)).toEqual(['plain', '9', '30 Jan 2027']);
    expect(screen.getByText('3 cookies, 1 session')).toBeTruthy();
  });

  it('filters by name, and says how many are shown', async () => {
    await renderPanel(hostWith({ name: 'theme' }, { name: 'tracking' }));
    const filter = screen.getByRole('searchbox') as HTMLInputElement;
    await settle(() => {
      filter.value = 'THEM';
      filter.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(screen.queryByRole('row', { name: /tracking/ })).toBeNull();
    expect(screen.getByText(/1 of\s*2 cookies/)).toBeTruthy();
  });

  it('marks a cookie near the limit with a sign and its words', async () => {
    await renderPanel(hostWith({ name: 'big', value: 'x'.repeat(4000) }, { name: 'small' }));
    expect(
      within(screen.getByRole('row', { name: /big/ })).getByRole('img', { name: '93 bytes left' }),
    ).toBeTruthy();
    expect(within(screen.getByRole('row', { name: /small/ })).queryByRole('img')).toBeNull();
  });

  it('tells same-named cookies apart and which is sent first', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: 'a' }), cookie({ value: 'b', path: '/admin' })], {
      url: 'http://localhost:5000/admin/x',
    });
    await renderPanel(host);
    expect(screen.getByRole('row', { name: /\/admin · sent first/ })).toBeTruthy();
    expect(screen.getByRole('row', { name: /session \/ · shadowed/ })).toBeTruthy();
  });

  it('groups the cookies of a frame under its host', async () => {
    const host = new FakeHost();
    const page = pageWith([cookie({ name: 'mine' })]);
    if (page.kind !== 'page') throw new Error('unreachable');
    const frame = {
      host: '127.0.0.1',
      url: 'http://127.0.0.1:5000/',
      isTop: false,
      cookies: [cookie({ name: 'theirs', domain: '127.0.0.1' })],
      missing: [],
    };
    host.page = { ...page, hosts: [...page.hosts, frame] };
    await renderPanel(host);
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
      expect.stringContaining('Name'),
      expect.stringContaining('mine'),
      '127.0.0.1 in a frame',
      expect.stringContaining('theirs'),
    ]);
  });

  it('is walked with the arrow keys', async () => {
    await renderPanel(hostWith({ name: 'a' }, { name: 'b' }));
    await settle(() => screen.getByRole('row', { name: /^a/ }).click());
    const row = screen.getByRole('row', { selected: true });
    await settle(() => row.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
    expect(screen.getByRole('row', { selected: true }).textContent).toMatch(/^b/);
  });

  it('selects the focused row with Enter', async () => {
    await renderPanel(hostWith({ name: 'a' }, { name: 'b' }));
    const row = screen.getByRole('row', { name: /^a/ });
    expect(row.tabIndex).toBe(0);
    await settle(() => row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
    expect(screen.getByRole('row', { selected: true }).textContent).toMatch(/^a/);
  });

  it('is there at once though every cookie of a host inflates to megabytes', async () => {
    const zeros = Array.from({ length: 2_000_000 }, () => '0').join(',');
    const bomb = `.${deflateSync(`{"zeros":[${zeros}]}`).toString('base64url')}.aAAAAA.${'A'.repeat(27)}`;
    expect(bomb.length).toBeLessThan(8192);
    const host = new FakeHost();
    host.page = pageWith(
      Array.from({ length: 180 }, (_, index) => cookie({ name: `s${index}`, value: bomb })),
    );
    const spent = stopwatch();
    await renderPanel(host);
    // A tenth of it on a quiet machine; decoded whole it would be half a minute, and gigabytes.
    expect(spent()).toBeLessThan(12_000);
    expect(screen.getByText('180 cookies, 180 sessions')).toBeTruthy();
    expect(screen.getByText(/inflates to more than 1024 KiB of JSON/)).toBeTruthy();
    await settle(() => screen.getByRole('treeitem', { name: /zeros/ }).click());
    expect(screen.getAllByRole('treeitem')).toHaveLength(201);
  });

  it('does not decode again what did not change', async () => {
    const values = Array.from({ length: 180 }, (_, index) =>
      session({ n: { type: 'int', digits: String(index) } }),
    );
    const jar = (changed: string) =>
      values.map((value, index) => cookie({ name: `s${index}`, value: index === 7 ? changed : value }));
    const host = new FakeHost();
    host.page = pageWith(jar(values[7] ?? ''));
    const store = await renderPanel(host);
    const before = new Map(store.page.entries.value.map((entry) => [entry.cookie.name, entry.reading]));
    await settle(() => host.change(...jar(session({ changed: text('yes') }))));
    const again = store.page.entries.value.filter((entry) => before.get(entry.cookie.name) !== entry.reading);
    expect(again.map((entry) => entry.cookie.name)).toEqual(['s7']);
  });
});

describe('the selected cookie', () => {
  it('is the first session by itself', async () => {
    await renderPanel(hostWith({ name: 'a' }, { value: session({ user: text('zoë') }) }));
    expect(screen.getByRole('row', { selected: true }).textContent).toMatch(/session/);
    expect(screen.getByRole('treeitem', { name: /user/ }).textContent).toBe("user'zoë'str");
  });

  it('follows a change', async () => {
    const host = hostWith({ value: session({ user: text('zoë') }) });
    await renderPanel(host);
    await settle(() => host.change(cookie({ value: session({ user: text('ann') }) })));
    expect(screen.getByRole('treeitem', { name: /user/ }).textContent).toBe("user'ann'str");
  });

  it('stays to be looked at when it vanishes, says since when, and comes back', async () => {
    const host = hostWith({ value: session({ user: text('zoë') }) });
    await renderPanel(host);
    await settle(() => host.change());
    expect(screen.getByText(/Gone since/).parentElement?.textContent).toMatch(/deleted or has expired/);
    expect(screen.getByRole('treeitem', { name: /user/ })).toBeTruthy();
    expect(screen.queryByRole('row', { name: /^session/ })).toBeNull();
    await settle(() => host.change(cookie({ value: session({ user: text('ann') }) })));
    expect(screen.queryByText(/Gone since/)).toBeNull();
  });

  it('is let go when the page goes to another host', async () => {
    const host = hostWith({ value: session({ user: text('zoë') }) });
    await renderPanel(host);
    await settle(() => host.navigate(pageWith([], { url: 'http://127.0.0.1:5000/' })));
    expect(screen.getByRole('heading', { name: '127.0.0.1 has no cookies' })).toBeTruthy();
  });

  it('says why a cookie called session is none, and where', async () => {
    await renderPanel(hostWith({ value: 'garbage' }));
    await settle(() => screen.getByRole('row', { name: /session/ }).click());
    expect(detail().getByText(/Not a Flask session:$/).parentElement?.textContent).toMatch(
      /Not a Flask session: .*“?\.”?/,
    );
    // There is no '.' up to the end.
    expect(detail().getByText(/At its end:/)).toBeTruthy();
  });

  it('says in words that a cookie has no name, in the list and above its tabs', async () => {
    await renderPanel(hostWith({ name: '', value: 'nameless' }));
    await settle(() => screen.getByRole('row', { name: /^\(no name\) plain 8/ }).click());
    expect(screen.getByRole('heading', { name: /^\(no name\) plain cookie/ })).toBeTruthy();
  });

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    await renderPanel(
      hostWith(
        { name: hostile, value: '<script>1</script>' },
        { value: session({ [hostile]: text(hostile) }) },
      ),
    );
    expect(document.querySelectorAll('img, script')).toHaveLength(0);
    expect(screen.getByRole('treeitem', { name: /onerror/ }).textContent).toContain(hostile);
  });
});
