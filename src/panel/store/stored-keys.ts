/** The sites' keys as they are stored: in memory, and on disk those that the user wants to store. It decides nothing about them. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { readSecretKey, type SecretKey, type SecretKeyForm } from '../../keys/index.ts';
import type { Host } from '../host.ts';
import { createStoredItems } from './stored-items.ts';

/** A key of a site. The first of a site is its `SECRET_KEY`, the others are its `SECRET_KEY_FALLBACKS` in order. */
export type KeyringKey = SecretKey & {
  /** Random: it says nothing about the key. */
  readonly id: string;
  readonly name: string;
  /** Stored on this computer, not only until the browser closes. */
  readonly isRemembered: boolean;
  /** When it got its position among the site's keys: milliseconds since 1970. */
  readonly placedAt: number;
};

export type StoredKeys = {
  /** The stored keys have been read. */
  readonly ready: Promise<void>;
  whenReady(task: () => void): void;
  /** Every site with keys, current first. Keys that have not changed stay the same objects. */
  readonly sites: ReadonlySignal<ReadonlyMap<string, readonly KeyringKey[]>>;
  /** Replaces a site's keys; stored items that cannot be read are kept. */
  replace(origin: string, keys: readonly KeyringKey[]): void;
  /** Removes every key of every site, unreadable ones too. Rejects with the browser's reason. */
  clear(): Promise<void>;
  /** Why the browser could not save or read a key; null if it could. */
  readonly problem: ReadonlySignal<string | null>;
};

/** A key as it is stored; `rank` is its position among the site's keys, across both storage areas. */
type StoredKey = Omit<KeyringKey, 'bytes' | 'isRemembered'> & { readonly rank: number };
/** What one storage area holds for a site; `others`: items that are not keys to this version. */
type Kept = { readonly keys: readonly StoredKey[]; readonly others: readonly unknown[] };

const FORM = {
  parse: (stored: unknown): Kept | null => {
    if (!Array.isArray(stored)) return null;
    return { keys: stored.filter(isStoredKey), others: stored.filter((each) => !isStoredKey(each)) };
  },
  format: ({ keys, others }: Kept): unknown => [...keys, ...others],
};

const NOTHING: Kept = { keys: [], others: [] };

export function createStoredKeys(host: Pick<Host, 'memory' | 'disk'>): StoredKeys {
  const inMemory = createStoredItems(host.memory, 'keys', FORM);
  const onDisk = createStoredItems(host.disk, 'keys', FORM);
  const rings = new Map<string, Ring>();

  const sites = computed(() => {
    const origins = new Set([...inMemory.all.value.keys(), ...onDisk.all.value.keys()]);
    const all = new Map<string, readonly KeyringKey[]>();
    for (const origin of origins) {
      const known = rings.get(origin);
      const kept = [
        inMemory.all.value.get(origin) ?? NOTHING,
        onDisk.all.value.get(origin) ?? NOTHING,
      ] as const;
      const ring = known?.memory === kept[0] && known.disk === kept[1] ? known : ringOf(...kept);
      rings.set(origin, ring);
      if (ring.keys.length > 0) all.set(origin, ring.keys);
    }
    return all;
  });

  const store = async (origin: string, keys: readonly KeyringKey[]): Promise<void> => {
    const stored = keys.map(({ bytes: _bytes, isRemembered, ...key }, rank) => ({
      isRemembered,
      key: { ...key, rank },
    }));
    const areas = [
      { items: inMemory, isRemembered: false },
      { items: onDisk, isRemembered: true },
    ].map(({ items, isRemembered }) => {
      const before = items.all.peek().get(origin) ?? null;
      const kept = stored.filter((each) => each.isRemembered === isRemembered).map(({ key }) => key);
      const others = before?.others ?? [];
      const after = kept.length + others.length > 0 ? { keys: kept, others } : null;
      return { items, before, after, more: kept.length - (before?.keys.length ?? 0) };
    });
    for (const { items, after } of areas) items.show(origin, after);
    // A key that moves must be written before it is removed: the browser may refuse to store it.
    const [gaining, losing] = areas.sort((a, b) => b.more - a.more);
    if (!gaining || !losing) return;
    const isMove = gaining.more > 0 && losing.more < 0;
    const isStored = await (gaining.before || gaining.after ? gaining.items.save(origin) : true);
    if (isStored || !isMove) {
      if (losing.before || losing.after) await losing.items.save(origin);
    } else {
      for (const { items, before } of areas) items.show(origin, before);
    }
  };

  return {
    ready: Promise.all([inMemory.ready, onDisk.ready]).then(() => undefined),
    whenReady: (task) => inMemory.whenReady(() => onDisk.whenReady(task)),
    sites,
    replace: (origin, keys) => void store(origin, keys),
    async clear() {
      await Promise.all([inMemory.clear(), onDisk.clear()]);
    },
    problem: computed(() => inMemory.problem.value ?? onDisk.problem.value),
  };
}

type Ring = { readonly memory: Kept; readonly disk: Kept; readonly keys: readonly KeyringKey[] };

function ringOf(memory: Kept, disk: Kept): Ring {
  // A key that moves is in both areas for a moment.
  const onDisk = new Set(disk.keys.map(({ id }) => id));
  const keys = [
    ...memory.keys.filter(({ id }) => !onDisk.has(id)).map((key) => ({ key, isRemembered: false })),
    ...disk.keys.map((key) => ({ key, isRemembered: true })),
  ]
    .sort((a, b) => a.key.rank - b.key.rank)
    .flatMap(({ key, isRemembered }) => readable(key, isRemembered));
  return { memory, disk, keys };
}

function readable({ rank: _rank, ...key }: StoredKey, isRemembered: boolean): KeyringKey[] {
  const reading = readSecretKey(key.text, key.form);
  return reading.ok ? [{ ...key, ...reading.key, isRemembered }] : [];
}

const FORMS: ReadonlySet<unknown> = new Set<SecretKeyForm>(['text', 'literal', 'hex', 'base64']);

function isStoredKey(stored: unknown): stored is StoredKey {
  if (typeof stored !== 'object' || stored === null) return false;
  const { id, name, text, form, placedAt, rank } = stored as Record<string, unknown>;
  return (
    [id, name, text].every((value) => typeof value === 'string') &&
    [placedAt, rank].every((value) => typeof value === 'number') &&
    FORMS.has(form)
  );
}
