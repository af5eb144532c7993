/** Which cookies concern the inspected tab: its store, and the hosts that it has used since DevTools opened. */
import { type Cookie, domainMatches, forgetOldest, isOfSite } from '../cookies/index.ts';
import type { Jar } from './surroundings.ts';

/** The most hosts remembered; beyond that, the least recent are forgotten. */
const MOST_HOSTS = 1_000;
/** Hosts that are read at a time: a page may have any number of frames. */
const MOST_READINGS = 20;

export class TabPlace {
  readonly #jar: Pick<Jar, 'readPage' | 'findCookies'>;
  readonly #onCookies: (cookies: readonly Cookie[]) => void;
  readonly #hosts = new Set<string>();
  /** Hosts whose cookies were read in full. */
  readonly #read = new Set<string>();
  readonly #beingRead = new Set<string>();
  /** Null until it is known. */
  storeId: string | null = null;
  /** The top page's address; null until it is known. */
  page: string | null = null;

  /** @param onCookies is given the cookies of each host that the tab goes to, when they are read */
  constructor(jar: Pick<Jar, 'readPage' | 'findCookies'>, onCookies: (cookies: readonly Cookie[]) => void) {
    this.#jar = jar;
    this.#onCookies = onCookies;
    void this.#readPage();
  }

  /** The top page has changed. */
  goTo(page: string): void {
    this.page = page;
    if (URL.canParse(page)) this.addHost(new URL(page).hostname);
    void this.look(page);
  }

  /**
   * Reads the cookies of an address' host, once: what happens to them later is told. Best before the host has answered
   * and replaced them; of one that a redirect led to, it is known only then.
   */
  async look(address: string): Promise<void> {
    if (!isWebPage(address)) return;
    const url = new URL(address);
    const { hostname } = url;
    const isNew = !this.#read.has(hostname) && !this.#beingRead.has(hostname);
    if (!isNew || this.#beingRead.size >= MOST_READINGS) return;
    this.#beingRead.add(hostname);
    const found = await this.#jar.findCookies(url, null).catch(() => null);
    this.#beingRead.delete(hostname);
    if (!found) return;
    this.storeId = found.storeId;
    // What is hidden now may be shown later.
    if (found.hidden.length === 0) this.#addRead(hostname);
    this.#onCookies(found.cookies);
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

  #addRead(host: string): void {
    this.#read.add(host);
    forgetOldest(this.#read, MOST_HOSTS);
  }

  /** The page that was there before DevTools opened. */
  async #readPage(): Promise<void> {
    const page = await this.#jar.readPage().catch(() => null);
    if (page?.kind !== 'page') return;
    this.storeId = page.storeId;
    this.page ??= page.url;
    for (const { host, missing } of page.hosts) {
      this.addHost(host);
      if (missing.length === 0) this.#addRead(host);
    }
    this.#onCookies(page.hosts.flatMap(({ cookies }) => cookies));
  }
}

export function isWebPage(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
