/** Writing: only over what is known to be there at that moment. On a fake host. */
import { describe, expect, it } from 'vitest';
import { cookieId } from '../../../../src/cookies/index.ts';
import { forgetWritings, replaceCookie, undoLast } from '../../../../src/panel/store/editing/writing.ts';
import { createStore } from '../../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';

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
