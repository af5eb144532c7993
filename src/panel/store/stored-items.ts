/** Values that a storage keeps, one for each origin, as signals that follow it. It knows nothing of what they mean. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Storage } from '../host.ts';

export type StoredItems<Value> = {
  /** By origin; those that hold none are not in it. */
  readonly all: ReadonlySignal<ReadonlyMap<string, Value>>;
  /** Resolves when what was stored has been read; never rejects. */
  readonly ready: Promise<void>;
  /** Runs the task once what was stored has been read, at once if it has: a change must not be made to what is not known yet. */
  whenReady(task: () => void): void;
  /** Replaces what an origin holds; null: removes it. Shown at once, kept as soon as the browser has written it. */
  set(origin: string, value: Value | null): void;
  /** Removes every origin's, those too that cannot be read. Resolves when nothing is left; rejects with the browser's reason. */
  clear(): Promise<void>;
};

/**
 * @param kind the items are named `kind:origin`
 * @param parse null for a stored value that is none: storage outlives versions of this program
 * @param problem is told why the browser could not keep or give back a value; null when it could
 */
export function createStoredItems<Value>(
  storage: Storage,
  kind: string,
  parse: (stored: unknown) => Value | null,
  problem: Signal<string | null>,
): StoredItems<Value> {
  const prefix = `${kind}:`;
  const all = signal<ReadonlyMap<string, Value>>(new Map());
  /** Writes under way: until they are done, what is stored is older than what is shown. */
  let writing = 0;
  /** Writes begun: what was read meanwhile is older as well. */
  let writes = 0;
  let isRead = false;
  const report = (error: unknown): void => {
    problem.value = error instanceof Error ? error.message : String(error);
  };

  const read = async (): Promise<void> => {
    const before = writes;
    try {
      const stored = await storage.items(prefix);
      if (writing > 0 || writes !== before) return;
      const values = Array.from(
        stored,
        ([name, value]) => [name.slice(prefix.length), parse(value)] as const,
      );
      all.value = new Map(values.flatMap(([origin, value]) => (value === null ? [] : [[origin, value]])));
    } catch (error) {
      report(error);
    }
  };

  const write = async (task: Promise<void>): Promise<void> => {
    writing++;
    writes++;
    try {
      await task;
      problem.value = null;
    } finally {
      writing--;
    }
  };

  // Another panel may change them: what it forgets must not come back from here.
  storage.onChanged((name) => {
    if (name.startsWith(prefix) && writing === 0) void read();
  });

  const ready = read().then(() => {
    isRead = true;
  });
  return {
    all,
    ready,
    whenReady(task) {
      if (isRead) task();
      else void ready.then(task);
    },
    set(origin, value) {
      const next = new Map(all.peek());
      if (value === null) next.delete(origin);
      else next.set(origin, value);
      all.value = next;
      const name = prefix + origin;
      write(value === null ? storage.remove([name]) : storage.set(name, value)).catch(report);
    },
    async clear() {
      all.value = new Map();
      const removeAll = async (): Promise<void> => storage.remove([...(await storage.items(prefix)).keys()]);
      try {
        await write(removeAll());
      } catch (error) {
        // What is still stored must not look as though it were gone.
        await read();
        throw error;
      }
    },
  };
}
