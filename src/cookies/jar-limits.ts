/** How many cookies, and bytes, a browser keeps for one site and partition. Counts cookies; never reads a jar or the clock. */
import type { BrowserFamily } from './browser-rules.ts';
import { registrableDomain } from './cookie-domain.ts';
import type { Cookie, PartitionKey } from './model.ts';
import { sizeOf } from './size.ts';

/**
 * Cookies that either browser keeps for one registrable domain, all its hosts together, in one partition (or in none).
 * Found by setting them: 100 of `www.shop.test` and 100 of `shop.test` are too many, 100 in a partition and 100 beside
 * it are not.
 */
export const COOKIES_PER_SITE = 180;

/** What is left of them after the 181st: the oldest go first, and Secure ones last. */
export const LEFT_AFTER_PURGE = 150;

/**
 * Bytes of name and value, attributes not counted, that Chromium keeps for one registrable domain in one partition:
 * 10,240 stay, and with one more the oldest cookie goes. Firefox 153 kept 12,000.
 */
export const PARTITION_BYTES = 10_240;

/** One site's cookies in one partition (null: in none), beside what the browser keeps of them. */
export type JarUse = {
  /** Registrable domain: `example.com`; the host itself for addresses and single labels. */
  readonly site: string;
  readonly partition: PartitionKey | null;
  readonly cookies: number;
  /** Names and values in UTF-8. */
  readonly bytes: number;
  /** How many are left after one more than `COOKIES_PER_SITE`: Chromium drops a partition's one by one. */
  readonly leftAfterPurge: number;
  /** Null: none. */
  readonly byteLimit: number | null;
};

/**
 * What the cookies use of a browser's limits, for each site and partition among them, in the order they come. It is the
 * least: the jar may hold more of the site's, for hosts beside or below the page's, that the page cannot see.
 */
export function jarUse(cookies: readonly Cookie[], browser: BrowserFamily, now: number): readonly JarUse[] {
  const groups = new Map<string, Cookie[]>();
  for (const cookie of cookies) {
    if (cookie.expires !== null && cookie.expires <= now) continue;
    const { partitionKey, storeId, firstPartyDomain } = cookie;
    const key = JSON.stringify([registrableDomain(cookie.domain), partitionKey, storeId, firstPartyDomain]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cookie]);
    else group.push(cookie);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const dropsOneByOne = browser === 'chromium' && first.partitionKey !== null;
    return [
      {
        site: registrableDomain(first.domain),
        partition: first.partitionKey,
        cookies: group.length,
        bytes: group.reduce((sum, cookie) => sum + sizeOf(cookie).total, 0),
        leftAfterPurge: dropsOneByOne ? COOKIES_PER_SITE : LEFT_AFTER_PURGE,
        byteLimit: dropsOneByOne ? PARTITION_BYTES : null,
      },
    ];
  });
}
