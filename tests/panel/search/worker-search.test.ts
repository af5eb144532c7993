/** The search as the panel has it: one worker kept for questions, replaced when it has failed. The workers' own code runs here in place. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/keys/index.ts';
import { ANSWERS } from '../../../src/panel/search/answers.ts';
import type { SearchWorker } from '../../../src/panel/search/search-worker.ts';
import { createWorkerSearch } from '../../../src/panel/search/worker-search.ts';
import { FLASK_SIGNING, write } from '../../../src/session/index.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const SIGNED = write({ type: 'dict', entries: [] }, encode('dev\n'), 1_790_000_000);
const QUESTION: Question = {
  text: SIGNED,
  site: {
    origin: 'http://localhost',
    keys: [{ id: 'mine', text: 'dev', form: 'text', bytes: encode('dev') }],
    parameters: FLASK_SIGNING,
  },
  others: [],
};

const working: SearchWorker = {
  ask: async (name, asked) => ANSWERS[name](asked as never) as never,
  end: () => undefined,
};

describe('the search', () => {
  it('starts its worker with the first question, and keeps it', async () => {
    let started = 0;
    const search = createWorkerSearch(() => {
      started++;
      return working;
    });
    expect(started).toBe(0);
    const answers = await Promise.all([
      search.nearestMiss(QUESTION),
      search.publishedKey(SIGNED, FLASK_SIGNING),
      search.nearestMiss({ ...QUESTION, text: 'no session' }),
    ]);
    expect(answers).toMatchObject([{ misreading: 'newline-kept' }, null, null]);
    expect(started).toBe(1);
  });

  it('finds a published key', async () => {
    const text = write({ type: 'dict', entries: [] }, encode('dev'), 1_790_000_000);
    const search = createWorkerSearch(() => working);
    expect(await search.publishedKey(text, FLASK_SIGNING)).toMatchObject({ literal: "'dev'" });
  });

  it('says that its worker has failed, and asks a new one the next question', async () => {
    const workers: SearchWorker[] = [];
    const search = createWorkerSearch((onDead) => {
      const failing: SearchWorker = {
        ask: async () => {
          onDead();
          throw new Error('the search has ended unexpectedly');
        },
        end: () => undefined,
      };
      workers.push(workers.length === 0 ? failing : working);
      return workers.at(-1) ?? working;
    });
    await expect(search.nearestMiss(QUESTION)).rejects.toThrow('ended unexpectedly');
    expect(await search.nearestMiss(QUESTION)).toMatchObject({ misreading: 'newline-kept' });
    expect(workers).toHaveLength(2);
  });

  it('rejects where no worker can be started, and tries again', async () => {
    let attempts = 0;
    const search = createWorkerSearch(() => {
      if (attempts++ === 0) throw new TypeError('a policy forbids it');
      return working;
    });
    await expect(search.nearestMiss(QUESTION)).rejects.toThrow('a policy forbids it');
    expect(await search.nearestMiss(QUESTION)).toMatchObject({ keyId: 'mine' });
  });

  it.each([
    [0, 1],
    [3, 3],
    [64, 8],
  ])('on %i cores gives a list %i workers of its own, and ends them', async (cores, workers) => {
    let [started, ended] = [0, 0];
    const start = (): SearchWorker => {
      started++;
      return { ask: () => new Promise(() => undefined), end: () => void ended++ };
    };
    const search = createWorkerSearch(start, () => cores);
    const file = new Blob([`${'guess\n'.repeat(600_000)}dev`]);
    const list = { file, text: SIGNED, parameters: FLASK_SIGNING };
    const running = search.tryList(list, () => undefined);
    running.stop();
    expect(await running.result).toEqual({ outcome: 'stopped', keysTried: 0 });
    expect([started, ended]).toEqual([workers, workers]);
  });

  it('says that a list could not be tried where no worker can be started', async () => {
    const start = (): SearchWorker => {
      throw new TypeError('a policy forbids it');
    };
    const search = createWorkerSearch(start, () => 2);
    const list = { file: new Blob(['dev']), text: SIGNED, parameters: FLASK_SIGNING };
    expect(await search.tryList(list, () => undefined).result).toEqual({
      outcome: 'failed',
      message: 'a policy forbids it',
    });
  });
});
