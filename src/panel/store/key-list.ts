/** The user's own list of keys, tried on one cookie. One concern of the store, loaded with its view. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { KeySearch, ListProgress, ListResult, ListSearch } from '../search/key-search.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { Store } from './store.ts';
import type { VerdictsConcern } from './verdicts.ts';

/** `entry`: the cookie it is or was tried on. */
export type KeyListState =
  | { readonly state: 'idle' }
  | {
      readonly state: 'trying';
      readonly entry: CookieEntry;
      readonly fileName: string;
      readonly progress: ListProgress;
    }
  | {
      readonly state: 'done';
      readonly entry: CookieEntry;
      readonly fileName: string;
      readonly result: ListResult;
    };

export type KeyListConcern = {
  readonly current: ReadonlySignal<KeyListState>;
  /** Tries every line of the file; a search under way is stopped. */
  start(file: File, entry: CookieEntry): void;
  stop(): void;
  /** Forgets the result, and stops a search under way. */
  clear(): void;
};

/** The key list of a panel, created on first use: a search goes on while views are switched. */
export function keyListOf(store: Pick<Store, 'keyList' | 'verdicts' | 'host'>): KeyListConcern {
  store.keyList.made ??= createKeyList(store.host.keySearch, store.verdicts);
  return store.keyList.made;
}

function createKeyList(search: KeySearch, verdicts: Pick<VerdictsConcern, 'parametersOf'>): KeyListConcern {
  const current: Signal<KeyListState> = signal({ state: 'idle' });
  let running: ListSearch | null = null;
  return {
    current,
    start(file, entry) {
      running?.stop();
      const about = { entry, fileName: file.name };
      current.value = {
        ...about,
        state: 'trying',
        progress: { done: 0, total: file.size, keysTried: 0 },
      };
      const list = { file, text: entry.text, parameters: verdicts.parametersOf(entry) };
      const started = search.tryList(list, (progress) => {
        if (running === started && current.peek().state === 'trying')
          current.value = { ...about, state: 'trying', progress };
      });
      running = started;
      void started.result.then((result) => {
        if (running === started) current.value = { ...about, state: 'done', result };
      });
    },
    stop: () => running?.stop(),
    clear() {
      running?.stop();
      running = null;
      current.value = { state: 'idle' };
    },
  };
}
