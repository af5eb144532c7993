/** Writing: only over what is known to be there at that moment. On a fake host. */
import { describe, expect, it } from 'vitest';
import { replaceCookie, undoLast } from '../../../../src/panel/store/editing/writing.ts';
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
