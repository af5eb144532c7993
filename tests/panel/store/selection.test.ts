/** Which cookie is looked at: the session by itself, what the user chose, and what has gone while it was looked at. */
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { Cookie } from '../../../src/cookies/index.ts';
import { type CookieEntry, entriesOf } from '../../../src/panel/store/cookie-entry.ts';
import { createSelection } from '../../../src/panel/store/selection.ts';
import { cookie } from '../../support/fake-host.ts';
import { dict, signed, str } from '../../support/sessions.ts';

const SESSION = cookie({ name: 'mine', value: signed(dict({ user: str('zoë') })) });
const EXPECTED = cookie({ value: 'none' });
const PLAIN = cookie({ name: 'a', value: '1' });

/** A page whose cookies and place the test changes. */
function pageOf(...cookies: readonly Cookie[]) {
  const host = { host: 'localhost', url: 'http://localhost:5000/', isTop: true, missing: [] };
  let time = 1_000;
  const list = (all: readonly Cookie[], before: readonly CookieEntry[]) =>
    entriesOf([{ ...host, cookies: all }], () => 'session', before);
  const entries = signal<readonly CookieEntry[]>(list(cookies, []));
  const place = signal('here');
  const selection = createSelection({ now: () => time++ }, place, entries);
  return {
    selection,
    place,
    entries,
    show: (...all: readonly Cookie[]) => {
      entries.value = list(all, entries.value);
    },
    choose: (name: string) =>
      selection.select(entries.value.find((entry) => entry.cookie.name === name)?.id ?? 'no such cookie'),
    selected: () => selection.selected.value?.entry.cookie.name ?? null,
    goneSince: () => selection.selected.value?.goneSince ?? null,
  };
}

describe('by itself', () => {
  it.each<[string, readonly Cookie[], string | null]>([
    ['the session', [PLAIN, EXPECTED, SESSION], 'mine'],
    ['else what has a session’s name', [PLAIN, EXPECTED], 'session'],
    ['else none', [PLAIN], null],
  ])('%s is selected', (_, cookies, name) => {
    expect(pageOf(...cookies).selected()).toBe(name);
  });

  it('a session that comes later is selected, where none was', () => {
    const page = pageOf(PLAIN);
    page.show(PLAIN, SESSION);
    expect(page.selected()).toBe('mine');
  });

  it('a session that comes later does not take the place of what was chosen', () => {
    const page = pageOf(PLAIN);
    page.choose('a');
    page.show(PLAIN, SESSION);
    expect(page.selected()).toBe('a');
  });
});

describe('a cookie that is chosen', () => {
  it('is selected; one that is not in the list is not', () => {
    const page = pageOf(PLAIN, SESSION);
    page.choose('a');
    expect([page.selected(), page.goneSince()]).toEqual(['a', null]);
    page.choose('nowhere');
    expect(page.selected()).toBe('a');
  });

  it('is shown with the value that it has got', () => {
    const page = pageOf(SESSION);
    page.show({ ...SESSION, value: '2' });
    expect(page.selection.selected.value).toEqual({ entry: page.entries.value[0], goneSince: null });
  });

  it('lets go of what the one before needed, and of nothing when it is chosen again', () => {
    const page = pageOf(PLAIN, SESSION);
    const release = vi.spyOn(page.entries.value[0] as CookieEntry, 'release');
    page.choose('mine');
    expect(release).not.toHaveBeenCalled();
    page.choose('a');
    expect(release).toHaveBeenCalledTimes(1);
  });
});

describe('a cookie that goes', () => {
  it('stays to be looked at, and says since when it is gone', () => {
    const page = pageOf(PLAIN, SESSION);
    page.show(PLAIN);
    expect([page.selected(), page.goneSince()]).toEqual(['mine', 1_000]);
    page.show();
    expect([page.selected(), page.goneSince()]).toEqual(['mine', 1_000]);
  });

  it('is there again when it comes back', () => {
    const page = pageOf(PLAIN, SESSION);
    page.show(PLAIN);
    page.show(PLAIN, SESSION);
    expect([page.selected(), page.goneSince()]).toEqual(['mine', null]);
    // As the very entry that it was, too.
    const before = page.entries.value;
    page.show(PLAIN);
    page.entries.value = before;
    expect([page.selected(), page.goneSince()]).toEqual(['mine', null]);
  });

  it('is left when another is chosen', () => {
    const page = pageOf(PLAIN, SESSION);
    page.show(PLAIN);
    page.choose('a');
    expect([page.selected(), page.goneSince()]).toEqual(['a', null]);
  });

  it('is left when the panel shows another place', () => {
    const page = pageOf(PLAIN, SESSION);
    page.show(PLAIN, EXPECTED);
    expect(page.selected()).toBe('mine');
    page.place.value = 'there';
    expect([page.selected(), page.goneSince()]).toEqual(['session', null]);
  });

  it('with its whole page is not gone before the tab is somewhere again', () => {
    const page = pageOf(SESSION);
    page.place.value = '';
    page.show();
    expect([page.selected(), page.goneSince()]).toEqual(['mine', null]);
    page.place.value = 'here';
    expect([page.selected(), page.goneSince()]).toEqual(['mine', 1_000]);
  });
});
