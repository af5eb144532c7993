/** The keyring: order, what is kept where, what is forgotten, and two panels on the same storage. */
import { describe, expect, it } from 'vitest';
import {
  createKeyring,
  type KeyringConcern,
  MOST_KEYS,
  type NewKey,
} from '../../../src/panel/store/keyring.ts';
import { FakeHost, type FakeStorage } from '../../support/fake-host.ts';

const SHOP = 'http://localhost:5000';
const BLOG = 'http://localhost:5001';

const key = (name: string, text = name, form: NewKey['form'] = 'text'): NewKey => ({ name, text, form });
const names = (keyring: KeyringConcern, origin = SHOP) => keyring.keysOf(origin).map(({ name }) => name);
const idOf = (keyring: KeyringConcern, name: string, origin = SHOP) =>
  keyring.keysOf(origin).find((each) => each.name === name)?.id ?? '';
const written = (storage: FakeStorage) => JSON.stringify([...storage.stored]);
/** Storage answers in microtasks; all of them have run after this. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function keyringOn(host: FakeHost, ...keys: NewKey[]): Promise<KeyringConcern> {
  const keyring = createKeyring(host);
  await keyring.ready;
  keyring.add(SHOP, keys);
  await settled();
  return keyring;
}

describe('a keyring', () => {
  it('keeps the order in which keys were added, and changes it as told', async () => {
    const keyring = await keyringOn(new FakeHost(), key('a'), key('b'), key('c'));
    expect(names(keyring)).toEqual(['a', 'b', 'c']);
    keyring.move(SHOP, idOf(keyring, 'c'), -1);
    expect(names(keyring)).toEqual(['a', 'c', 'b']);
    keyring.move(SHOP, idOf(keyring, 'a'), -1);
    keyring.move(SHOP, idOf(keyring, 'b'), 1);
    keyring.move(SHOP, 'no such key', 1);
    expect(names(keyring)).toEqual(['a', 'c', 'b']);
    keyring.makeCurrent(SHOP, idOf(keyring, 'b'));
    expect(names(keyring)).toEqual(['b', 'a', 'c']);
  });

  it('has the bytes of each key, and reads it in another form only if that can be', async () => {
    const keyring = await keyringOn(new FakeHost(), key('hex', '646576'), key('word', 'dev'));
    const bytes = (name: string) =>
      new TextDecoder().decode(keyring.keysOf(SHOP).find((each) => each.name === name)?.bytes);
    expect(bytes('hex')).toBe('646576');
    expect(keyring.readAs(SHOP, idOf(keyring, 'hex'), 'hex')).toBe(true);
    expect(bytes('hex')).toBe('dev');
    expect(keyring.readAs(SHOP, idOf(keyring, 'word'), 'hex')).toBe(false);
    expect(bytes('word')).toBe('dev');
  });

  it('knows since when each key has its place: a change moves the others only if they give way', async () => {
    const host = new FakeHost();
    const begun = host.time;
    const keyring = await keyringOn(host, key('a'), key('b'), key('c'));
    const later = () => keyring.keysOf(SHOP).map(({ name, placedAt }) => [name, placedAt - begun]);
    host.time += 60;
    keyring.rename(SHOP, idOf(keyring, 'a'), 'A');
    keyring.remember(SHOP, idOf(keyring, 'b'), true);
    await settled();
    expect(later()).toEqual([
      ['A', 0],
      ['b', 0],
      ['c', 0],
    ]);
    keyring.move(SHOP, idOf(keyring, 'c'), -1);
    expect(later()).toEqual([
      ['A', 0],
      ['c', 60],
      ['b', 60],
    ]);
  });

  it('leaves out what cannot be read, and what is too many', async () => {
    const keyring = await keyringOn(new FakeHost(), key('bad', "b'", 'literal'), key('none', ''));
    expect(names(keyring)).toEqual([]);
    keyring.add(
      SHOP,
      Array.from({ length: MOST_KEYS + 1 }, (_, index) => key(String(index))),
    );
    expect(names(keyring)).toHaveLength(MOST_KEYS);
  });

  it('gives ids that say nothing of the key, and no two alike', async () => {
    const keyring = await keyringOn(new FakeHost(), key('same'), key('same'));
    const [first, second] = keyring.keysOf(SHOP);
    expect(first?.id).not.toBe(second?.id);
    expect(first?.id).not.toContain('same');
  });
});

describe('what is kept', () => {
  it('is in memory only, until the user wants a key on this computer', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('one', 'secret-one'), key('two', 'secret-two'));
    expect(written(host.memory)).toContain('secret-one');
    expect(host.disk.stored.size).toBe(0);
    keyring.remember(SHOP, idOf(keyring, 'two'), true);
    await settled();
    expect(written(host.disk)).toContain('secret-two');
    expect(written(host.disk)).not.toContain('secret-one');
    expect(written(host.memory)).not.toContain('secret-two');
    keyring.remember(SHOP, idOf(keyring, 'two'), false);
    await settled();
    expect(host.disk.stored.size).toBe(0);
  });

  it('comes back in its order, whichever storage a key is in', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'), key('b'), key('c'));
    keyring.remember(SHOP, idOf(keyring, 'b'), true);
    keyring.move(SHOP, idOf(keyring, 'c'), -1);
    await settled();
    const again = await keyringOn(host);
    expect(again.keysOf(SHOP)).toEqual(keyring.keysOf(SHOP));
    expect(names(again)).toEqual(['a', 'c', 'b']);
  });

  it('is one key while it is in both storages, on its way from one to the other', async () => {
    const host = new FakeHost();
    await keyringOn(host, key('a'), key('b'));
    const name = `keys:${SHOP}`;
    const [first] = host.memory.stored.get(name) as unknown[];
    await host.disk.set(name, [first]);
    const keyring = await keyringOn(host);
    expect(keyring.keysOf(SHOP)).toMatchObject([
      { name: 'a', isRemembered: true },
      { name: 'b', isRemembered: false },
    ]);
  });

  it('after the browser was closed is what was remembered', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'), key('b'));
    keyring.remember(SHOP, idOf(keyring, 'b'), true);
    await settled();
    host.memory.stored.clear();
    expect(names(await keyringOn(host))).toEqual(['b']);
  });

  it('waits for what is stored before anything is added', async () => {
    const host = new FakeHost();
    await keyringOn(host, key('old'));
    const keyring = createKeyring(host);
    keyring.add(SHOP, [key('new')]);
    await settled();
    expect(names(keyring)).toEqual(['old', 'new']);
    expect(names(await keyringOn(host))).toEqual(['old', 'new']);
  });

  it.each([
    ['no list', { keys: [] }],
    ['a key without a name', [{ id: 'x', text: 'dev', form: 'text', placedAt: 1, rank: 0 }]],
    ['an unknown form', [{ id: 'x', name: 'x', text: 'dev', form: 'rot13', placedAt: 1, rank: 0 }]],
  ])('and cannot be read is passed over: %s', async (_, stored) => {
    const host = new FakeHost();
    await host.memory.set(`keys:${SHOP}`, stored);
    expect(names(await keyringOn(host))).toEqual([]);
  });

  it('says why the browser could not keep a key, and goes on with it', async () => {
    const host = new FakeHost();
    Object.assign(host.memory, { set: () => Promise.reject(new Error('quota exceeded')) });
    const keyring = await keyringOn(host, key('a'));
    expect(keyring.problem.value).toBe('quota exceeded');
    expect(names(keyring)).toEqual(['a']);
  });
});

describe('what the browser refuses to keep', () => {
  const refusing = (storage: FakeStorage) =>
    Object.assign(storage, { set: () => Promise.reject(new Error('quota exceeded')) });

  it('on disk stays in memory, and is said', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'), key('b'));
    refusing(host.disk);
    keyring.remember(SHOP, idOf(keyring, 'a'), true);
    await settled();
    expect(keyring.problem.value).toBe('quota exceeded');
    expect(keyring.keysOf(SHOP).map(({ name, isRemembered }) => [name, isRemembered])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(names(await keyringOn(host))).toEqual(['a', 'b']);
  });

  it('in memory stays on disk', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'));
    keyring.remember(SHOP, idOf(keyring, 'a'), true);
    await settled();
    refusing(host.memory);
    keyring.remember(SHOP, idOf(keyring, 'a'), false);
    await settled();
    expect(keyring.problem.value).toBe('quota exceeded');
    expect(written(host.disk)).toContain('"a"');
  });

  it('is no key to this version stays beside the others', async () => {
    const host = new FakeHost();
    const foreign = { id: 'x', name: 'x', text: 'dev', form: 'rot13', placedAt: 1, rank: 0 };
    await host.memory.set(`keys:${SHOP}`, [foreign]);
    const keyring = await keyringOn(host, key('a'));
    expect(names(keyring)).toEqual(['a']);
    keyring.forget(SHOP, idOf(keyring, 'a'));
    await settled();
    expect(host.memory.stored.get(`keys:${SHOP}`)).toEqual([foreign]);
  });
});

describe('what is forgotten', () => {
  it('is gone from both storages, and nothing else is', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'), key('b'), key('c'));
    keyring.add(BLOG, [key('blog')]);
    keyring.remember(SHOP, idOf(keyring, 'b'), true);
    await settled();
    keyring.forget(SHOP, idOf(keyring, 'b'));
    keyring.forget(SHOP, idOf(keyring, 'a'));
    await settled();
    expect(names(keyring)).toEqual(['c']);
    expect(names(keyring, BLOG)).toEqual(['blog']);
    expect(host.disk.stored.size).toBe(0);
    expect(written(host.memory)).not.toContain('"a"');
  });

  it('all at once, those of other sites and unreadable ones too, is gone; settings stay', async () => {
    const host = new FakeHost();
    await host.disk.set('keys:http://elsewhere.test', 'from another version');
    await host.disk.set(`site:${SHOP}`, 'a setting');
    const keyring = await keyringOn(host, key('a'));
    keyring.add(BLOG, [key('b')]);
    keyring.remember(SHOP, idOf(keyring, 'a'), true);
    await settled();
    await keyring.forgetAll();
    expect([...keyring.sites.value]).toEqual([]);
    expect(host.memory.stored.size).toBe(0);
    expect([...host.disk.stored.keys()]).toEqual([`site:${SHOP}`]);
  });

  it('is said not to be gone where the browser refuses', async () => {
    const host = new FakeHost();
    const keyring = await keyringOn(host, key('a'));
    Object.assign(host.memory, { remove: () => Promise.reject(new Error('locked')) });
    await expect(keyring.forgetAll()).rejects.toThrow('locked');
    expect(names(keyring)).toEqual(['a']);
  });
});

describe('two panels', () => {
  it('see each other’s keys', async () => {
    const host = new FakeHost();
    const [one, two] = [await keyringOn(host), await keyringOn(host)];
    one.add(SHOP, [key('a')]);
    await settled();
    expect(names(two)).toEqual(['a']);
  });

  it('hear of each other while they write themselves', async () => {
    const host = new FakeHost();
    const [one, two] = [await keyringOn(host, key('a')), await keyringOn(host)];
    const { set } = host.memory;
    let finish: () => void = () => undefined;
    // The second one's write takes its time.
    host.memory.set = (name, value) =>
      new Promise((resolve) => {
        finish = () => resolve(set.call(host.memory, name, value));
      });
    two.add(BLOG, [key('b')]);
    await one.forgetAll();
    finish();
    await settled();
    expect(names(two)).toEqual([]);
    expect(names(two, BLOG)).toEqual(['b']);
    expect(names(one, BLOG)).toEqual(['b']);
  });

  it('do not bring back what the other has forgotten', async () => {
    const host = new FakeHost();
    const [one, two] = [await keyringOn(host, key('a'), key('b')), await keyringOn(host)];
    await one.forgetAll();
    await settled();
    two.add(BLOG, [key('c')]);
    await settled();
    expect(names(two)).toEqual([]);
    expect(written(host.memory)).not.toContain(SHOP);
  });
});
