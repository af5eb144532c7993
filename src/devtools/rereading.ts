/** Reads the browser's log again while there are redirects whose headers it has not shown yet. Records nothing itself. */

import type { Response } from './response.ts';
import type { Clock, Log } from './surroundings.ts';

/**
 * Milliseconds before each reading, the first of which follows at once: the headers mostly show within 20 ms, rarely
 * after 800, and the next navigation clears the log. A reading takes about 0.4 ms for each response in the log.
 */
const PAUSES = [0, 10, 20, 40, 80, 160, 320, 640];

type Wanted = { readonly response: Response; readings: number };

export class Rereading {
  readonly #readLog: () => Promise<Log>;
  readonly #clock: Clock;
  readonly #onLog: (log: Log) => void;
  readonly #onUnread: (response: Response) => void;
  #wanted: Wanted[] = [];
  #isRunning = false;

  /**
   * @param onLog is given what each reading shows
   * @param onUnread is given the responses whose headers were awaited and did not show
   */
  constructor(
    readLog: () => Promise<Log>,
    clock: Clock,
    onLog: (log: Log) => void,
    onUnread: (response: Response) => void,
  ) {
    this.#readLog = readLog;
    this.#clock = clock;
    this.#onLog = onLog;
    this.#onUnread = onUnread;
  }

  /** Reads until the response's headers show; or until the log has no such request any more, or it was read often enough. */
  want(response: Response): void {
    this.#wanted.push({ response, readings: 0 });
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#wanted.length > 0) {
      const fewest = Math.min(...this.#wanted.map(({ readings }) => readings));
      await this.#clock.pause(PAUSES[fewest] ?? 0);
      await this.#readOnce();
    }
    this.#isRunning = false;
  }

  async #readOnce(): Promise<void> {
    const asked = [...this.#wanted];
    const log = await this.#readLog().catch(() => null);
    if (log) this.#onLog(log);
    const settled = new Set(asked.filter((wanted) => this.#isSettled(wanted, log)));
    this.#wanted = this.#wanted.filter((wanted) => !settled.has(wanted));
  }

  #isSettled(wanted: Wanted, log: Log | null): boolean {
    wanted.readings++;
    const shown = log?.filter((other) => isSameRequest(other, wanted.response));
    if (shown?.length && shown.every(({ headers }) => headers === 'received')) return true;
    const isGone = shown?.length === 0;
    if (!isGone && wanted.readings < PAUSES.length) return false;
    if (wanted.response.headers === 'awaited') this.#onUnread(wanted.response);
    return true;
  }
}

function isSameRequest(a: Response, b: Response): boolean {
  return a.started === b.started && a.method === b.method && a.url.href === b.url.href;
}
