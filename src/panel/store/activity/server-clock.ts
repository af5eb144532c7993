/** How far each server's clock is from the browser's, by the Date of its responses. Judges no session. */
import { forgetOldest } from '../../../cookies/index.ts';
import type { Entry, SetCookieEntry } from '../../../messaging/recording.ts';

/** The difference of two clocks, as one response tells it. All in seconds, negative where the server's is behind. */
export type ServerOffset = {
  /**
   * By how much the server's clock is ahead at least: Date has no fractions, and the response took time to come.
   * Something dated by it is never later than the server's own now, for which itsdangerous would refuse it.
   */
  readonly atLeast: number;
  /** The same where the clocks are sure to differ; 0 where the response only took its time, or the second was cut. */
  readonly ahead: number;
};

/** By origin. */
export type ServerOffsets = ReadonlyMap<string, ServerOffset>;

/** The most origins remembered; beyond that, those heard of longest ago are forgotten. */
const MOST_ORIGINS = 200;

/** Seconds: servers write their Date once a second, some of them from a clock that they read once a second. */
const CUT = 1;

/** What a response tells; null: it has no Date (RFC 9110, section 6.6.1). Never throws. */
export function offsetBy({
  date,
  time,
  waited,
}: Pick<SetCookieEntry, 'date' | 'time' | 'waited'>): ServerOffset | null {
  // Without its zone, it would be read as local time.
  const sent = date?.endsWith('GMT') ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(sent)) return null;
  const atLeast = (sent - time) / 1000;
  // It was sent after the request was, whenever it came.
  const atMost = atLeast + waited / 1000 + CUT;
  return { atLeast, ahead: atLeast > 0 || atMost < -CUT ? atLeast : 0 };
}

/** The clocks of the servers in the record. The newest response counts: a clock may be set right at any time. */
export class ServerClocks {
  readonly #newest = new Map<string, ServerOffset & { readonly time: number }>();

  add(entry: Entry): void {
    if (entry.kind !== 'set-cookie' || !URL.canParse(entry.request.url.text)) return;
    const { origin } = new URL(entry.request.url.text);
    const offset = offsetBy(entry);
    if (!offset || (this.#newest.get(origin)?.time ?? 0) > entry.time) return;
    this.#newest.delete(origin);
    this.#newest.set(origin, { ...offset, time: entry.time });
    forgetOldest(this.#newest, MOST_ORIGINS);
  }

  /** As they are now. */
  get offsets(): ServerOffsets {
    return new Map(this.#newest);
  }
}
