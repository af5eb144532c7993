/** What the jar held before the oldest entry kept, as far as it is known. Keeps no history. */
import { type Cookie, KnownJar } from '../cookies/index.ts';
import { isCookie } from '../messaging/jar-state.ts';
import type { Entry } from '../messaging/recording.ts';

export class EarlierJar {
  readonly #jar = new KnownJar();

  /** What was there all along, and no entry is about. Gives what was not known of it. */
  learn(cookies: readonly Cookie[]): Cookie[] {
    const news = cookies.filter((cookie) => !this.#jar.inPlaceOf(cookie));
    for (const cookie of news) this.#jar.set(cookie);
    return news;
  }

  /** The oldest entry is dropped: its result is what the jar held before the next one. */
  pass(entry: Entry): void {
    if (entry.kind === 'unread') return;
    if (entry.kind === 'change') {
      if (entry.removed) this.#jar.delete(entry.cookie);
      else this.#jar.set(entry.cookie);
    } else if (isCookie(entry.jar)) this.#jar.set(entry.jar);
    else if (entry.jar === null && isCookie(entry.before)) this.#jar.delete(entry.before);
  }

  get cookies(): readonly Cookie[] {
    return this.#jar.cookies;
  }
}
