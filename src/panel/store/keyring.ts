/** Each site's secret keys: the current one and its fallbacks. In memory; on disk only those that the user wants there. One concern of the store. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { readSecretKey, type SecretKey, type SecretKeyForm } from '../../keys/index.ts';
import type { Host } from '../host.ts';
import { createStoredItems } from './stored-items.ts';

/** A key of a site. The first of a site is its `SECRET_KEY`, the others are its `SECRET_KEY_FALLBACKS` in order. */
export type KeyringKey = SecretKey & {
  /** Random: it says nothing of the key. */
  readonly id: string;
  readonly name: string;
  /** Kept on this computer, and not only until the browser closes. */
  readonly isRemembered: boolean;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
};

export type NewKey = { readonly name: string; readonly text: string; readonly form: SecretKeyForm };

export type KeyringConcern = {
  /** What is stored has been read. */
  readonly ready: Promise<void>;
  /** Every site with keys. */
  readonly sites: ReadonlySignal<ReadonlyMap<string, readonly KeyringKey[]>>;
  /** Current first. Reads a signal. */
  keysOf(origin: string): readonly KeyringKey[];
  /** Puts keys behind those that the site has, in memory only; a text that cannot be read in its form is left out. */
  add(origin: string, keys: readonly NewKey[]): void;
  rename(origin: string, id: string, name: string): void;
  /** Reads the key's text in another form; false, and nothing changed, if it cannot be read so. */
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
  /** Why the browser could not keep or give back a key; null when it could. */
  readonly problem: ReadonlySignal<string | null>;
};

/** A key as it is stored; `rank` is its place among the site's keys, over both storage areas. */
type StoredKey = Omit<KeyringKey, 'bytes' | 'isRemembered'> & { readonly rank: number };

/** Keys of one site; a session is checked with each of them. */
export const MOST_KEYS = 100;
const LONGEST_NAME = 100;

export function createKeyring(host: Pick<Host, 'memory' | 'disk' | 'now'>): KeyringConcern {
  const problem: Signal<string | null> = signal(null);
  const inMemory = createStoredItems(host.memory, 'keys', parseKeys, problem);
  const onDisk = createStoredItems(host.disk, 'keys', parseKeys, problem);

  const sites = computed(() => {
    const origins = new Set([...inMemory.all.value.keys(), ...onDisk.all.value.keys()]);
    return new Map(Array.from(origins, (origin) => [origin, ringOf(origin)] as const));
  });
  const ringOf = (origin: string): KeyringKey[] =>
    [
      ...(inMemory.all.value.get(origin) ?? []).map((key) => ({ key, isRemembered: false })),
      ...(onDisk.all.value.get(origin) ?? []).map((key) => ({ key, isRemembered: true })),
    ]
      .sort((a, b) => a.key.rank - b.key.rank)
      .flatMap(({ key, isRemembered }) => readable(key, isRemembered));

  const keysOf = (origin: string): readonly KeyringKey[] => sites.value.get(origin) ?? NO_KEYS;

  const replace = (origin: string, keys: readonly KeyringKey[]): void => {
    const stored = keys.map(({ bytes: _bytes, isRemembered, ...key }, rank) => ({
      isRemembered,
      key: { ...key, rank },
    }));
    for (const [items, isRemembered] of [
      [inMemory, false],
      [onDisk, true],
    ] as const) {
      const kept = stored.filter((each) => each.isRemembered === isRemembered).map(({ key }) => key);
      const before = items.all.peek().get(origin);
      if (kept.length > 0 || before) items.set(origin, kept.length > 0 ? kept : null);
    }
  };
  const change = (origin: string, id: string, changed: (key: KeyringKey) => KeyringKey): void =>
    replace(
      origin,
      keysOf(origin).map((key) => (key.id === id ? changed(key) : key)),
    );

  return {
    ready: Promise.all([inMemory.ready, onDisk.ready]).then(() => undefined),
    sites,
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
            addedAt: host.now(),
          },
        ];
      });
      const append = (): void => replace(origin, [...keysOf(origin), ...added].slice(0, MOST_KEYS));
      inMemory.whenReady(() => onDisk.whenReady(append));
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
    async forgetAll() {
      await Promise.all([inMemory.clear(), onDisk.clear()]);
    },
    problem,
  };
}

const NO_KEYS: readonly KeyringKey[] = [];

function readable({ rank: _rank, ...key }: StoredKey, isRemembered: boolean): KeyringKey[] {
  const reading = readSecretKey(key.text, key.form);
  return reading.ok ? [{ ...key, ...reading.key, isRemembered }] : [];
}

const FORMS: ReadonlySet<unknown> = new Set<SecretKeyForm>(['text', 'literal', 'hex', 'base64']);

function parseKeys(stored: unknown): readonly StoredKey[] | null {
  return Array.isArray(stored) && stored.every(isStoredKey) ? stored.slice(0, MOST_KEYS) : null;
}

function isStoredKey(stored: unknown): stored is StoredKey {
  if (typeof stored !== 'object' || stored === null) return false;
  const { id, name, text, form, addedAt, rank } = stored as Record<string, unknown>;
  return (
    [id, name, text].every((value) => typeof value === 'string') &&
    [addedAt, rank].every((value) => typeof value === 'number') &&
    FORMS.has(form)
  );
}
