/** What a browser's jar is known to hold, from what was reported. Judges nothing; always bounded. */
import { forgetOldest } from './forget-oldest.ts';
import { COOKIES_PER_SITE } from './jar-limits.ts';
import { type Cookie, cookieId } from './model.ts';

/** Beyond, the name told longest ago is forgotten. Of one name as many cookies are kept as a browser keeps of a site. */
const MOST_NAMES = 5_000;

export class KnownJar {
  readonly #byName = new Map<string, Map<string, Cookie>>();

  get cookies(): readonly Cookie[] {
    return Array.from(this.#byName.values(), (same) => [...same.values()]).flat();
  }

  /** The cookies with that name, whatever their host. */
  named(name: string): readonly Cookie[] {
    return [...(this.#byName.get(name)?.values() ?? [])];
  }

  /** The cookie in the same place. */
  inPlaceOf(cookie: Cookie): Cookie | null {
    return this.#byName.get(cookie.name)?.get(cookieId(cookie)) ?? null;
  }

  set(cookie: Cookie): void {
    const same = this.#byName.get(cookie.name) ?? new Map<string, Cookie>();
    this.#byName.delete(cookie.name);
    this.#byName.set(cookie.name, same);
    same.set(cookieId(cookie), cookie);
    forgetOldest(same, COOKIES_PER_SITE);
    forgetOldest(this.#byName, MOST_NAMES);
  }

  delete(cookie: Cookie): void {
    const same = this.#byName.get(cookie.name);
    same?.delete(cookieId(cookie));
    if (same?.size === 0) this.#byName.delete(cookie.name);
  }
}
