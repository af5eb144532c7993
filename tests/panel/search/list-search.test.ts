/** A list of keys tried slice by slice: every line once, wherever the slices part it; stopped, failed, found. The workers' own code runs here in place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE, tryLines } from '../../../src/keys/index.ts';
import { ANSWERS } from '../../../src/panel/search/answers.ts';
import type { ListProgress } from '../../../src/panel/search/key-search.ts';
import { searchList } from '../../../src/panel/search/list-search.ts';
import type { SearchWorker, StartWorker } from '../../../src/panel/search/search-worker.ts';
import { FLASK_SIGNING, write } from '../../../src/session/index.ts';
import { seedFor } from '../../support/reference.ts';

const SEED = seedFor('list search');

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const signedBy = (key: string): string => write({ type: 'dict', entries: [] }, encode(key), 1_790_000_000);

/** What the workers do, without workers. */
const inPlace: StartWorker = () => ({
  ask: async (name, asked) => ANSWERS[name](asked as never) as never,
  end: () => undefined,
});

const search = (
  content: string | Uint8Array<ArrayBuffer>,
  text: string,
  {
    workers = 1,
    sliceBytes = 64,
    start = inPlace,
    onProgress = (_progress: ListProgress): void => undefined,
  } = {},
) =>
  searchList(
    { file: new Blob([content]), text, parameters: FLASK_SIGNING },
    onProgress,
    start,
    workers,
    sliceBytes,
  );

describe('the lines of a list', () => {
  /** Every key that is tried, slice by slice. */
  function keysOf(list: Uint8Array, sliceBytes: number): { keys: string[]; skipped: number } {
    const keys: string[] = [];
    let skipped = 0;
    for (let start = 0; start < list.length; start += sliceBytes) {
      const from = Math.max(0, start - 1);
      const end = Math.min(list.length, start + sliceBytes);
      const piece = list.subarray(from, end + MAX_LINE + 2);
      const tried = tryLines(piece, start - from, end - from, (key) => {
        keys.push(hex(key));
        return false;
      });
      expect(tried.found).toBeNull();
      skipped += tried.skipped;
    }
    return { keys, skipped };
  }
  const all = (...lines: string[]): string[] => lines.map((line) => hex(encode(line)));

  it.each([
    ['ends of either kind, and none at the end', 'a\nb\r\nc', all('a', 'b', 'c')],
    ['empty lines', '\n\n a\n\r\n\n', all(' a')],
    ['nothing', '', []],
    ['a byte order mark', '\ufeffa\n\ufeffb', all('a', '\ufeffb')],
    ['a literal, and its value', `'a\\n'\nb"x"\n"\n`, all(`'a\\n'`, 'a\n', 'b"x"', 'x', '"')],
    ['letters of several bytes', 'schlüssel\n鍵\n', all('schlüssel', '鍵')],
    ['a carriage return inside', 'a\rb\n', all('a\rb')],
  ])('%s', (_, list, keys) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(keysOf(encode(list), size).keys).toEqual(keys);
  });

  it('that are too long are skipped, and counted once', () => {
    const list = encode(`a\n${'x'.repeat(MAX_LINE)}\n${'y'.repeat(MAX_LINE + 1)}\n${'z'.repeat(5000)}\nb`);
    for (const size of [7, 100, 1024, 10_000]) {
      expect(keysOf(list, size)).toEqual({ keys: all('a', 'x'.repeat(MAX_LINE), 'b'), skipped: 2 });
    }
  });

  it('are the same however the list is cut', () => {
    const line = fc.oneof(fc.string({ maxLength: 9 }), fc.constantFrom("'q'", 'é', '', '鍵\r', ' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (lines, size) => {
        const list = encode(lines.join('\n'));
        expect(keysOf(list, size)).toEqual(keysOf(list, list.length + 1));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('a search', () => {
  const words = Array.from({ length: 500 }, (_, n) => `guess ${n}`);

  it.each([1, 3, 8])('finds the key with %i workers', async (workers) => {
    for (const key of ['guess 0', 'guess 250', 'guess 499']) {
      const result = await search(words.join('\r\n'), signedBy(key), { workers }).result;
      expect(result).toEqual({ outcome: 'found', key: encode(key), line: key });
    }
  });

  it('finds a key that is no text', async () => {
    const key = Uint8Array.of(0xff, 0xfe, 0x80);
    const list = Uint8Array.of(...encode('a\n'), ...key, 0x0a);
    const text = write({ type: 'dict', entries: [] }, key, 1_790_000_000);
    expect(await search(list, text).result).toEqual({ outcome: 'found', key, line: null });
  });

  it('says how many keys it tried where none is the one, and tells of its progress', async () => {
    const told: ListProgress[] = [];
    const list = `${words.join('\n')}\n${'x'.repeat(2000)}\n`;
    const search_ = search(list, signedBy('another'), {
      workers: 2,
      onProgress: (each) => void told.push(each),
    });
    expect(await search_.result).toEqual({ outcome: 'not-found', keysTried: 500, skipped: 1 });
    expect(told.length).toBeGreaterThan(0);
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
  });

  it('tries nothing of an empty file, nor on what has no signature', async () => {
    expect(await search('', signedBy('a')).result).toEqual({
      outcome: 'not-found',
      keysTried: 0,
      skipped: 0,
    });
    expect(await search('a\n', 'no session').result).toMatchObject({ outcome: 'not-found' });
  });

  it('ends at once when it is stopped, and its workers with it', async () => {
    let ended = 0;
    const silent: SearchWorker = { ask: () => new Promise(() => undefined), end: () => void ended++ };
    const running = search(words.join('\n'), signedBy('guess 9'), { workers: 3, start: () => silent });
    running.stop();
    expect(await running.result).toEqual({ outcome: 'stopped', keysTried: 0 });
    expect(ended).toBe(3);
  });

  it('says so when a worker fails or the file cannot be read, and ends the others', async () => {
    let ended = 0;
    const failing: SearchWorker = {
      ask: () => Promise.reject(new Error('the file was removed')),
      end: () => void ended++,
    };
    const running = search(words.join('\n'), signedBy('guess 9'), { workers: 2, start: () => failing });
    expect(await running.result).toEqual({ outcome: 'failed', message: 'the file was removed' });
    expect(ended).toBe(2);
  });
});
