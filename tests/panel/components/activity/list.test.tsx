// @vitest-environment happy-dom
/** The list of the activity as a user meets it: what each row says, the keyboard, the filter, and what stands where nothing is. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { NewEntry } from '../../../../src/messaging/recording.ts';
import type { Outcome } from '../../../../src/trail/index.ts';
import { FakeHost, pageWith } from '../../../support/fake-host.ts';
import { changed, RECORDED, setCookie, unread } from '../../../support/recorded.ts';
import {
  cells,
  choose,
  chooseOutcome,
  filterBy,
  hostRecording,
  key,
  renderActivity,
  rows,
} from '../../../support/render-activity.tsx';
import { settle } from '../../../support/render-panel.tsx';
import { dict, signed, str } from '../../../support/sessions.ts';

const session = (entries: Record<string, string>, signedWith = 'dev') =>
  signed(dict(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, str(text)]))), {
    key: signedWith,
  });
const login = (value: string) =>
  setCookie(`session=${value}; HttpOnly; Path=/`, {
    method: 'POST',
    url: 'http://localhost:5000/login?next=%2F',
    status: 302,
  });
/** Whether a third party's cookie is stored is a setting. */
const thirdParty = { url: 'https://elsewhere.test/', page: 'https://shop.test/' };
const names = () => rows().map((row) => cells(row)[1]);

describe('a row', () => {
  it('says what became of a Set-Cookie, what it changed, by how much, and by which request', async () => {
    const [first, second] = [
      session({ user: 'zoë', theme: 'dark' }),
      session({ user: 'ann', cart: 'a tea pot' }),
    ];
    await renderActivity(hostRecording(login(first), login(second)));
    const [, cookie, outcome, changes, size, , request] = cells(rows()[1]);
    expect([cookie, outcome]).toEqual(['session', 'replaced']);
    expect(changes).toBe('−theme ~user +cart');
    const growth = second.length - first.length;
    expect(size).toBe(`${growth > 0 ? '+' : '−'}${Math.abs(growth)} B`);
    expect(request).toBe('POST /login?next=%2F 302');
  });

  it('says of a first session which keys it holds, and of a plain cookie nothing', async () => {
    await renderActivity(hostRecording(login(session({ user: 'zoë' })), setCookie('theme=dark')));
    expect(cells(rows()[0])[3]).toBe('+user');
    expect(cells(rows()[1])[3]).toBe('');
  });

  it('tells who signed it, by the site’s keys, as they are now', async () => {
    const store = await renderActivity(
      hostRecording(
        login(session({ user: 'zoë' })),
        login(session({ user: 'zoë' }, 'another')),
        setCookie('theme=dark'),
      ),
    );
    const keys = () => rows().map((row) => cells(row)[5]);
    expect(keys()).toEqual(['', '', '']);
    await settle(() =>
      store.keyring.add('http://localhost:5000', [{ name: 'mine', text: 'dev', form: 'text' }]),
    );
    expect(keys()).toEqual(['✓ mine', '✗', '']);
    expect(within(rows()[0] as HTMLElement).getByRole('img', { name: 'signed with mine' })).toBeTruthy();
    expect(
      within(rows()[1] as HTMLElement).getByRole('img', { name: 'signed with none of your keys' }),
    ).toBeTruthy();
  });

  it('names a rejection in its sign', async () => {
    await renderActivity(hostRecording(setCookie(`big=${'x'.repeat(5000)}`), setCookie('small=1; HttpOnly')));
    const sign = (row: number, name: string) =>
      within(rows()[row] as HTMLElement).queryByRole('img', { name });
    expect(sign(0, 'rejected')).toBeTruthy();
    expect(sign(1, 'rejected')).toBeNull();
    expect(sign(1, 'stored')).toBeTruthy();
  });

  const outcomes: Readonly<Record<Outcome, readonly [NewEntry[], string, string, string]>> = {
    stored: [[setCookie('a=1; HttpOnly')], '✓', 'stored', 'stored'],
    replaced: [[setCookie('a=1'), setCookie('a=2; HttpOnly')], '✓', 'replaced', 'replaced'],
    deleted: [[setCookie('a=1'), setCookie('a=; Max-Age=0')], '–', 'deleted', 'deleted'],
    'deletes-nothing': [
      [login(session({ user: 'zoë' })), setCookie('session=; Path=/app; Max-Age=0')],
      ...(['∅', 'no effect: there was no such cookie to delete', 'no effect'] as const),
    ],
    rejected: [[setCookie(`big=${'x'.repeat(5000)}`)], '✗', 'rejected', 'rejected'],
    unknown: [
      [setCookie('framed=1; HttpOnly; Secure; SameSite=None', thirdParty)],
      ...(['?', 'stored or rejected: not known', 'not known'] as const),
    ],
  };
  it.each(Object.entries(outcomes))(
    'has a sign and a word for: %s',
    async (_, [entries, shape, name, word]) => {
      await renderActivity(hostRecording(...entries));
      const row = rows().at(-1);
      expect(within(row as HTMLElement).getByRole('img', { name }).textContent).toBe(shape);
      expect(cells(row)[2]).toBe(word);
    },
  );

  it('has a sign for what is stored and will hurt', async () => {
    await renderActivity(hostRecording(setCookie(`session=${session({ user: 'zoë' })}`)));
    const sign = within(rows()[0] as HTMLElement).getByRole('img', { name: 'stored, with warnings' });
    expect(sign.textContent).toBe('▲');
  });

  it('says of a deletion in the wrong place nothing of what the session held', async () => {
    await renderActivity(
      hostRecording(
        login(session({ user: 'zoë' })),
        setCookie(`session=${session({ user: 'zoë' })}; Path=/app; Max-Age=0`),
      ),
    );
    expect(cells(rows()[1]).slice(1, 6)).toEqual(['session', 'no effect', '', '', '']);
  });

  it('says that no response explains a change, and that a redirect’s headers were not seen', async () => {
    await renderActivity(hostRecording(changed({ name: 'theme' }), unread({ method: 'POST' })));
    expect(cells(rows()[0]).at(-1)).toBe(
      'no response: set by another tab or an extension, or by a response that DevTools have not reported',
    );
    expect(cells(rows()[1]).slice(1, 4)).toEqual([
      'not known',
      'unread',
      'a redirect whose headers the browser did not show',
    ]);
  });

  it('shows hostile names and keys as text, with what cannot be seen in them', async () => {
    const hostile = '<img src>';
    await renderActivity(
      hostRecording(setCookie(`${hostile}=1`), login(session({ 'a\u202eb\u0007': 'x', שלום: 'y' }))),
    );
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(cells(rows()[0])[1]).toBe(hostile);
    // Right-to-left letters keep to themselves, between isolates.
    expect(cells(rows()[1])[3]).toBe(`+'a\\u202eb\\x07' +\u2068שלום\u2069`);
  });
});

describe('many entries', () => {
  const many = (count: number) =>
    hostRecording(...Array.from({ length: count }, (_, index) => setCookie(`c${index}=1; HttpOnly`)));

  it('are all counted, and only the last of them drawn', async () => {
    await renderActivity(many(60));
    expect(screen.getByRole('grid', { name: 'Activity' }).getAttribute('aria-rowcount')).toBe('61');
    expect(rows().length).toBeLessThan(60);
    expect(names().at(-1)).toBe('c59');
    expect(rows().at(-1)?.getAttribute('aria-rowindex')).toBe('61');
  });

  it('are walked to their first by the keyboard', async () => {
    await renderActivity(many(60));
    await key('Home');
    expect(screen.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('2');
    expect(names()[0]).toBe('c0');
    await key('End');
    expect(screen.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('61');
  });
});

describe('the keyboard', () => {
  const three = () => hostRecording(setCookie('a=1'), setCookie('b=1'), setCookie('c=1'));
  const selected = () => cells(screen.queryByRole('row', { selected: true }) ?? undefined)[1];
  const active = () => {
    const id = screen.getByRole('grid', { name: 'Activity' }).getAttribute('aria-activedescendant');
    return id === null ? undefined : cells(document.getElementById(id) ?? undefined)[1];
  };

  it('moves from row to row, and not beyond them', async () => {
    await renderActivity(three());
    expect(active()).toBeUndefined();
    for (const name of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await key(name);
    expect(selected()).toBe('c');
    expect(active()).toBe('c');
    await key('ArrowUp');
    expect(selected()).toBe('b');
    await key('x');
    expect(selected()).toBe('b');
  });

  it('closes the entry with Escape, stays at its row, and opens it again with Enter', async () => {
    await renderActivity(three());
    await choose(rows()[1]);
    await key('Escape');
    expect(screen.queryByRole('region', { name: 'Selected entry' })).toBeNull();
    expect(active()).toBe('b');
    await key('Enter');
    expect(selected()).toBe('b');
    await key('Escape');
    await key('ArrowDown');
    expect(selected()).toBe('c');
  });

  it('keeps Escape from DevTools only while an entry is open', async () => {
    await renderActivity(three());
    const heard: boolean[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.defaultPrevented);
    document.addEventListener('keydown', listen);
    try {
      await choose(rows()[1]);
      await key('Escape');
      expect(heard).toEqual([]);
      await key('Escape');
      expect(heard).toEqual([false]);
    } finally {
      document.removeEventListener('keydown', listen);
    }
  });

  it('has the focus again when the entry is closed by its button', async () => {
    await renderActivity(three());
    await choose(rows()[1]);
    await settle(() => screen.getByRole('button', { name: 'Close the entry' }).click());
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Activity' }));
    expect(active()).toBe('b');
  });
});

describe('the filter', () => {
  const some = () =>
    hostRecording(
      login(session({ user: 'zoë' })),
      setCookie('theme=dark; HttpOnly'),
      setCookie('theme=; Max-Age=0'),
      changed({ name: 'tracking' }),
      unread({ url: 'http://localhost:5000/logout' }),
      setCookie('session=; Path=/app; Max-Age=0'),
      setCookie('framed=1; HttpOnly; Secure; SameSite=None', thirdParty),
    );
  const told = () => screen.getByRole('status', { name: 'What the filter shows' }).textContent;

  it('narrows the list by a text, and says how much that leaves', async () => {
    await renderActivity(some());
    expect(screen.getByText('7 entries')).toBeTruthy();
    await filterBy('theme');
    expect(names()).toEqual(['theme', 'theme']);
    expect(told()).toBe('2 of 7');
  });

  it('narrows the list to sessions', async () => {
    await renderActivity(some());
    await settle(() => screen.getByRole('checkbox', { name: 'Sessions only' }).click());
    expect(names()).toEqual(['session', 'session']);
  });

  it('narrows the list to sessions, among them those whose data are on the server, unsigned', async () => {
    const id = `session=${'x1'.repeat(21)}y; HttpOnly`;
    const store = await renderActivity(
      hostRecording(setCookie(id), setCookie('theme=dark'), setCookie('session=; Max-Age=0')),
    );
    await settle(() =>
      store.keyring.add('http://localhost:5000', [{ name: 'mine', text: 'dev', form: 'text' }]),
    );
    await settle(() => screen.getByRole('checkbox', { name: 'Sessions only' }).click());
    expect(names()).toEqual(['session', 'session']);
    expect(rows().map((row) => cells(row)[5])).toEqual(['', '']);
  });

  it.each([
    ['Stored', ['session', 'theme', 'tracking']],
    ['Deleted', ['theme']],
    ['No effect', ['session']],
    ['Not known', ['framed']],
    ['Not by a response', ['tracking']],
    ['Headers not seen', ['not known']],
  ])('narrows the list by the outcome %s', async (words, expected) => {
    await renderActivity(some());
    await chooseOutcome(words);
    expect(names()).toEqual(expected);
    await chooseOutcome('Any outcome');
    expect(names()).toHaveLength(7);
  });

  it('is undone from where it leaves nothing', async () => {
    await renderActivity(some());
    await filterBy('no such thing');
    expect(screen.getByRole('heading', { name: 'Nothing matches the filter' })).toBeTruthy();
    expect(told()).toBe('0 of 7');
    await settle(() => screen.getByRole('button', { name: 'Show all entries' }).click());
    expect(names()).toHaveLength(7);
  });

  it('is not spoken of when only the record grows', async () => {
    const host = some();
    await renderActivity(host);
    expect(told()).toBe('');
    await filterBy('theme');
    await settle(() => host.recorder.record(setCookie('theme=light')));
    expect(screen.getByText('3 of 8')).toBeTruthy();
    expect(told()).toBe('2 of 7');
  });
});

describe('where there is nothing, or not all', () => {
  it('says that nothing is recorded yet, and what to do', async () => {
    await renderActivity(hostRecording());
    expect(screen.getByRole('heading', { name: 'Nothing recorded yet' })).toBeTruthy();
    expect(screen.getByText(/Reload the page, or log in/)).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('is empty again when it is cleared', async () => {
    await renderActivity(hostRecording(setCookie('a=1')));
    expect(rows()).toHaveLength(1);
    await settle(() => screen.getByRole('button', { name: 'Clear' }).click());
    expect(screen.getByRole('heading', { name: 'Nothing recorded yet' })).toBeTruthy();
  });

  it('says how many entries were dropped and since when the record is whole', async () => {
    const host = hostRecording(setCookie('a=1'));
    await renderActivity(host);
    expect(screen.queryByRole('note')).toBeNull();
    host.recorder.dropped = { count: 1234, until: RECORDED };
    await settle(() => host.recorder.record(setCookie('b=1')));
    expect(screen.getByRole('note').textContent).toMatch(
      /1,234 older entries were dropped: the record is complete from \d\d:14:00/,
    );
  });

  it('says beside the list that a part of it could not be judged', async () => {
    const host = hostRecording(setCookie('a=1'));
    await renderActivity(host);
    await settle(() => host.recorder.record({ ...setCookie('b=1'), request: null } as unknown as NewEntry));
    expect(screen.getByRole('alert').textContent).toMatch(/Not all of the activity could be judged: .*null/);
    expect(names()).toEqual(['a']);
  });

  it('says why the record cannot be judged, in place of an empty list', async () => {
    const host = new FakeHost();
    host.page = pageWith([]);
    host.recorder.follow = () => {
      throw new Error('Extension context invalidated');
    };
    await renderActivity(host);
    expect(screen.getByRole('alert').textContent).toMatch(
      /cannot be judged: Extension context invalidated.*open it again/,
    );
    expect(screen.queryByText('Nothing recorded yet')).toBeNull();
  });
});
