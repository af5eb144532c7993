/** Reads the browser's cookie store. Decides nothing about pages. */
import browser, { type Cookies } from 'webextension-polyfill';
import { type Cookie, domainMatches } from '../cookies/index.ts';
import { toCookie } from '../messaging/browser-cookie.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { domainsOf } from './domains.ts';

/**
 * Every cookie of the store that `host` can see, with any path, scheme and partition.
 *
 * Asked by domain and not by URL, because Firefox omits Secure cookies for an `http:` URL, loopback included, and
 * because cookies on other paths are needed too. A site without permission silently gives none.
 *
 * They come in the order in which a request sends them, some twice: the widest domain is asked first, and its answer
 * includes its subdomains; the browser sorts each answer, also by creation times that it does not show.
 */
export async function cookiesOf(host: string, storeId: string): Promise<Cookie[]> {
  const found = await Promise.all(
    domainsOf(host)
      .reverse()
      .map((domain) => browser.cookies.getAll({ domain, storeId, ...EVERY_PARTITION })),
  );
  return found
    .flat()
    .map(toCookie)
    .filter((cookie) => domainMatches(cookie, host));
}

/**
 * Without these, both browsers leave out partitioned cookies, and Firefox with first-party isolation does not answer
 * at all. Chromium in turn refuses a `firstPartyDomain`.
 */
const EVERY_PARTITION: Partial<Cookies.GetAllDetailsType> =
  RUNNING_IN === 'firefox' ? { partitionKey: {}, firstPartyDomain: null } : { partitionKey: {} };

/** The cookie store of the tab: its container in Firefox, its incognito jar in Chromium. */
export async function storeOf(tabId: number): Promise<string> {
  const tab = await browser.tabs.get(tabId);
  if (tab.cookieStoreId !== undefined) return tab.cookieStoreId;
  const stores = await browser.cookies.getAllCookieStores();
  const store = stores.find((candidate) => candidate.tabIds.includes(tabId));
  if (!store) throw new Error('the browser reports no cookie store for the inspected tab');
  return store.id;
}
