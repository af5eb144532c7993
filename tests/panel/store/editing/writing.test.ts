/** Writing: only over what is known to be there at that moment. On a fake host. */
import { describe, expect, it } from 'vitest';
import { cookieId } from '../../../../src/cookies/index.ts';
import { madeOf } from '../../../../src/panel/store/editing/editing.ts';
import {
  forgetWritings,
  isStill,
  MOST_WRITTEN,
  replaceCookie,
  undoLast,
} from '../../../../src/panel/store/editing/writing.ts';
import { createStore } from '../../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';
import { dict, signed, str } from '../../../support/sessions.ts';

const BEFORE = cookie({ value: 'before' });
const AFTER = cookie({ value: 'after' });
const ELSEWHERE = pageWith([], { url: 'http://shop.test/' });

async function started() {
  const host = new FakeHost();
  host.page = pageWith([BEFORE]);
  const store = createStore(host);
  await store.page.refresh();
  const [entry] = store.page.entries.value;
  if (!entry) throw new Error('there is no cookie');
  return { host, store, entry };
}

describe('a write', () => {
  it('is not made where the page cannot be read again', async () => {
    const { host, store, entry } = await started();
    host.page = new Error('the tab is gone');
    const outcome = await replaceCookie(store, { before: BEFORE, after: AFTER, host: entry.host });
    expect(outcome).toEqual({
      outcome: 'refused',
      message: expect.stringContaining('could not be read (the tab is gone)'),
      left: 'not-asked',
    });
    expect(host.written).toEqual([]);
  });

  it.each([
    ['host', ELSEWHERE],
    ['store', { ...pageWith([]), storeId: '1' }],
  ])('is not made over nothing where the page is of another %s', async (_, page) => {
    const { host, store, entry } = await started();
    host.page = page;
    const outcome = await replaceCookie(store, { before: null, after: AFTER, host: entry.host });
    expect(outcome).toEqual({ outcome: 'overtaken' });
    expect(host.written).toEqual([]);
  });

  it.each([
    ['the-same', undefined],
    ['nothing', null],
    ['another', cookie({ value: 'another' })],
    // Firefox lists it for a while.
    ['nothing', cookie({ value: 'before', expires: 1 })],
  ] as const)('that is refused left %s where it left %j', async (left, inPlace) => {
    const { host, store, entry } = await started();
    host.refusal = null;
    host.leftByRefusal = inPlace;
    const outcome = await replaceCookie(store, { before: BEFORE, after: AFTER, host: entry.host });
    expect(outcome).toEqual({ outcome: 'refused', message: 'it gave no reason', left });
  });

  it('whose answer does not arrive says nothing of what is there', async () => {
    const { store, entry } = await started();
    const jar = { ...store.editing.jar, writeCookie: () => Promise.reject(new Error('no answer')) };
    const editing = { ...store.editing, jar };
    const outcome = await replaceCookie(
      { ...store, editing },
      { before: BEFORE, after: AFTER, host: entry.host },
    );
    expect(outcome).toEqual({ outcome: 'refused', message: 'no answer', left: 'unknown' });
  });

  it.each([
    [0, 'not-asked'],
    [1, null],
  ])('of a cookie that expires in %d s is %s', async (seconds, left) => {
    const { host, store, entry } = await started();
    const after = { ...AFTER, expires: host.time / 1000 + seconds };
    const outcome = await replaceCookie(store, { before: BEFORE, after, host: entry.host });
    expect('left' in outcome ? outcome.left : null).toBe(left);
    expect(host.written).toHaveLength(left ? 0 : 1);
  });

  it('over one that has expired leaves nothing when it is undone', async () => {
    const host = new FakeHost();
    const listed = cookie({ value: 'before', expires: host.time / 1000 - 1 });
    host.page = pageWith([listed]);
    const store = createStore(host);
    await store.page.refresh();
    const [entry] = store.page.entries.value;
    if (!entry) throw new Error('there is no cookie');
    await replaceCookie(store, { before: listed, after: AFTER, host: entry.host });
    expect(await undoLast(store, entry.id, AFTER)).toEqual({ outcome: 'written' });
    expect(host.written.at(-1)).toEqual({ what: 'remove', cookie: AFTER, host: 'localhost' });
  });

  it('that is forgotten cannot be undone, and others can', async () => {
    const { host, store, entry } = await started();
    const other = cookie({ name: 'other', value: 'after' });
    await replaceCookie(store, { before: BEFORE, after: AFTER, host: entry.host });
    await replaceCookie(store, { before: null, after: other, host: entry.host });
    forgetWritings(store, entry.id);
    expect(await undoLast(store, entry.id, AFTER)).toEqual({ outcome: 'overtaken' });
    expect(host.written).toHaveLength(2);
    expect([...store.editing.writings.value.keys()]).toEqual([cookieId(other)]);
  });

  it('is undone on its own page only', async () => {
    const { host, store, entry } = await started();
    await replaceCookie(store, { before: BEFORE, after: null, host: entry.host });
    host.page = ELSEWHERE;
    expect(await undoLast(store, entry.id, null)).toEqual({ outcome: 'overtaken' });
    host.page = pageWith([]);
    expect(await undoLast(store, entry.id, null)).toEqual({ outcome: 'written' });
    expect(host.written.at(-1)).toEqual({ what: 'write', cookie: BEFORE, host: 'localhost' });
  });
});

describe('what is remembered of the writes', () => {
  /** Writes of one cookie that can be undone, as the README promises. */
  const MOST = 50;
  const MADE = { isSigned: true, original: { expires: null, timestamp: 1_795_000_000 } };

  /** Writes the numbers from 1 to `count` into a cookie, one after the other. */
  async function writeOften(
    { store, entry }: Awaited<ReturnType<typeof started>>,
    name: string,
    count: number,
  ) {
    const numbered = (n: number) => cookie({ name, value: String(n) });
    for (let n = 1; n <= count; n++) {
      const before = n === 1 ? null : numbered(n - 1);
      const outcome = await replaceCookie(store, { before, after: numbered(n), host: entry.host });
      expect(outcome).toEqual({ outcome: 'written' });
    }
  }

  it('is the last ones of each cookie', async () => {
    const panel = await started();
    await writeOften(panel, 'often', MOST + 2);
    const [writings = []] = panel.store.editing.writings.value.values();
    expect(writings.map(({ after }) => after?.value)).toEqual(
      Array.from({ length: MOST }, (_, index) => String(index + 3)),
    );
  });

  it('is what the editor made, however often another cookie is written', async () => {
    const panel = await started();
    const { store, entry } = panel;
    await replaceCookie(store, { before: BEFORE, after: AFTER, host: entry.host, made: MADE });
    await writeOften(panel, 'other', MOST + 1);
    expect(madeOf(store.editing, AFTER)).toEqual(MADE);
  });

  it('is bounded in all', async () => {
    const panel = await started();
    const { editing } = panel.store;
    const own = { id: 'another', value: 'x', time: 0, made: null };
    editing.ownWrites.value = Array.from({ length: MOST * MOST_WRITTEN }, () => own);
    await writeOften(panel, 'one', 3);
    expect(editing.ownWrites.value).toHaveLength(MOST * MOST_WRITTEN);
    expect(editing.ownWrites.value.slice(-4).map(({ value }) => value)).toEqual(['x', '1', '2', '3']);
  });
});

describe('a place still holds the session', () => {
  const session = (age: number) =>
    signed(dict({ user: str('x') }), { key: 'dev', timestamp: 1_795_000_000 - age });
  const [then, now] = [cookie({ value: session(60), expires: 1 }), cookie({ value: session(0), expires: 2 })];

  it('that was only signed again, as Flask does with a permanent one', () =>
    expect(isStill(now, then)).toBe(true));

  it.each([
    ['is volatile now', { ...now, expires: null }, then],
    ['was volatile then', now, { ...then, expires: null }],
    ['is volatile, which Flask does not sign again', { ...now, expires: null }, { ...then, expires: null }],
    ['differs in another field', { ...now, secure: !then.secure }, then],
  ])('but not if it %s', (_, one, other) => expect(isStill(one, other)).toBe(false));
});
