/** The cookies whose content the record already contains. Keeps no values. */
import { type Cookie, cookieId, forgetOldest } from '../cookies/index.ts';
import type { JarBefore, JarState } from '../messaging/recording.ts';

/** The most cookies remembered; beyond that, the oldest is forgotten, and recorded in full again. */
const MOST_COOKIES = 5_000;

export class KnownCookies {
  readonly #ids = new Set<string>();

  /** What an entry is to say of what was in the cookie's place before: in full only where no entry has told it. */
  told(before: JarState, cookie: Cookie): JarBefore {
    return before !== null && this.#ids.has(cookieId(cookie)) ? 'told' : before;
  }

  /** The record contains the cookie's content. */
  add(cookie: Cookie): void {
    this.#ids.add(cookieId(cookie));
    forgetOldest(this.#ids, MOST_COOKIES);
  }
}
