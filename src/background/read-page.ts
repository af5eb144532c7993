/** Reads the inspected tab's page, its frames and the cookies they can see. Asks the browser again each time. */
import browser, { type WebNavigation } from 'webextension-polyfill';
import { type Cookie, cookieId, isPartitionOf } from '../cookies/index.ts';
import type { HostReading, PageReading } from '../messaging/protocol.ts';
import { missingAccess } from './access.ts';
import { cookiesOf, storeOf } from './cookie-jar.ts';

/** A page can hold any number of frames; the hosts beyond this many are not read. */
const MOST_HOSTS = 50;

/** Reads the tab as it is now. Rejects if the tab is gone. */
export async function readPage({ tabId }: { readonly tabId: number }): Promise<PageReading> {
  const frames = ((await browser.webNavigation.getAllFrames({ tabId })) ?? []).filter(isActive);
  const top = frames.find((frame) => frame.frameId === 0);
  const page = top && webUrl(top.url);
  if (!page) return { kind: 'closed', url: top?.url ?? '' };

  const urls = new Map([[page.hostname, page]]);
  for (const frame of frames) {
    const url = webUrl(frame.url);
    if (url && !urls.has(url.hostname) && urls.size < MOST_HOSTS) urls.set(url.hostname, url);
  }

  const storeId = await storeOf(tabId);
  const readings = await Promise.all([...urls.values()].map((url) => readHost(url, page, storeId)));
  return { kind: 'page', url: page.href, storeId, hosts: withoutRepeats(readings) };
}

async function readHost(url: URL, page: URL, storeId: string): Promise<HostReading> {
  const [cookies, missing] = await Promise.all([
    cookiesOf(url.hostname, storeId),
    missingAccess(url.hostname),
  ]);
  return {
    host: url.hostname,
    url: url.href,
    isTop: url.hostname === page.hostname,
    cookies: cookies.filter(
      (c) => c.partitionKey === null || isPartitionOf(c.partitionKey.topLevelSite, page),
    ),
    missing,
  };
}

/** A domain cookie is visible to several hosts; it is listed with the first of them. */
function withoutRepeats(readings: readonly HostReading[]): HostReading[] {
  const listed = new Set<string>();
  const isNew = (cookie: Cookie): boolean => {
    const id = cookieId(cookie);
    return !listed.has(id) && listed.add(id) !== undefined;
  };
  return readings.map((reading) => ({ ...reading, cookies: reading.cookies.filter(isNew) }));
}

/**
 * Chromium also lists inactive documents (kept for going back, or about to be deleted), and the last page's may come
 * first. Firefox has no document lifecycle: it lists only the active ones.
 */
function isActive(frame: WebNavigation.GetAllFramesCallbackDetailsItemType): boolean {
  const { documentLifecycle = 'active' } = frame as { readonly documentLifecycle?: string };
  return documentLifecycle === 'active';
}

function webUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
