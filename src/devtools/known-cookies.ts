/** The cookies whose content the record already contains. Keeps no values. */
import { type Cookie, cookieId, forgetOldest } from '../cookies/index.ts';
import type { JarBefore } from '../messaging/recording.ts';

/** The most cookies remembered; beyond that, the oldest is forgotten, and recorded in full again. */
const MOST_COOKIES = 5_000;

export class KnownCookies {
  readonly #ids = new Set<string>();

  /** What an entry says about the previous content: in full only if no entry contains it yet. */
  told(before: Cookie | null): JarBefore {
    return before && this.#ids.has(cookieId(before)) ? 'told' : before;
  }

  /** The record contains the cookie's content. */
  add(cookie: Cookie): void {
    this.#ids.add(cookieId(cookie));
    forgetOldest(this.#ids, MOST_COOKIES);
  }
}
