/** Reads the browser's log again until it shows the headers of a response. Records nothing itself. */
import type { Response } from './response.ts';
import type { Clock, Log } from './surroundings.ts';

/**
 * Milliseconds between two readings. The first follows at once, and each interval doubles the time waited so far,
 * within these bounds: the headers usually appear within 20 ms, rarely after 800, and the next navigation clears the
 * log.
 */
const SHORTEST_PAUSE = 10;
const LONGEST_PAUSE = 150;
/** Milliseconds after which one last reading decides. */
const PATIENCE = 1_200;

export class Rereading {
  readonly #readLog: () => Promise<Log>;
  readonly #clock: Clock;
  readonly #onLog: (log: Log) => void;
  #last: Promise<Log | null> = Promise.resolve(null);
  #next: Promise<Log | null> | null = null;
  #isLater = false;

  /** @param onLog called with the result of each reading */
  constructor(readLog: () => Promise<Log>, clock: Clock, onLog: (log: Log) => void) {
    this.#readLog = readLog;
    this.#clock = clock;
    this.#onLog = onLog;
  }

  /** A reading that has not begun yet, shared by all callers until then. Null if the log cannot be read. */
  read(): Promise<Log | null> {
    if (this.#next) return this.#next;
    // One at a time: a reading takes about 0.4 ms for each response in the log.
    this.#last = this.#last.then(async () => {
      this.#next = null;
      const log = await this.#readLog().catch(() => null);
      if (log) this.#onLog(log);
      return log;
    });
    this.#next = this.#last;
    return this.#next;
  }

  /** An occasional reading, shared by all callers until then. */
  async readLater(): Promise<void> {
    if (this.#isLater) return;
    this.#isLater = true;
    await this.#clock.pause(PATIENCE);
    this.#isLater = false;
    await this.read();
  }

  /** Reads until the headers appear. False: the log no longer has the request, or the time is up. */
  async until(response: Response): Promise<boolean> {
    const since = this.#clock.now();
    for (;;) {
      const waited = this.#clock.now() - since;
      const log = await this.read();
      const shown = log?.filter((other) => isSameRequest(other, response));
      if (shown?.length && shown.every(({ headers }) => headers === 'received')) return true;
      if (shown?.length === 0 || waited >= PATIENCE) return false;
      await this.#clock.pause(Math.min(Math.max(waited, SHORTEST_PAUSE), LONGEST_PAUSE));
    }
  }
}

function isSameRequest(a: Response, b: Response): boolean {
  return a.started === b.started && a.method === b.method && a.url.href === b.url.href;
}
