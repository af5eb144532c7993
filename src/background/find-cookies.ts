/** Looks up cookies by name for the host of a response. Does not say which of them the response meant. */
import browser from 'webextension-polyfill';
import { isPartitionOf } from '../cookies/index.ts';
import type { FoundCookies } from '../messaging/protocol.ts';
import { missingAccess } from './access.ts';
import { cookiesOf, storeOf } from './cookie-jar.ts';

export async function findCookies(wanted: {
  readonly tabId: number;
  readonly url: string;
  readonly names: readonly string[];
}): Promise<FoundCookies> {
  const { tabId } = wanted;
  const host = new URL(wanted.url).hostname;
  const storeId = await storeOf(tabId);
  const [cookies, missing, top] = await Promise.all([
    cookiesOf(host, storeId),
    missingAccess(host),
    browser.webNavigation.getFrame({ tabId, frameId: 0 }),
  ]);
  const page = new URL(top?.url ?? 'about:blank');
  const names = new Set(wanted.names);
  return {
    storeId,
    page: top?.url ?? null,
    cookies: cookies.filter(
      ({ name, partitionKey }) =>
        names.has(name) && (partitionKey === null || isPartitionOf(partitionKey.topLevelSite, page)),
    ),
    hidden: missing.map(({ domain }) => domain),
  };
}
