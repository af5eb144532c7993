/** The user's list of keys: of several searches, only the last one's result counts. With searches that answer when the test says so. */
import { describe, expect, it } from 'vitest';
import type { KeySearch, ListProgress, ListResult } from '../../../src/panel/search/key-search.ts';
import { keyListOf } from '../../../src/panel/store/key-list.ts';
import { createStore } from '../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { dict, signed } from '../../support/sessions.ts';

const NOT_FOUND: ListResult = { outcome: 'not-found', keysTried: 3, skipped: 0 };
const FOUND: ListResult = { outcome: 'found', key: new Uint8Array([1]), line: 'x' };

type Search = {
  isStopped: boolean;
  readonly tell: (progress: ListProgress) => void;
  readonly end: (result: ListResult) => Promise<void>;
};

async function started() {
  const host = new FakeHost();
  const searches: Search[] = [];
  const tryList: KeySearch['tryList'] = (_, tell) => {
    let resolve: (result: ListResult) => void = () => undefined;
    const result = new Promise<ListResult>((done) => {
      resolve = done;
    });
    const search: Search = {
      isStopped: false,
      tell,
      end: async (ending) => {
        resolve(ending);
        await result;
      },
    };
    searches.push(search);
    return {
      result,
      stop: () => {
        search.isStopped = true;
      },
    };
  };
  host.keySearch = { ...host.keySearch, tryList };
  host.page = pageWith([cookie({ value: signed(dict({})) })]);
  const store = createStore(host);
  await store.page.refresh();
  const [entry] = store.page.entries.value;
  if (!entry) throw new Error('there is no cookie');
  const list = keyListOf(store);
  const start = (name: string): Search => {
    list.start(new File(['a\nb\nc\n'], name), entry);
    const search = searches.at(-1);
    if (!search) throw new Error('nothing was searched');
    return search;
  };
  return { list, start };
}

describe('a search', () => {
  it('is shown while it goes on, and then its result', async () => {
    const { list, start } = await started();
    const search = start('keys.txt');
    const progress = { done: 2, total: 6, keysTried: 1 };
    search.tell(progress);
    expect(list.current.value).toMatchObject({ state: 'trying', fileName: 'keys.txt', progress });
    await search.end(NOT_FOUND);
    expect(list.current.value).toMatchObject({ state: 'done', fileName: 'keys.txt', result: NOT_FOUND });
  });

  it('is stopped by a newer one, and neither its progress nor its result is shown', async () => {
    const { list, start } = await started();
    const older = start('older.txt');
    const newer = start('newer.txt');
    expect([older.isStopped, newer.isStopped]).toEqual([true, false]);
    older.tell({ done: 6, total: 6, keysTried: 3 });
    await older.end(FOUND);
    expect(list.current.value).toMatchObject({
      state: 'trying',
      fileName: 'newer.txt',
      progress: { done: 0 },
    });
    await newer.end(NOT_FOUND);
    expect(list.current.value).toMatchObject({ state: 'done', fileName: 'newer.txt', result: NOT_FOUND });
  });

  it('is stopped when it is cleared, and nothing of it is shown any more', async () => {
    const { list, start } = await started();
    const search = start('keys.txt');
    list.clear();
    expect(search.isStopped).toBe(true);
    search.tell({ done: 6, total: 6, keysTried: 3 });
    await search.end(FOUND);
    expect(list.current.value).toEqual({ state: 'idle' });
  });
});
