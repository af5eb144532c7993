/** Tries a file's lines on several workers, slice by slice. It must not read the file itself: that is the workers' task. */
import type { ListProgress, ListResult, ListSearch, ListToTry } from './key-search.ts';
import type { SearchWorker, StartWorker } from './search-worker.ts';

/** A worker takes a few tenths of a second for each. */
const SLICE_BYTES = 256 * 1024;
const PROGRESS_MILLISECONDS = 100;

/**
 * Starts at most `workerCount` workers, which end with the search. The beginning of the file is tried first: that is
 * where lists have the likely keys.
 * @param sliceBytes how much of the file a worker reads at once
 */
export function searchList(
  list: ListToTry,
  onProgress: (progress: ListProgress) => void,
  startWorker: StartWorker,
  workerCount: number,
  sliceBytes: number = SLICE_BYTES,
): ListSearch {
  const { file, text, parameters } = list;
  const total = file.size;
  const workers: SearchWorker[] = [];
  let resolve: (result: ListResult) => void;
  const result = new Promise<ListResult>((resolver) => {
    resolve = resolver;
  });
  let isOver = false;
  let next = 0;
  let done = 0;
  let keysTried = 0;
  let skipped = 0;
  let reportedAt = 0;

  const settle = (outcome: ListResult): void => {
    if (isOver) return;
    isOver = true;
    for (const worker of workers) worker.end();
    resolve(outcome);
  };
  const report = (): void => {
    const now = performance.now();
    if (now - reportedAt < PROGRESS_MILLISECONDS) return;
    reportedAt = now;
    onProgress({ done, total, keysTried });
  };
  const runThrough = async (worker: SearchWorker): Promise<void> => {
    while (next < total) {
      const start = next;
      const end = Math.min(total, start + sliceBytes);
      next = end;
      const tried = await worker.ask('trySlice', { file, start, end, text, parameters });
      if (isOver) return;
      done += end - start;
      keysTried += tried.keysTried;
      skipped += tried.skipped;
      if (tried.found) settle({ outcome: 'found', ...tried.found });
      else report();
    }
  };

  const runAll = async (): Promise<ListResult> => {
    const count = Math.min(workerCount, Math.ceil(total / sliceBytes));
    for (let n = 0; n < count; n++) workers.push(startWorker(() => undefined));
    await Promise.all(workers.map(runThrough));
    return { outcome: 'not-found', keysTried, skipped };
  };
  runAll().then(settle, (error: unknown) => settle({ outcome: 'failed', message: messageOf(error) }));
  return { result, stop: () => settle({ outcome: 'stopped', keysTried }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
