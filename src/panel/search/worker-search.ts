/** The real search for keys: every trial runs in a worker, never on the panel's thread. */
import type { KeySearch } from './key-search.ts';
import type { QuestionName, Questions } from './messages.ts';
import { type SearchWorker, type StartWorker, startSearchWorker } from './search-worker.ts';

const MAX_WORKERS = 8;

/**
 * A search that keeps one worker for questions, started with the first one, and starts others for each list: one per
 * core, at most `MAX_WORKERS`.
 */
export function createWorkerSearch(
  startWorker: StartWorker = startSearchWorker,
  cores: () => number = () => navigator.hardwareConcurrency,
): KeySearch {
  let kept: SearchWorker | null = null;
  async function ask<Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]['asked'],
  ): Promise<Questions[Name]['answer']> {
    // A failed worker is replaced at the next question.
    kept ??= startWorker(() => {
      kept = null;
    });
    return kept.ask(name, asked);
  }
  return {
    nearestMiss: (question) => ask('nearestMiss', question),
    publishedKey: (text, parameters) => ask('publishedKey', { text, parameters }),
    tryList(list, onProgress) {
      const workerCount = Math.min(MAX_WORKERS, Math.max(1, cores()));
      // Few ever try a list.
      const started = import('./list-search.ts').then(({ searchList }) =>
        searchList(list, onProgress, startWorker, workerCount),
      );
      return {
        result: started.then(({ result }) => result),
        stop: () => void started.then(({ stop }) => stop()),
      };
    },
  };
}
