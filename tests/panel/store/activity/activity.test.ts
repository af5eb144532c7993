/** The activity's concern of the store on a fake host: what it follows, forgets, selects, narrows and verifies. */

import { describe, expect, it, vi } from 'vitest';
import { cookieId } from '../../../../src/cookies/index.ts';
import type { NewEntry } from '../../../../src/messaging/recording.ts';
import { causeText } from '../../../../src/panel/format/happenings.ts';
import { type ActivityConcern, NO_FILTER } from '../../../../src/panel/store/activity/activity.ts';
import { replaceCookie, undoLast } from '../../../../src/panel/store/editing/writing.ts';
import { createStore, type Store } from '../../../../src/panel/store/store.ts';
import { aCookie } from '../../../cookies/cookie.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';
import { changed, RECORDED, setCookie, unread } from '../../../support/recorded.ts';
import { dict, NOW, signed, str } from '../../../support/sessions.ts';

const SITE = 'http://localhost:5000';
const session = (user: string, key = 'dev') => signed(dict({ user: str(user) }), { key });

async function following(...entries: NewEntry[]): Promise<{ host: FakeHost; store: Store }> {
  const host = new FakeHost();
  host.page = pageWith([]);
  host.recorder.record(...entries);
  const store = createStore(host);
  await store.start();
  await told(store, entries.length);
  return { host, store };
}

/** Waits until that many entries are shown: they are judged in several tasks. */
const told = ({ activity }: Store, count: number) =>
  vi.waitFor(() => expect(activity.happenings.value).toHaveLength(count));

const ids = ({ visible }: ActivityConcern) => visible.value.map(({ recorded }) => recorded.id);
const happening = ({ activity }: Store, id: number) => {
  const found = activity.happenings.value.find(({ recorded }) => recorded.id === id);
  if (!found) throw new Error(`no entry ${id}`);
  return found;
};

describe('following the record', () => {
  it('knows what was recorded before the panel was there, and what is recorded then', async () => {
    const { host, store } = await following(setCookie('a=1'), setCookie('b=1'));
    expect(ids(store.activity)).toEqual([1, 2]);
    host.recorder.record(setCookie('c=1'));
    await told(store, 3);
    expect(ids(store.activity)).toEqual([1, 2, 3]);
  });

  it('has nothing before it follows, and nothing once the record is cleared', async () => {
    expect(createStore(new FakeHost()).activity.visible.value).toEqual([]);
    const { host, store } = await following(setCookie('a=1'));
    store.activity.select(1);
    store.activity.clear();
    await told(store, 0);
    expect(store.activity.selected.value).toBeNull();
    host.recorder.record(setCookie('a=2'));
    await told(store, 1);
    // The cookie is still in the jar; the entry that told of it is not.
    expect(happening(store, 2)).toMatchObject({ outcome: 'replaced', step: { before: { entry: null } } });
  });

  it('begins with what was in the jar before the entries, and never with what is there now', async () => {
    const host = new FakeHost();
    host.recorder.jar = [aCookie({ name: 'a', value: 'before', domain: 'localhost', storeId: '' })];
    host.recorder.record(setCookie('a=1; Path=/', { url: 'http://localhost:5000/' }));
    host.recorder.record(setCookie('b=1; Path=/', { url: 'http://localhost:5000/' }));
    const store = createStore(host);
    await store.start();
    await told(store, 2);
    expect(happening(store, 1)).toMatchObject({
      outcome: 'replaced',
      prediction: { previous: { value: 'before' } },
    });
    expect(happening(store, 2)).toMatchObject({ outcome: 'stored' });
  });

  it('tells a change with the response that explains it, not beside it', async () => {
    const { host, store } = await following(changed({ name: 'a', value: '1' }));
    host.recorder.record({ ...setCookie('a=1; Path=/'), explains: 1 } as NewEntry);
    await vi.waitFor(() => expect(ids(store.activity)).toEqual([2]));
  });

  it('lists entries by their time, and compares a late one with what was there then', async () => {
    const { host, store } = await following(
      setCookie('session=a; Path=/', { time: RECORDED }),
      setCookie('session=c; Path=/', { time: RECORDED + 3000 }),
    );
    const tooLarge = `session=${'x'.repeat(4096)}; Path=/`;
    host.recorder.record(setCookie(tooLarge, { time: RECORDED + 1000 }));
    await told(store, 3);
    expect(ids(store.activity)).toEqual([1, 3, 2]);
    expect(happening(store, 3)).toMatchObject({
      outcome: 'rejected',
      step: { before: { entry: { id: 1 } } },
    });
    host.recorder.record(setCookie('session=d; Path=/', { time: RECORDED + 4000 }));
    await told(store, 4);
    expect(happening(store, 4)).toMatchObject({ step: { before: { entry: { id: 2 } } } });
  });

  it('puts a response told late where its change was, and leaves what came after as it is', async () => {
    const changedAt = (value: string, time: number): NewEntry => ({
      ...changed({ name: 'a', value, httpOnly: false }),
      time: RECORDED + time,
    });
    const { host, store } = await following(
      changedAt('0', 0),
      changedAt('slow', 1000),
      changedAt('quick', 2000),
    );
    const slow = setCookie('a=slow; Path=/', { time: RECORDED + 1000 });
    host.recorder.record({ ...slow, explains: 2 } as NewEntry);
    await vi.waitFor(() => expect(ids(store.activity)).toEqual([1, 4, 3]));
    expect(happening(store, 4)).toMatchObject({
      outcome: 'replaced',
      step: { before: { cookie: { value: '0' } } },
    });
    store.activity.show(2);
    expect(store.activity.selected.value).toBe(happening(store, 4));
    host.recorder.record(setCookie('a=; Path=/; Max-Age=0', { time: RECORDED + 3000 }));
    await told(store, 4);
    expect(happening(store, 5)).toMatchObject({
      outcome: 'deleted',
      prediction: { previous: { value: 'quick' } },
    });
  });

  it('judges a long record to its end', async () => {
    const { store } = await following(...Array.from({ length: 300 }, (_, index) => setCookie(`c${index}=1`)));
    expect(store.activity.happenings.value.map(({ recorded }) => recorded.id)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
  });
});

describe('what the panel writes itself', () => {
  /** The fake host's now, in milliseconds. */
  const WRITTEN = NOW * 1000;
  const mine = signed(dict({ user: str('zoë') }));
  const at = (entry: NewEntry, time: number): NewEntry => ({ ...entry, time });

  async function written(...entries: NewEntry[]): Promise<Store> {
    const host = new FakeHost();
    const present = cookie({ value: mine });
    host.page = pageWith([present]);
    const store = createStore(host);
    await store.start();
    const [entry] = store.page.entries.value;
    if (!entry) throw new Error('no entry');
    await replaceCookie(store, { before: present, after: null, host: entry.host });
    host.recorder.record(...entries);
    await told(store, entries.length);
    return store;
  }
  const areOwn = ({ activity }: Store) =>
    activity.happenings.value.map((each) => each.kind === 'change' && each.isOwn);

  it('is known as such: the same cookie, the same outcome, at about that time', async () => {
    const store = await written(
      at(changed({ value: mine }, { removed: true }), WRITTEN + 2000),
      at(changed({ value: mine }, { removed: true }), WRITTEN + 2001),
      at(changed({ value: mine }), WRITTEN),
      at(changed({ value: mine, path: '/app' }, { removed: true }), WRITTEN),
    );
    expect(areOwn(store)).toEqual([false, false, true, false]);
    const [other, , own] = store.activity.happenings.value;
    expect(own?.kind === 'change' && causeText(own)).toBe('removed by Session Lens');
    expect(other?.kind === 'change' && causeText(other)).not.toContain('Session Lens');
  });

  it('is known of what is written and undone', async () => {
    const store = await written();
    const id = store.page.entries.value[0]?.id ?? cookieId(cookie({}));
    await undoLast(store, id, null);
    expect(store.editing.ownWrites.value.map(({ value }) => value)).toEqual([null, mine]);
  });

  it('and what it put an end to, is nothing that the diagnoses look at', async () => {
    const tooLarge = setCookie(`session=${'x'.repeat(4096)}; Path=/`, { time: WRITTEN - 10 });
    const story = [setCookie(`session=${mine}; Path=/`), tooLarge];
    const kinds = ({ activity }: Store) => activity.diagnoses.value.map(({ kind }) => kind);
    const removedAt = (time: number) => at(changed({ value: mine }, { removed: true }), time);
    expect(kinds(await written(...story, removedAt(WRITTEN + 5000)))).toEqual(['rolled-back']);
    expect(kinds(await written(...story, removedAt(WRITTEN)))).toEqual([]);
    const after = await written(...story, removedAt(WRITTEN), at(tooLarge, WRITTEN + 10));
    expect(after.activity.diagnoses.value).toMatchObject([{ kind: 'rolled-back', evidence: [4] }]);
  });
});

describe('an entry that cannot be judged', () => {
  /** No browser tells such a one; whatever else fails in judging fails like it. */
  const poison = () => ({ ...setCookie('poison=1'), request: null }) as unknown as NewEntry;

  it('keeps no other entry from being shown, and is told of', async () => {
    const { host, store } = await following(setCookie('a=1'));
    host.recorder.record(poison());
    await vi.waitFor(() => expect(store.activity.failure.value).toMatch(/null/));
    host.recorder.record(setCookie('b=1'));
    await told(store, 2);
    expect(ids(store.activity)).toEqual([1, 3]);
  });

  it('hides nothing that was judged before it in the same news', async () => {
    const host = new FakeHost();
    host.page = pageWith([]);
    host.recorder.record(setCookie('a=1'), poison());
    const store = createStore(host);
    await store.start();
    await vi.waitFor(() => expect(ids(store.activity)).toEqual([1]));
    expect(store.activity.failure.value).not.toBeNull();
  });
});

describe('selecting', () => {
  it('selects what is there, and nothing else', async () => {
    const { store } = await following(setCookie('a=1'));
    store.activity.select(1);
    expect(store.activity.selected.value?.recorded.id).toBe(1);
    store.activity.select(7);
    expect(store.activity.selected.value).toBeNull();
  });

  it('gives the filter up for an entry that it hides, and for no other', async () => {
    const { store } = await following(setCookie('basket=1'), setCookie('theme=1'));
    const { activity } = store;
    activity.filter.value = { ...NO_FILTER, text: 'basket' };
    activity.show(1);
    expect(ids(activity)).toEqual([1]);
    activity.show(2);
    expect(ids(activity)).toEqual([1, 2]);
    expect(activity.selected.value?.recorded.id).toBe(2);
  });

  it('knows the trail of a cookie: the same place, nothing unread', async () => {
    const { store } = await following(
      setCookie('a=1; Path=/'),
      setCookie('a=2; Path=/admin'),
      unread(),
      setCookie('a=3; Path=/'),
    );
    const trail = store.activity.trailOf(happening(store, 1));
    expect(trail.map(({ recorded }) => recorded.id)).toEqual([1, 4]);
    expect(store.activity.trailOf(happening(store, 3))).toEqual([]);
  });

  it('shows a cookie as it was, of its request’s site; nothing for unread headers', async () => {
    const { store } = await following(
      setCookie(`session=${session('zoë')}`, { url: 'http://shop.test/' }),
      unread(),
    );
    const entry = store.activity.cookieOf(happening(store, 1));
    expect(entry).toMatchObject({ origin: 'http://shop.test', isExpectedSession: true });
    expect(store.activity.cookieOf(happening(store, 2))).toBeNull();
  });
});

describe('the signature of an entry', () => {
  async function withKey(...entries: NewEntry[]) {
    const followed = await following(...entries);
    followed.store.keyring.add(SITE, [{ name: 'mine', text: 'dev', form: 'text' }]);
    await followed.store.keyring.ready;
    return followed;
  }
  const signatureOf = (store: Store, id: number) => store.activity.signatureOf(happening(store, id));

  it('is found among the site’s keys', async () => {
    const { store } = await withKey(setCookie(`session=${session('zoë')}`));
    expect(signatureOf(store, 1)).toMatchObject({ state: 'valid', key: { name: 'mine' } });
  });

  it('is bad when none of them made it', async () => {
    const { store } = await withKey(setCookie(`session=${session('zoë', 'another')}`));
    expect(signatureOf(store, 1)).toEqual({ state: 'bad' });
  });

  it('is not looked for without keys, and follows them', async () => {
    const { store } = await following(setCookie(`session=${session('zoë')}`));
    expect(signatureOf(store, 1)).toEqual({ state: 'no-key' });
    store.keyring.add(SITE, [{ name: 'mine', text: 'dev', form: 'text' }]);
    await store.keyring.ready;
    expect(signatureOf(store, 1)).toMatchObject({ state: 'valid' });
    for (const { id } of store.keyring.keysOf(SITE)) store.keyring.forget(SITE, id);
    expect(signatureOf(store, 1)).toEqual({ state: 'no-key' });
  });

  it('is that of the request’s site: another site’s keys say nothing', async () => {
    const { store } = await withKey(setCookie(`session=${session('zoë')}`, { url: 'http://shop.test/' }));
    expect(signatureOf(store, 1)).toEqual({ state: 'no-key' });
  });

  it('is that of the page where no response explains a change', async () => {
    const { store } = await withKey(changed({ value: session('zoë') }));
    expect(signatureOf(store, 1)).toMatchObject({ state: 'valid' });
  });

  it.each([
    ['a plain cookie', [setCookie('theme=dark')], 1],
    ['headers that were not seen', [unread()], 1],
    ['a deleted session', [setCookie(`session=${session('a')}`), setCookie('session=; Max-Age=0')], 2],
  ] as const)('is none for %s', async (_what, entries, id) => {
    const { store } = await withKey(...entries);
    expect(signatureOf(store, id)).toEqual({ state: 'unsigned' });
  });
});
