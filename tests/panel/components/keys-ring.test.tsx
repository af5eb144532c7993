// @vitest-environment happy-dom
/** The keyring of a site: keys pasted in every form, their order and names, where they are kept. On a fake host. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { FakeHost, pageWith } from '../../support/fake-host.ts';
import { addKey, enter, field, names, press, renderKeys, SITE, said } from '../../support/render-keys.tsx';
import { settle } from '../../support/render-panel.tsx';

const OTHER = 'http://localhost:8000';
const MEMORY = `keys:${SITE}`;
const SECRET = 'zq-unmistakable-93';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const html = () => document.documentElement.outerHTML;
const namesIn = (stored: unknown) => (stored as { readonly name: string }[]).map(({ name }) => name);
const rows = () =>
  within(screen.getByRole('table', { name: `Keys of ${SITE}` }))
    .getAllByRole('row')
    .slice(1);
const check = (name: string) => settle(() => screen.getByRole('checkbox', { name }).click());

describe('Pasting a key', () => {
  it('says what to do while there is none', async () => {
    await renderKeys(new FakeHost());
    expect(screen.getByText(`No keys for ${SITE}.`)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('button', { name: 'Add' }).hasAttribute('disabled')).toBe(true);
  });

  it.each([
    ['dev', '646576', 'as text', '3 bytes, as text'],
    ["'zo\\xeb'", '7a6fc3ab', 'as a Python literal', '4 bytes, from a str literal'],
    ["b'\\x00dev'", '00646576', 'as a Python literal', '4 bytes, from a bytes literal'],
    ["SECRET_KEY = 'dev'", '646576', 'as a Python literal', '3 bytes, from a str literal'],
  ])('takes %s for the bytes that it stands for', async (text, bytes, form, description) => {
    const store = await renderKeys(new FakeHost());
    await addKey(text);
    expect(store.keyring.keysOf(SITE).map((key) => hex(key.bytes))).toEqual([bytes]);
    const select = field('How SECRET_KEY is read') as unknown as HTMLSelectElement;
    expect(select.selectedOptions[0]?.textContent).toBe(form);
    expect(rows()[0]?.textContent).toContain(description);
  });

  it.each([
    ['hex', '00ff', '00ff'],
    ['base64', 'AP8=', '00ff'],
    ['literal', "b'\\x00'", '00'],
    ['text', "b'\\x00'", hex(new TextEncoder().encode("b'\\x00'"))],
  ])('reads it as %s where the user says so', async (form, text, bytes) => {
    const store = await renderKeys(new FakeHost());
    await enter('Read it', form, 'change');
    await addKey(text);
    expect(store.keyring.keysOf(SITE).map((key) => hex(key.bytes))).toEqual([bytes]);
    expect((field('Read it') as unknown as HTMLSelectElement).value).toBe('auto');
  });

  it('says what it recognises while it is typed, and what becomes of it', async () => {
    await renderKeys(new FakeHost());
    await enter('Secret key', "['one', 'two', 'three']");
    expect(said()).toBe(
      'Read as a Python list: 3 keys. The first becomes the current key, the others become its fallbacks.',
    );
    await addKey('dev');
    await enter('Secret key', "'other'");
    expect(said()).toBe(
      'Read as a Python str literal: one key of 5 bytes. It becomes a fallback, after the existing keys.',
    );
    await enter('Secret key', '');
    expect(said()).toBe('');
  });

  it('warns of what may not be meant, and where', async () => {
    await renderKeys(new FakeHost());
    await enter('Secret key', 'dev\n');
    expect(said()).toContain('▲ This text ends in a newline, which counts as part of the key. (character 4)');
  });

  it('says what cannot be read, where, and takes nothing', async () => {
    const store = await renderKeys(new FakeHost());
    await enter('Read it', 'hex', 'change');
    await enter('Secret key', '0g');
    expect(said()).toContain('✗ This is not hex: it may contain only 0 to 9 and a to f. (character 2)');
    expect(field('Secret key').getAttribute('aria-invalid')).toBe('true');
    await settle(() => field('Secret key').form?.requestSubmit());
    expect(store.keyring.keysOf(SITE)).toEqual([]);
    expect(field('Secret key').value).toBe('0g');
  });

  it('is taken by Enter in the name field, which is a form’s, and the fields are empty then', async () => {
    await renderKeys(new FakeHost());
    await enter('Secret key', 'dev');
    await enter('Name', ' development ');
    await settle(() => field('Name').form?.requestSubmit());
    expect(names()).toEqual(['development']);
    expect([field('Secret key').value, field('Name').value]).toEqual(['', '']);
    expect(said()).toBe('Added: development.');
    expect(document.activeElement).toBe(field('Secret key'));
  });

  it('makes up names that say nothing of the key, none of them twice', async () => {
    await renderKeys(new FakeHost());
    await addKey('dev');
    await addKey("['a', 'b']", 'key 2');
    await addKey('c');
    expect(names()).toEqual(['key 1', 'key 2', 'key 2 2', 'key 3']);
    expect(field('Name').placeholder).toBe('key 4');
  });

  it('takes no key twice, however it is written, and says so', async () => {
    await renderKeys(new FakeHost());
    await addKey('dev');
    await addKey("b'dev'");
    expect(said()).toBe('Not added: this key is already on the keyring.');
    await addKey("['dev', 'x', 'x']");
    expect(said()).toBe('Added: key 2. 2 keys not added: already on the keyring.');
    expect(names()).toEqual(['key 1', 'key 2']);
  });

  it('puts a pasted SECRET_KEY and its fallbacks before the keys that are there', async () => {
    const store = await renderKeys(new FakeHost());
    await addKey('old', 'old');
    await addKey('older', 'older');
    await addKey("SECRET_KEY = 'new'\nSECRET_KEY_FALLBACKS = ['older']", 'new');
    expect(names()).toEqual(['new', 'older', 'old']);
    expect(said()).toContain('The keys are now in the order that you pasted.');
    await addKey("SECRET_KEY_FALLBACKS = ['last']", 'last');
    expect(names()).toEqual(['new', 'older', 'old', 'last']);
    expect(store.keyring.keysOf(SITE)).toHaveLength(4);
  });

  it('takes no more keys than are tried, and says how many it left', async () => {
    const store = await renderKeys(new FakeHost());
    const many = (from: number, count: number) =>
      `[${Array.from({ length: count }, (_, index) => `'k${from + index}'`).join(', ')}]`;
    await addKey(many(0, 60));
    await addKey(many(60, 60));
    expect(store.keyring.keysOf(SITE)).toHaveLength(100);
    expect(said()).toContain('20 keys not added: a site can have at most 100 here.');
  });

  it('is masked until it is to be shown', async () => {
    await renderKeys(new FakeHost());
    expect(screen.queryByRole('button', { name: 'Hide what is typed' })).toBeNull();
    await press('Show what is typed');
    expect(screen.queryByRole('button', { name: 'Show what is typed' })).toBeNull();
    await press('Hide what is typed');
    expect(screen.getByRole('button', { name: 'Show what is typed' })).toBeTruthy();
  });
});

describe('The keyring', () => {
  it('calls each key by its place, and says how strong it can be at most', async () => {
    await renderKeys(new FakeHost());
    await addKey(`['dev', '${'0123456789abcdef'.repeat(2)}', '${'f3a9c01b7de2485690bd13c7'.repeat(1)}']`);
    const [first, ...others] = rows().map((row) => row.textContent);
    expect(first).toMatch(/^SECRET_KEY•{8}Show/);
    expect(first).toContain('✗ weak, at most 14 bits');
    expect(others[0]).toMatch(/^SECRET_KEY_FALLBACKS\[0\]/);
    expect(others[1]).toMatch(/^SECRET_KEY_FALLBACKS\[1\].*▲ fair, at most 96 bits/);
  });

  it('shows a key when asked, newlines too, as the value of a field', async () => {
    await renderKeys(new FakeHost());
    await enter('Read it', 'text', 'change');
    await addKey(`${SECRET}\nsecond line`);
    expect(screen.queryByLabelText('The key SECRET_KEY')).toBeNull();
    await press('Show SECRET_KEY');
    expect(field('The key SECRET_KEY').value).toBe(`${SECRET}\nsecond line`);
    expect(field('The key SECRET_KEY').readOnly).toBe(true);
    expect(html()).not.toContain(SECRET);
    await press('Hide SECRET_KEY');
    expect(screen.queryByLabelText('The key SECRET_KEY')).toBeNull();
  });

  it('renames a key in place, and keeps the name where none is typed', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await addKey('dev');
    await enter('Name of SECRET_KEY', 'production', 'change');
    expect(namesIn(host.memory.stored.get(MEMORY))).toEqual(['production']);
    await enter('Name of SECRET_KEY', '  ', 'change');
    expect(names()).toEqual(['production']);
  });

  it('reads a key in another way, of those in which it can be read', async () => {
    const store = await renderKeys(new FakeHost());
    await addKey('00ff');
    const select = field('How SECRET_KEY is read') as unknown as HTMLSelectElement;
    const possible = [...select.options].filter(({ disabled }) => !disabled).map(({ value }) => value);
    expect(possible).toEqual(['text', 'hex', 'base64']);
    await enter('How SECRET_KEY is read', 'hex', 'change');
    expect(hex(store.keyring.keysOf(SITE)[0]?.bytes ?? new Uint8Array())).toBe('00ff');
    expect(rows()[0]?.textContent).toContain('2 bytes, from hex');
  });

  it('moves a key, whose button keeps the focus', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await addKey("['a', 'b', 'c']", 'key');
    screen.getByRole('button', { name: 'Move SECRET_KEY_FALLBACKS[1] up' }).focus();
    await press('Move SECRET_KEY_FALLBACKS[1] up');
    expect(names()).toEqual(['key', 'key 3', 'key 2']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move SECRET_KEY_FALLBACKS[0] up');
    await press('Move SECRET_KEY_FALLBACKS[0] up');
    await press('Move SECRET_KEY up');
    expect(names()).toEqual(['key 3', 'key', 'key 2']);
    await press('Move SECRET_KEY down');
    expect(names()).toEqual(['key', 'key 3', 'key 2']);
    expect(namesIn(host.memory.stored.get(MEMORY)).length).toBe(3);
  });

  it('keeps a key in memory, and on disk only where the user wants it there, with a warning', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await addKey("['a', 'b']", 'key');
    expect([...host.disk.stored]).toEqual([]);
    await check('Remember SECRET_KEY_FALLBACKS[0] on this computer');
    expect(namesIn(host.memory.stored.get(MEMORY))).toEqual(['key']);
    expect(namesIn(host.disk.stored.get(MEMORY))).toEqual(['key 2']);
    expect(names()).toEqual(['key', 'key 2']);
    const status = screen.getByRole('status', { name: 'Where the keys are kept' });
    expect(status.textContent).toBe(
      '▲ On this computer’s disk, unencrypted: key 2. Anyone who can read the browser’s profile can read that key.',
    );
    await check('Remember SECRET_KEY_FALLBACKS[0] on this computer');
    expect(host.disk.stored.size).toBe(0);
    expect(status.textContent).toBe('');
  });

  it('forgets a key', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await addKey("['a', 'b']", 'key');
    await press('Forget SECRET_KEY');
    expect(names()).toEqual(['key 2']);
    expect(screen.getByText('SECRET_KEY', { selector: 'code' })).toBeTruthy();
    await press('Forget SECRET_KEY');
    expect(host.memory.stored.size).toBe(0);
    expect(screen.getByText(`No keys for ${SITE}.`)).toBeTruthy();
  });

  it('says why the browser could not keep a key, and goes on with it', async () => {
    const host = new FakeHost();
    Object.assign(host.memory, { set: () => Promise.reject(new Error('quota exceeded')) });
    await renderKeys(host);
    await addKey('dev');
    expect(screen.getByText(/^✗ The browser could not save or read the keys.*quota exceeded/)).toBeTruthy();
    expect(names()).toEqual(['key 1']);
  });
});

describe('Sites', () => {
  const storedKey = (name: string) => [{ id: name, name, text: SECRET, form: 'text', placedAt: 0, rank: 0 }];

  it('shows the keys of any other site that has some', async () => {
    const host = new FakeHost();
    await host.memory.set(`keys:${OTHER}`, storedKey('theirs'));
    const store = await renderKeys(host);
    const select = field('Site') as unknown as HTMLSelectElement;
    expect([...select.options].map(({ textContent }) => textContent)).toEqual([
      `${SITE} (this page, no keys)`,
      `${OTHER} (1 key)`,
    ]);
    await enter('Site', OTHER, 'change');
    expect(names()).toEqual(['theirs']);
    await addKey('dev', 'mine');
    expect(store.keyring.keysOf(OTHER)).toHaveLength(2);
    expect(store.keyring.keysOf(SITE)).toEqual([]);
    await enter('Site', SITE, 'change');
    expect(names()).toEqual([]);
  });

  it('follows the page, and what was typed for another site is not taken along', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await enter('Secret key', 'dev');
    await settle(() => host.navigate(pageWith([], { url: `${OTHER}/` })));
    expect(field('Site').value).toBe(OTHER);
    expect(field('Secret key').value).toBe('');
  });

  it('stays with a site that was chosen, wherever the page goes', async () => {
    const host = new FakeHost();
    await host.memory.set(`keys:${OTHER}`, storedKey('theirs'));
    await renderKeys(host);
    await enter('Site', OTHER, 'change');
    await settle(() => host.navigate(pageWith([], { url: 'http://127.0.0.1/' })));
    expect(names()).toEqual(['theirs']);
  });

  it('follows the page again once that was chosen', async () => {
    const host = new FakeHost();
    await host.memory.set(`keys:${OTHER}`, storedKey('theirs'));
    await renderKeys(host);
    await enter('Site', OTHER, 'change');
    await enter('Site', SITE, 'change');
    await settle(() => host.navigate(pageWith([], { url: 'http://127.0.0.1/' })));
    expect(field('Site').value).toBe('http://127.0.0.1');
  });

  it('takes keys for the site of a frame too', async () => {
    const host = new FakeHost();
    const page = pageWith([]);
    if (page.kind !== 'page') throw new Error('pageWith makes a page');
    const frame = { host: 'localhost', url: `${OTHER}/in/`, isTop: false, cookies: [], missing: [] };
    host.page = { ...page, hosts: [...page.hosts, frame] };
    const store = await renderKeys(host);
    await enter('Site', OTHER, 'change');
    await addKey('dev');
    expect(store.keyring.keysOf(OTHER)).toHaveLength(1);
  });

  it('says that a page is no website, and still shows the sites that have keys', async () => {
    const host = new FakeHost();
    await host.memory.set(`keys:${OTHER}`, storedKey('theirs'));
    await renderKeys(host);
    await settle(() => host.navigate({ kind: 'closed', url: 'about:blank' }));
    expect(screen.getByText(/^The page is not a website/)).toBeTruthy();
    expect(screen.queryByLabelText('Secret key')).toBeNull();
    await enter('Site', OTHER, 'change');
    expect(names()).toEqual(['theirs']);
  });
});

describe('Forgetting every key', () => {
  async function twoSites(): Promise<FakeHost> {
    const host = new FakeHost();
    const stored = [{ id: 'a', name: 'a', text: SECRET, form: 'text', placedAt: 0, rank: 0 }];
    await host.memory.set(`keys:${OTHER}`, stored);
    await host.disk.set(MEMORY, stored);
    await host.disk.set('site:x', 'stays');
    await renderKeys(host);
    return host;
  }
  const status = () => screen.getByRole('status', { name: 'Result of forgetting the keys' }).textContent;

  it('asks first, and does nothing where the answer is no', async () => {
    const host = await twoSites();
    await press('Forget all keys…');
    expect(screen.getByRole('group', { name: 'Forget all keys?' }).textContent).toContain(
      'Forget 2 keys of 2 sites, in memory and on disk?',
    );
    expect(document.activeElement?.textContent).toBe('Keep them');
    await press('Keep them');
    expect(document.activeElement?.textContent).toBe('Forget all keys…');
    expect([host.memory.stored.size, host.disk.stored.size]).toEqual([1, 2]);
  });

  it('forgets those in memory and those on disk, nothing else, and says so', async () => {
    const host = await twoSites();
    await press('Forget all keys…');
    await press('Forget them');
    expect([...host.memory.stored.keys(), ...host.disk.stored.keys()]).toEqual(['site:x']);
    expect(status()).toBe('✓ Forgotten: no key is left, in memory or on disk.');
    await addKey('dev');
    expect(status()).toBe('');
  });

  it('says the browser’s reason where it could not', async () => {
    const host = await twoSites();
    Object.assign(host.disk, { remove: () => Promise.reject(new Error('the disk is read-only')) });
    await press('Forget all keys…');
    await press('Forget them');
    expect(status()).toBe(
      '✗ The browser could not forget all keys; some may still be stored: the disk is read-only',
    );
  });
});

it('never lets a key into the document, but for the value of a field', async () => {
  const host = new FakeHost();
  const store = await renderKeys(host);
  await enter('Secret key', SECRET);
  expect(html()).not.toContain(SECRET);
  await addKey(SECRET);
  await press('Show SECRET_KEY');
  expect(html()).not.toContain(SECRET);
  await enter('How SECRET_KEY is read', 'base64', 'change');
  await check('Remember SECRET_KEY on this computer');
  await addKey(`'${SECRET}`);
  await addKey(`['${SECRET}', '${SECRET}2', other(1)]`);
  await addKey(SECRET);
  await press('Move SECRET_KEY down');
  await enter('Read it', 'hex', 'change');
  await enter('Secret key', SECRET);
  expect(html()).not.toContain(SECRET);
  await press('Forget SECRET_KEY');
  expect(store.keyring.keysOf(SITE).length).toBeGreaterThan(0);
  expect(html()).not.toContain(SECRET);
});
