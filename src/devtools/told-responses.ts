/** Knows which responses with Set-Cookie were recorded, from their event or from the browser's log. Keeps no headers. */
import { forgetOldest } from '../cookies/index.ts';
import type { Response } from './response.ts';

/** The most names of each kind remembered; beyond that, the oldest is forgotten. */
const MOST_NAMES = 5_000;

/**
 * Two responses may have the same name (the same request twice within a millisecond), so they are counted. Chromium's
 * log also lists unfinished responses, whose events come later.
 */
export class ToldResponses {
  readonly #events = new Map<string, number>();
  /** Responses recorded from the log whose event has not come yet. */
  readonly #listed = new Map<string, number>();

  /** Whether the event's response has not been recorded yet. */
  isNew(event: Response): boolean {
    const name = nameOf(event);
    const listed = this.#listed.get(name) ?? 0;
    count(this.#events, name, 1);
    if (listed > 0) count(this.#listed, name, -1);
    return listed === 0;
  }

  /** The responses in the log that have not been recorded yet; call it once for each reading. */
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

/** Short, whatever the response: responses that differ only beyond that are treated as the same, and counted. */
function nameOf({ started, method, url, setCookies }: Response): string {
  const beginnings = setCookies.slice(0, 3).map((header) => header.slice(0, 100));
  const length = setCookies.reduce((sum, header) => sum + header.length, 0);
  return JSON.stringify([started, method, url.href.length, url.href.slice(0, 200), length, ...beginnings]);
}
