/** Values that a storage keeps, one for each origin, as signals that follow it. It knows nothing about their meaning. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Storage } from '../host.ts';

export type StoredItems<Value> = {
  /** By origin; origins without a value are not in it. A value that has not changed stays the same object. */
  readonly all: ReadonlySignal<ReadonlyMap<string, Value>>;
  /** Why the browser could not save or read a value; null if it could. */
  readonly problem: ReadonlySignal<string | null>;
  /** Resolves when the stored values have been read; never rejects. */
  readonly ready: Promise<void>;
  /**
   * Runs the task once the stored values have been read, at once if they have: a value must not be changed before it is
   * known.
   */
  whenReady(task: () => void): void;
  /** Shows a value for an origin; null: none. This does not store it. */
  show(origin: string, value: Value | null): void;
  /** Stores the value shown for an origin. Resolves when the browser has written it, with whether it has. */
  save(origin: string): Promise<boolean>;
  /** Removes every origin's value, also unreadable ones. Resolves when nothing is left; rejects with the browser's reason. */
  clear(): Promise<void>;
};

/** How a value is stored. */
export type Form<Value> = {
  /** Null for a stored value that is not valid: storage outlives versions of this program. */
  parse(stored: unknown): Value | null;
  /** JSON. */
  format(value: Value): unknown;
};

/** @param kind the items are named `kind:origin` */
export function createStoredItems<Value>(
  storage: Storage,
  kind: string,
  { parse, format }: Form<Value>,
): StoredItems<Value> {
  const prefix = `${kind}:`;
  const all = signal<ReadonlyMap<string, Value>>(new Map());
  const problem = signal<string | null>(null);
  /** Each value as it was read or written, to recognise it. */
  const texts = new Map<string, string>();
  /** Writes under way: until they are done, what is stored is older than what is shown. */
  let writing = 0;
  /** Writes begun: values read meanwhile are outdated as well. */
  let writes = 0;
  /** A write has overtaken something that was read or reported: it must be read again. */
  let isStale = false;
  let isRead = false;
  const report = (error: unknown): void => {
    problem.value = error instanceof Error ? error.message : String(error);
  };

  const read = async (): Promise<void> => {
    const before = writes;
    try {
      const stored = await storage.items(prefix);
      if (writing > 0 || writes !== before) {
        isStale = true;
        if (writing === 0) await readAgain();
        return;
      }
      show(stored);
    } catch (error) {
      report(error);
    }
  };

  const readAgain = async (): Promise<void> => {
    isStale = false;
    await read();
  };

  const show = (stored: ReadonlyMap<string, unknown>): void => {
    const shown = all.peek();
    const next = new Map<string, Value>();
    for (const [name, raw] of stored) {
      const origin = name.slice(prefix.length);
      const text = JSON.stringify(raw);
      const known = texts.get(origin) === text ? shown.get(origin) : undefined;
      const value = known ?? parse(raw);
      if (value !== null) next.set(origin, value);
      texts.set(origin, text);
    }
    if (next.size !== shown.size || [...next].some(([origin, value]) => shown.get(origin) !== value)) {
      all.value = next;
    }
  };

  const write = async (task: () => Promise<void>): Promise<void> => {
    writing++;
    writes++;
    try {
      await task();
      problem.value = null;
    } finally {
      writing--;
      if (writing === 0 && isStale) void readAgain();
    }
  };

  // Another panel may change them: values that it forgets must not come back from here.
  storage.onChanged((name) => {
    if (!name.startsWith(prefix)) return;
    if (writing > 0) isStale = true;
    else void read();
  });

  const ready = read().then(() => {
    isRead = true;
  });
  return {
    all,
    problem,
    ready,
    whenReady(task) {
      if (isRead) task();
      else void ready.then(task);
    },
    show(origin, value) {
      const next = new Map(all.peek());
      if (value === null) next.delete(origin);
      else next.set(origin, value);
      all.value = next;
    },
    async save(origin) {
      const name = prefix + origin;
      const value = all.peek().get(origin);
      const stored = value === undefined ? undefined : format(value);
      texts.set(origin, JSON.stringify(stored) ?? '');
      try {
        await write(() => (stored === undefined ? storage.remove([name]) : storage.set(name, stored)));
        return true;
      } catch (error) {
        report(error);
        return false;
      }
    },
    async clear() {
      all.value = new Map();
      try {
        await write(async () => storage.remove([...(await storage.items(prefix)).keys()]));
      } catch (error) {
        // Values that are still stored must not appear to be gone.
        await read();
        throw error;
      }
    },
  };
}

/** Whether what was stored has members, whatever they are. */
export function isRecord(stored: unknown): stored is Record<string, unknown> {
  return typeof stored === 'object' && stored !== null;
}
