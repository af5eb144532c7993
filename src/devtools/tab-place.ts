/** Which cookies concern the inspected tab: its store, and the hosts that it has used since DevTools opened. */
import { type Cookie, domainMatches, forgetOldest, isOfSite } from '../cookies/index.ts';
import type { Jar } from './surroundings.ts';

/** The most hosts remembered; beyond that, the least recent are forgotten. */
const MOST_HOSTS = 1_000;

export class TabPlace {
  readonly #jar: Pick<Jar, 'readPage'>;
  readonly #onCookies: (cookies: readonly Cookie[]) => void;
  readonly #hosts = new Set<string>();
  /** Null until it is known. */
  storeId: string | null = null;
  /** The top page's address; null until it is known. */
  page: string | null = null;

  /** @param onCookies called with the cookies of the page when it is read */
  constructor(jar: Pick<Jar, 'readPage'>, onCookies: (cookies: readonly Cookie[]) => void) {
    this.#jar = jar;
    this.#onCookies = onCookies;
    void this.#readPage();
  }

  /** The top page has changed. */
  goTo(page: string): void {
    this.page = page;
    if (URL.canParse(page)) this.addHost(new URL(page).hostname);
  }

  /** As in `URL.hostname`. */
  addHost(host: string): void {
    this.#hosts.delete(host);
    this.#hosts.add(host);
    forgetOldest(this.#hosts, MOST_HOSTS);
  }

  /** Whether the cookie is certainly in another store. */
  isElsewhere({ storeId }: Cookie): boolean {
    return this.storeId !== null && this.storeId !== storeId;
  }

  /** Whether a page or frame of this tab could see the cookie. */
  async sees(cookie: Cookie): Promise<boolean> {
    if (this.storeId === null) await this.#readPage();
    return this.storeId === cookie.storeId && this.#isOfHosts(cookie);
  }

  #isOfHosts({ domain, hostOnly, partitionKey }: Cookie): boolean {
    const hosts = [...this.#hosts];
    return (
      hosts.some((host) => domainMatches({ domain, hostOnly }, host)) &&
      (partitionKey === null || hosts.some((host) => isOfSite(host, partitionKey.topLevelSite)))
    );
  }

  /** The page that was there before DevTools opened. */
  async #readPage(): Promise<void> {
    const page = await this.#jar.readPage().catch(() => null);
    if (page?.kind !== 'page') return;
    this.storeId = page.storeId;
    this.page ??= page.url;
    for (const { host } of page.hosts) this.addHost(host);
    this.#onCookies(page.hosts.flatMap(({ cookies }) => cookies));
  }
}
