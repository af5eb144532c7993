/** Stored values as signals: they follow the storage, and never show what is older than what was done here. */
import { effect } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createStoredItems, type StoredItems } from '../../../src/panel/store/stored-items.ts';
import { FakeStorage } from '../../support/fake-host.ts';

const SHOP = 'http://shop.test';
const BLOG = 'http://blog.test';

type Note = { readonly text: string };

/** What is stored is a text; whatever else is none to this version. */
const FORM = {
  parse: (stored: unknown): Note | null => (typeof stored === 'string' ? { text: stored } : null),
  format: ({ text }: Note): unknown => text,
};

async function holding(stored: Readonly<Record<string, unknown>> = {}, storage = new FakeStorage()) {
  for (const [name, value] of Object.entries(stored)) await storage.set(name, value);
  const items = createStoredItems(storage, 'note', FORM);
  await items.ready;
  return { storage, items };
}

const shown = ({ all }: StoredItems<Note>) =>
  Object.fromEntries(Array.from(all.peek(), ([origin, { text }]) => [origin, text]));
/** Storage answers in microtasks; all of them have run after this. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A storage that answers, or fails, when the test says so. */
class SlowStorage extends FakeStorage {
  readonly waiting: ((error?: Error) => void)[] = [];

  override async items(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    const before = await super.items(prefix);
    await this.#answer();
    return before;
  }

  override async set(name: string, value: unknown): Promise<void> {
    await this.#answer();
    await super.set(name, value);
  }

  #answer(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.waiting.push((error) => (error ? reject(error) : resolve())),
    );
  }
}

class BrokenStorage extends FakeStorage {
  problem: Error | null = null;

  override async items(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    if (this.problem) throw this.problem;
    return super.items(prefix);
  }

  override async set(name: string, value: unknown): Promise<void> {
    if (this.problem) throw this.problem;
    return super.set(name, value);
  }

  override async remove(names: readonly string[]): Promise<void> {
    if (this.problem) throw this.problem;
    return super.remove(names);
  }
}

describe('what is stored', () => {
  it('is read by origin; what is of another kind or cannot be read is left out', async () => {
    const { items } = await holding({
      [`note:${SHOP}`]: 'a',
      [`note:${BLOG}`]: 7,
      [`notes:${BLOG}`]: 'b',
    });
    expect(shown(items)).toEqual({ [SHOP]: 'a' });
    expect(items.problem.value).toBeNull();
  });

  it('is known when it has been read, and a task waits until then', async () => {
    const storage = new FakeStorage();
    await storage.set(`note:${SHOP}`, 'a');
    const items = createStoredItems(storage, 'note', FORM);
    const seen: string[] = [];
    items.whenReady(() => seen.push(JSON.stringify(shown(items))));
    expect(seen).toEqual([]);
    await items.ready;
    await settled();
    expect(seen).toEqual([JSON.stringify({ [SHOP]: 'a' })]);
    items.whenReady(() => seen.push('at once'));
    expect(seen).toHaveLength(2);
  });

  it('is followed when another panel changes it, and what has not changed stays the same object', async () => {
    const { storage, items } = await holding({ [`note:${SHOP}`]: 'a', [`note:${BLOG}`]: 'b' });
    const blog = items.all.value.get(BLOG);
    await storage.set(`note:${SHOP}`, 'changed');
    await settled();
    expect(shown(items)).toEqual({ [SHOP]: 'changed', [BLOG]: 'b' });
    expect(items.all.value.get(BLOG)).toBe(blog);
    await storage.remove([`note:${SHOP}`]);
    await settled();
    expect(shown(items)).toEqual({ [BLOG]: 'b' });
  });

  it('is told of only when it has changed', async () => {
    const { storage, items } = await holding({ [`note:${SHOP}`]: 'a' });
    let times = 0;
    const end = effect(() => {
      void items.all.value;
      times++;
    });
    const reads = vi.spyOn(storage, 'items');
    await storage.set(`other:${SHOP}`, 'b');
    expect(reads).not.toHaveBeenCalled();
    await storage.set(`note:${SHOP}`, 'a');
    await settled();
    expect([reads.mock.calls.length, times]).toEqual([1, 1]);
    end();
  });

  it('that cannot be read is a problem, told as the browser tells it', async () => {
    const storage = new BrokenStorage();
    storage.problem = new Error('no storage');
    const items = createStoredItems(storage, 'note', FORM);
    await items.ready;
    expect([items.problem.value, shown(items)]).toEqual(['no storage', {}]);
  });
});

describe('a value', () => {
  it('is shown at once, and stored when that is asked for', async () => {
    const { storage, items } = await holding();
    items.show(SHOP, { text: 'a' });
    await settled();
    expect(shown(items)).toEqual({ [SHOP]: 'a' });
    expect(storage.stored.size).toBe(0);
    expect(await items.save(SHOP)).toBe(true);
    expect([...storage.stored]).toEqual([[`note:${SHOP}`, 'a']]);
  });

  it('stays the object that was shown, once it is stored', async () => {
    const { storage, items } = await holding({ [`note:${SHOP}`]: 'a' });
    const note = { text: 'b' };
    items.show(SHOP, note);
    await items.save(SHOP);
    await storage.set(`note:${BLOG}`, 'c');
    await settled();
    expect(items.all.value.get(SHOP)).toBe(note);
  });

  it('of none is removed from where it is stored', async () => {
    const { storage, items } = await holding({ [`note:${SHOP}`]: 'a', [`note:${BLOG}`]: 'b' });
    items.show(SHOP, null);
    expect(shown(items)).toEqual({ [BLOG]: 'b' });
    expect(storage.stored.size).toBe(2);
    expect(await items.save(SHOP)).toBe(true);
    expect([...storage.stored.keys()]).toEqual([`note:${BLOG}`]);
  });

  it('that cannot be stored stays shown, and that is a problem until one can', async () => {
    const { storage, items } = await holding({}, new BrokenStorage());
    (storage as BrokenStorage).problem = new Error('the disk is full');
    items.show(SHOP, { text: 'a' });
    expect(await items.save(SHOP)).toBe(false);
    expect([items.problem.value, shown(items)]).toEqual(['the disk is full', { [SHOP]: 'a' }]);
    (storage as BrokenStorage).problem = null;
    expect(await items.save(SHOP)).toBe(true);
    expect(items.problem.value).toBeNull();
  });
});

describe('what is on its way', () => {
  /** With a value shown and its writing begun, which the storage has not done yet. */
  async function writing() {
    const storage = new SlowStorage();
    const items = createStoredItems(storage, 'note', FORM);
    await settled();
    storage.waiting.shift()?.();
    await items.ready;
    items.show(SHOP, { text: 'new' });
    const saved = items.save(SHOP);
    return { storage, items, saved };
  }

  it('to the storage is not overwritten by what another panel has stored before', async () => {
    const { storage, items, saved } = await writing();
    storage.stored.set(`note:${BLOG}`, 'b');
    await storage.remove([`note:${BLOG}`]);
    await settled();
    expect(shown(items)).toEqual({ [SHOP]: 'new' });
    storage.waiting.shift()?.();
    expect(await saved).toBe(true);
  });

  it.each(['before', 'after'])(
    'from the storage is older than a writing begun since, and told %s it is done',
    async (order) => {
      const storage = new SlowStorage();
      storage.stored.set(`note:${SHOP}`, 'old');
      const items = createStoredItems(storage, 'note', FORM);
      await settled();
      items.show(SHOP, { text: 'new' });
      const saved = items.save(SHOP);
      const [tell, write] = storage.waiting.splice(0);
      storage.stored.set(`note:${BLOG}`, 'b');
      if (order === 'before') tell?.();
      await settled();
      expect(shown(items)).toEqual({ [SHOP]: 'new' });
      write?.();
      await saved;
      await answerAll(storage);
      if (order === 'after') tell?.();
      await settled();
      expect(shown(items)).toEqual({ [SHOP]: 'new', [BLOG]: 'b' });
    },
  );

  async function answerAll(storage: SlowStorage): Promise<void> {
    await settled();
    while (storage.waiting.length > 0) {
      for (const answer of storage.waiting.splice(0)) answer();
      await settled();
    }
  }
});

describe('clearing', () => {
  it('removes all of the kind, unreadable ones too, and nothing else', async () => {
    const { storage, items } = await holding({
      [`note:${SHOP}`]: 'a',
      [`note:${BLOG}`]: 7,
      [`other:${SHOP}`]: 'c',
    });
    const cleared = items.clear();
    expect(shown(items)).toEqual({});
    await cleared;
    expect([...storage.stored.keys()]).toEqual([`other:${SHOP}`]);
  });

  it('that fails says why, and shows what is still there', async () => {
    const storage = new (class extends FakeStorage {
      override async remove(): Promise<void> {
        throw new Error('no');
      }
    })();
    const { items } = await holding({ [`note:${SHOP}`]: 'a' }, storage);
    await expect(items.clear()).rejects.toThrow('no');
    expect(shown(items)).toEqual({ [SHOP]: 'a' });
  });
});
