/** Knows which responses with Set-Cookie were recorded, be it from their event or from the browser's log. Keeps no headers. */
import { forgetOldest } from '../cookies/index.ts';
import type { Response } from './response.ts';

/** Names that are remembered, of each kind; beyond, the oldest is forgotten. */
const MOST_NAMES = 5_000;

/**
 * Two responses may have the same name (the same request twice within a millisecond), so they are counted. The log of
 * Chromium lists unfinished ones as well; their events are yet to come.
 */
export class ToldResponses {
  readonly #events = new Map<string, number>();
  /** Those recorded from the log whose event has not come. */
  readonly #listed = new Map<string, number>();

  /** Whether the event's response is still to be recorded. */
  isNew(event: Response): boolean {
    const name = nameOf(event);
    const listed = this.#listed.get(name) ?? 0;
    count(this.#events, name, 1);
    if (listed > 0) count(this.#listed, name, -1);
    return listed === 0;
  }

  /** Those of the log that are still to be recorded; to be asked once for each reading. */
  newOf(log: readonly Response[]): Response[] {
    const inLog = new Map<string, number>();
    return log.filter((response) => {
      const name = nameOf(response);
      const known = (this.#events.get(name) ?? 0) + (this.#listed.get(name) ?? 0);
      count(inLog, name, 1);
      if ((inLog.get(name) ?? 0) <= known) return false;
      count(this.#listed, name, 1);
      return true;
    });
  }
}

function count(counts: Map<string, number>, name: string, change: 1 | -1): void {
  const sum = (counts.get(name) ?? 0) + change;
  counts.delete(name);
  if (sum > 0) counts.set(name, sum);
  forgetOldest(counts, MOST_NAMES);
}

/** Short, whatever the response: what differs beyond is taken for the same, and counted. */
function nameOf({ started, method, url, setCookies }: Response): string {
  const beginnings = setCookies.slice(0, 3).map((header) => header.slice(0, 100));
  const length = setCookies.reduce((sum, header) => sum + header.length, 0);
  return JSON.stringify([started, method, url.href.length, url.href.slice(0, 200), length, ...beginnings]);
}
