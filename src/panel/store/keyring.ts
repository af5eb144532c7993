/** Each site's secret keys: the current one and its fallbacks. In memory; on disk only those that the user wants to store. One concern of the store. */
import type { ReadonlySignal } from '@preact/signals';
import { readSecretKey, type SecretKeyForm } from '../../keys/index.ts';
import type { Host } from '../host.ts';
import { createStoredKeys, type KeyringKey } from './stored-keys.ts';

export type NewKey = { readonly name: string; readonly text: string; readonly form: SecretKeyForm };

export type KeyringConcern = {
  /** The stored keys have been read. */
  readonly ready: Promise<void>;
  /** Every site with keys. */
  readonly sites: ReadonlySignal<ReadonlyMap<string, readonly KeyringKey[]>>;
  /** Current first. Reads a signal. */
  keysOf(origin: string): readonly KeyringKey[];
  /** Adds keys after the site's existing ones, in memory only; a text that cannot be read in its form is left out. */
  add(origin: string, keys: readonly NewKey[]): void;
  rename(origin: string, id: string, name: string): void;
  /** Reads the key's text in another form; false, with nothing changed, if it cannot be read in that form. */
  readAs(origin: string, id: string, form: SecretKeyForm): boolean;
  /** Towards the current key (-1) or away from it (1). */
  move(origin: string, id: string, step: -1 | 1): void;
  /** Puts a key before all others. */
  makeCurrent(origin: string, id: string): void;
  /** Puts these keys before the site's others, in this order. */
  putFirst(origin: string, ids: readonly string[]): void;
  remember(origin: string, id: string, isRemembered: boolean): void;
  forget(origin: string, id: string): void;
  /** Forgets every key of every site, wherever it is stored. Rejects with the browser's reason. */
  forgetAll(): Promise<void>;
  /** Why the browser could not save or read a key; null if it could. */
  readonly problem: ReadonlySignal<string | null>;
};

/** The most keys of one site; a session is checked with each of them. */
export const MOST_KEYS = 100;
const LONGEST_NAME = 100;

/** Every site's keys. They are read from both storages at once; until then a site has none (`ready`). */
export function createKeyring(host: Pick<Host, 'memory' | 'disk' | 'now'>): KeyringConcern {
  const stored = createStoredKeys(host);
  const keysOf = (origin: string): readonly KeyringKey[] => stored.sites.value.get(origin) ?? NO_KEYS;

  /** Keys whose position has changed were moved now. */
  const replace = (origin: string, keys: readonly KeyringKey[]): void => {
    const before = keysOf(origin);
    const placedAt = host.now();
    stored.replace(
      origin,
      keys.map((key, index) => (before[index]?.id === key.id ? key : { ...key, placedAt })),
    );
  };
  const change = (origin: string, id: string, changed: (key: KeyringKey) => KeyringKey): void =>
    replace(
      origin,
      keysOf(origin).map((key) => (key.id === id ? changed(key) : key)),
    );

  return {
    ready: stored.ready,
    sites: stored.sites,
    keysOf,
    add(origin, keys) {
      const added = keys.flatMap(({ name, text, form }) => {
        const reading = readSecretKey(text, form);
        if (!reading.ok) return [];
        const { key } = reading;
        return [
          {
            ...key,
            id: crypto.randomUUID(),
            name: name.slice(0, LONGEST_NAME),
            isRemembered: false,
            placedAt: host.now(),
          },
        ];
      });
      const append = (): void => replace(origin, [...keysOf(origin), ...added].slice(0, MOST_KEYS));
      stored.whenReady(append);
    },
    rename: (origin, id, name) =>
      change(origin, id, (key) => ({ ...key, name: name.slice(0, LONGEST_NAME) })),
    readAs(origin, id, form) {
      const key = keysOf(origin).find((each) => each.id === id);
      const reading = key && readSecretKey(key.text, form);
      if (!reading?.ok) return false;
      change(origin, id, (before) => ({ ...before, ...reading.key }));
      return true;
    },
    move(origin, id, step) {
      const keys = [...keysOf(origin)];
      const index = keys.findIndex((key) => key.id === id);
      const [key] = keys.splice(index, 1);
      if (index < 0 || !key) return;
      keys.splice(Math.max(0, index + step), 0, key);
      replace(origin, keys);
    },
    makeCurrent(origin, id) {
      const keys = keysOf(origin);
      replace(origin, [...keys.filter((key) => key.id === id), ...keys.filter((key) => key.id !== id)]);
    },
    putFirst(origin, ids) {
      const keys = keysOf(origin);
      const first = ids.flatMap((id) => keys.find((key) => key.id === id) ?? []);
      replace(origin, [...first, ...keys.filter((key) => !first.includes(key))]);
    },
    remember: (origin, id, isRemembered) => change(origin, id, (key) => ({ ...key, isRemembered })),
    forget: (origin, id) =>
      replace(
        origin,
        keysOf(origin).filter((key) => key.id !== id),
      ),
    forgetAll: stored.clear,
    problem: stored.problem,
  };
}

const NO_KEYS: readonly KeyringKey[] = [];
