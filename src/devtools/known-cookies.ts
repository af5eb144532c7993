/** Of which cookies the record tells already what they hold. Keeps no values. */
import { type Cookie, cookieId, forgetOldest } from '../cookies/index.ts';
import type { JarBefore } from '../messaging/recording.ts';

/** Cookies that are remembered; beyond, the oldest is forgotten, and told in full once more. */
const MOST_COOKIES = 5_000;

export class KnownCookies {
  readonly #ids = new Set<string>();

  /** What an entry is to say of what was there before: in full only where no entry has told it. */
  told(before: Cookie | null): JarBefore {
    return before && this.#ids.has(cookieId(before)) ? 'told' : before;
  }

  /** The record tells what the cookie holds. */
  add(cookie: Cookie): void {
    this.#ids.add(cookieId(cookie));
    forgetOldest(this.#ids, MOST_COOKIES);
  }
}
