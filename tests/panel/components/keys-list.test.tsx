// @vitest-environment happy-dom
/** Trying a list of keys on the selected session: what is offered, the progress, and every outcome. On a fake host. */
import { screen } from '@testing-library/preact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSecretKey } from '../../../src/keys/index.ts';
import { exactText } from '../../../src/panel/components/keys/adding.ts';
import type { ListProgress, ListResult, ListToTry } from '../../../src/panel/search/key-search.ts';
import { write } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { addKey, field, press, renderKeys, SITE, section } from '../../support/render-keys.tsx';
import { settle } from '../../support/render-panel.tsx';

const KEY = 'zq-unmistakable-93';
const FIELD = 'List of keys to try on session, one per line';

function signedWith(key: string | Uint8Array): string {
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key;
  return write({ type: 'dict', entries: [['a', { type: 'str', text: 'b' }]] }, bytes, 1_790_000_000);
}

/** A search whose progress and end are what the test says. */
class ToldSearch {
  asked: ListToTry | null = null;
  isStopped = false;
  tell: (progress: ListProgress) => void = () => undefined;
  end: (result: ListResult) => void = () => undefined;

  readonly tryList = (list: ListToTry, onProgress: (progress: ListProgress) => void) => {
    this.asked = list;
    this.tell = onProgress;
    const result = new Promise<ListResult>((resolve) => {
      this.end = resolve;
    });
    return {
      result,
      stop: () => {
        this.isStopped = true;
        this.end({ outcome: 'stopped', keysTried: 12_345 });
      },
    };
  };
}

async function withSession(value = signedWith(KEY)) {
  const host = new FakeHost();
  const search = new ToldSearch();
  host.keySearch = { ...host.keySearch, tryList: search.tryList };
  host.page = pageWith([cookie({ value }), cookie({ name: 'theme', value: 'dark' })]);
  const store = await renderKeys(host);
  return { host, search, store };
}

async function choose(file: File): Promise<void> {
  const input = field(FIELD);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await settle(() => input.dispatchEvent(new Event('change', { bubbles: true })));
}

const part = () => section('Try a list of keys');
const result = () => part().getByRole('status', { name: 'Result of the list' }).textContent;
const list = () => new File(['one\ntwo\n'], 'words.txt');

describe('What it is tried on', () => {
  it('is the selected session, named', async () => {
    await withSession();
    expect(field(FIELD).closest('label')?.textContent).toBe('On session of localhost: ');
    expect(field(FIELD).type).toBe('file');
  });

  it('is nothing without a selected cookie', async () => {
    await renderKeys(new FakeHost());
    expect(part().getByText(/^No cookie is selected/)).toBeTruthy();
  });

  it('is nothing where the cookie is not signed', async () => {
    const { store } = await withSession();
    const theme = store.page.entries.value.find((entry) => entry.cookie.name === 'theme');
    await settle(() => store.selection.select(theme?.id ?? ''));
    expect(part().getByText(/is not signed: there is no key to find/)).toBeTruthy();
  });

  it('is nothing where the key is known', async () => {
    await withSession();
    await addKey(KEY, 'mine');
    expect(screen.queryByLabelText(FIELD)).toBeNull();
    expect(part().getByText('mine', { selector: 'b' }).parentElement?.textContent).toBe(
      '✓ The key that signed session of localhost is already known: mine.',
    );
  });
});

describe('The search', () => {
  it('asks with the cookie, the file and the parameters of the site, and shows how far it is', async () => {
    const { search, store } = await withSession();
    await settle(() => store.settings.change(SITE, { cookieName: 'session' }));
    await choose(list());
    expect(search.asked?.text).toBe(store.page.entries.value[0]?.cookie.value);
    expect(search.asked?.parameters.salt).toBe('cookie-session');
    expect(await search.asked?.file.text()).toBe('one\ntwo\n');
    const bar = part().getByRole('progressbar', { name: 'Bytes of the list read' });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['0', '8']);
    await settle(() => search.tell({ done: 1_234_567, total: 139_921_497, keysTried: 120_000 }));
    expect(part().getByText('1,234,567 of 139,921,497 bytes, 120,000 keys tried')).toBeTruthy();
  });

  it('is stopped by the user', async () => {
    const { search } = await withSession();
    await choose(list());
    await press('Stop');
    expect(search.isStopped).toBe(true);
    expect(result()).toBe(
      'Stopped: 12,345 keys in words.txt tried, and none of them signed session of localhost.',
    );
    expect(field(FIELD)).toBeTruthy();
  });

  it.each<[ListResult, string]>([
    [
      { outcome: 'not-found', keysTried: 14_344_391, skipped: 2 },
      '✗ Not found: none of the 14,344,391 keys in words.txt signed session of localhost. 2 lines skipped: too long to be a key.',
    ],
    [
      { outcome: 'not-found', keysTried: 2, skipped: 0 },
      '✗ Not found: none of the 2 keys in words.txt signed session of localhost.',
    ],
    [
      { outcome: 'failed', message: 'The file was removed' },
      '✗ words.txt could not be tried: The file was removed',
    ],
  ])('says what came of it: %j', async (ended, sentence) => {
    const { search } = await withSession();
    await choose(list());
    await settle(() => search.end(ended));
    expect(result()).toBe(sentence);
  });

  it('names the key that it found by nothing, and adds it to the keyring', async () => {
    const { search, store } = await withSession();
    await choose(list());
    await settle(() => search.end({ outcome: 'found', key: new TextEncoder().encode(KEY), line: KEY }));
    expect(result()).toMatch(/^✓ Found: a key in words.txt signed session of localhost\. •{8}Show/);
    await press('Show found');
    expect(field('The key found').value).toBe(KEY);
    await press('Add it to the keyring');
    expect(store.keyring.keysOf(SITE).map(({ text, form }) => [text, form])).toEqual([[KEY, 'text']]);
    expect(result()).toContain('Added: key 1.');
    expect(document.documentElement.outerHTML).not.toContain(KEY);
  });

  it('adds a key that is no text exact to the byte', async () => {
    const bytes = Uint8Array.of(0xff, 0x27, 0x00, 0x64);
    const { search, store } = await withSession(signedWith(bytes));
    await choose(list());
    await settle(() => search.end({ outcome: 'found', key: bytes, line: null }));
    await press('Add it to the keyring');
    const [key] = store.keyring.keysOf(SITE);
    expect([...(key?.bytes ?? [])]).toEqual([...bytes]);
    expect(key?.form).toBe('literal');
    const [entry] = store.page.entries.value;
    expect(entry && store.verdicts.signatureOf(entry).state).toBe('valid');
  });

  it('adds the key of a frame’s session to the frame’s site', async () => {
    const host = new FakeHost();
    const search = new ToldSearch();
    host.keySearch = { ...host.keySearch, tryList: search.tryList };
    const frame = { host: 'shop.localhost', url: 'http://shop.localhost/', isTop: false, missing: [] };
    const page = pageWith([]);
    if (page.kind !== 'page') throw new Error('pageWith makes a page');
    const session = cookie({ value: signedWith(KEY), domain: 'shop.localhost' });
    host.page = { ...page, hosts: [...page.hosts, { ...frame, cookies: [session] }] };
    const store = await renderKeys(host);
    await choose(list());
    await settle(() => search.end({ outcome: 'found', key: new TextEncoder().encode(KEY), line: KEY }));
    await press('Add it to the keyring');
    expect(store.keyring.keysOf('http://shop.localhost')).toHaveLength(1);
    expect(store.keyring.keysOf(SITE)).toEqual([]);
  });
});

it('has a text for every key, from which the same bytes are read again', () => {
  const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
  const utf8 = fc
    .string({ minLength: 1, unit: 'binary' })
    .filter((text) => text.isWellFormed())
    .map((text) => new TextEncoder().encode(text));
  fc.assert(
    fc.property(fc.oneof(anyBytes, utf8), (bytes) => {
      const { text, form } = exactText(bytes);
      const reading = readSecretKey(text, form);
      expect(reading.ok && [...reading.key.bytes]).toEqual([...bytes]);
    }),
    { verbose: true, examples: [[Uint8Array.of(0xef, 0xbb, 0xbf)], [Uint8Array.of(0x0d, 0x0a)]] },
  );
});
