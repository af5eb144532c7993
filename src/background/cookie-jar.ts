/** Reads the browser's cookie store and puts what it says into the program's own shape. Decides nothing about pages. */
import browser, { type Cookies } from 'webextension-polyfill';
import { type Cookie, domainMatches, type PartitionKey, type SameSite } from '../cookies/index.ts';
import type { CookieChange } from '../messaging/protocol.ts';
import { domainsOf } from './domains.ts';

/**
 * Every cookie of the store that `host` can see: of any path, of either scheme, of any partition.
 *
 * Asked by domain and not by URL, because Firefox leaves Secure cookies out when asked for an `http:` URL, loopback
 * included, and because cookies on other paths are wanted too. A site without permission gives none, silently.
 */
export async function cookiesOf(host: string, storeId: string): Promise<Cookie[]> {
  const found = await Promise.all(
    domainsOf(host).map((domain) => browser.cookies.getAll({ domain, storeId, ...EVERY_PARTITION })),
  );
  return found
    .flat()
    .map(toCookie)
    .filter((cookie) => domainMatches(cookie, host));
}

/**
 * Without these, both browsers leave out partitioned cookies, and Firefox with first-party isolation refuses to answer
 * at all. Chromium in turn refuses a `firstPartyDomain`.
 */
const EVERY_PARTITION: Partial<Cookies.GetAllDetailsType> = browser.runtime.getURL('').startsWith('moz-')
  ? { partitionKey: {}, firstPartyDomain: null }
  : { partitionKey: {} };

/** What a change event says of where the cookie lives. */
export function toCookieChange(cookie: Cookies.Cookie): CookieChange {
  return { storeId: cookie.storeId, domain: withoutDot(cookie.domain), hostOnly: cookie.hostOnly };
}

/** The cookie store of the tab: its container in Firefox, its incognito jar in Chromium. */
export async function storeOf(tabId: number): Promise<string> {
  const tab = await browser.tabs.get(tabId);
  if (tab.cookieStoreId !== undefined) return tab.cookieStoreId;
  const stores = await browser.cookies.getAllCookieStores();
  const store = stores.find((candidate) => candidate.tabIds.includes(tabId));
  if (!store) throw new Error('the browser names no cookie store for the inspected tab');
  return store.id;
}

function toCookie(cookie: Cookies.Cookie): Cookie {
  return {
    name: cookie.name,
    value: cookie.value,
    domain: withoutDot(cookie.domain),
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: SAME_SITE[cookie.sameSite] ?? 'unspecified',
    expires: cookie.expirationDate ?? null,
    storeId: cookie.storeId,
    partitionKey: toPartitionKey(cookie),
    firstPartyDomain: cookie.firstPartyDomain ?? '',
  };
}

/** Chromium says `no_restriction` for `None`. */
const SAME_SITE: Readonly<Record<string, SameSite>> = {
  strict: 'strict',
  lax: 'lax',
  no_restriction: 'none',
};

function toPartitionKey(cookie: Cookies.Cookie): PartitionKey | null {
  const key = cookie.partitionKey as
    | (Cookies.PartitionKey & { hasCrossSiteAncestor?: boolean })
    | undefined
    | null;
  if (!key?.topLevelSite) return null;
  return { topLevelSite: key.topLevelSite, hasCrossSiteAncestor: key.hasCrossSiteAncestor ?? null };
}

function withoutDot(domain: string): string {
  return domain.startsWith('.') ? domain.slice(1) : domain;
}
