/** What the jar held before the oldest entry kept, as far as it is known. Keeps no history. */
import { type Cookie, KnownJar } from '../cookies/index.ts';
import { isCookie } from '../messaging/jar-state.ts';
import type { Entry } from '../messaging/recording.ts';

export class EarlierJar {
  readonly #jar = new KnownJar();
  #hasBegun = false;

  /** What is there when recording begins; anything reported later is recorded. */
  begin(cookies: readonly Cookie[]): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    for (const cookie of cookies) if (!this.#jar.inPlaceOf(cookie)) this.#jar.set(cookie);
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
