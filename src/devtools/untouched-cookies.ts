/** What the jar has held since before the record, as far as it was read. Forgets a cookie as soon as it changes; keeps no history. */
import {
  type BrowserFamily,
  type Cookie,
  cookieId,
  forgetOldest,
  KnownJar,
  sameCookie,
} from '../cookies/index.ts';
import type { JarState } from '../messaging/recording.ts';

/** Cookies known to have changed; beyond, the oldest is forgotten, and believed if it is read again. */
const MOST_CHANGED = 5_000;

export class UntouchedCookies {
  readonly #browser: BrowserFamily;
  readonly #jar = new KnownJar();
  readonly #changed = new Set<string>();

  constructor(browser: BrowserFamily) {
    this.#browser = browser;
  }

  /** The jar was read. What is told to have changed may have done so before the reading or after: that says nothing. */
  add(cookies: readonly Cookie[]): void {
    for (const cookie of cookies) if (!this.#changed.has(cookieId(cookie))) this.#jar.set(cookie);
  }

  /** Whether nothing was told of the cookie. */
  has(cookie: Cookie): boolean {
    return this.#jar.inPlaceOf(cookie) !== null;
  }

  /** A cookie was stored or removed. */
  change(cookie: Cookie): void {
    this.#jar.delete(cookie);
    this.#changed.add(cookieId(cookie));
    forgetOldest(this.#changed, MOST_CHANGED);
  }

  /**
   * What is being replaced, when a browser says that a cookie is (`overwrite`). Here the browsers differ: Chromium names
   * the cookie that goes, Firefox the one that comes, which says no more than that there was one. What was read answers
   * there, unless the reading came after: Firefox does not tell of a cookie that is replaced by an equal one.
   */
  replaced(named: Cookie): JarState {
    if (this.#browser === 'chromium') return named;
    const read = this.#jar.inPlaceOf(named);
    return read && !sameCookie(read, named) ? read : 'unknown';
  }
}
