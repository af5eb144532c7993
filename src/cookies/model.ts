/** The cookie type of the program, the same for both browsers. Data only; no browser API here. */

/** The SameSite attribute as stored; `unspecified` when the server named none (Chromium then treats it as Lax). */
export type SameSite = 'strict' | 'lax' | 'none' | 'unspecified';

/** The partition (CHIPS) a cookie lives in. */
export type PartitionKey = {
  /** The top-level site, scheme and registrable domain: `https://example.com`. */
  readonly topLevelSite: string;
  /** Whether there is a cross-site frame between the top level and the cookie; null if the browser does not say. */
  readonly hasCrossSiteAncestor: boolean | null;
};

/** A stored cookie, as the browser's `cookies` API reports it. */
export type Cookie = {
  readonly name: string;
  readonly value: string;
  /** Without a leading dot. */
  readonly domain: string;
  /** True: sent to exactly `domain`. False: to its subdomains as well. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** Seconds since 1970, fractional as the browser gives it; null: volatile. */
  readonly expires: number | null;
  readonly storeId: string;
  readonly partitionKey: PartitionKey | null;
  /** Firefox's first-party isolation; '' elsewhere. */
  readonly firstPartyDomain: string;
};

/**
 * A text that names this cookie among all those of the browser: two cookies with the same id replace each other
 * (RFC 6265bis section 5.7, "name, domain, host-only-flag and path"), within one store and one partition.
 */
export function cookieId(cookie: Cookie): string {
  const partition = cookie.partitionKey;
  return JSON.stringify([
    cookie.storeId,
    cookie.firstPartyDomain,
    partition === null ? null : [partition.topLevelSite, partition.hasCrossSiteAncestor],
    cookie.domain,
    cookie.hostOnly,
    cookie.path,
    cookie.name,
  ]);
}

/** Whether every field is equal: the same cookie in the same state. */
export function sameCookie(a: Cookie, b: Cookie): boolean {
  return (
    a.value === b.value &&
    a.name === b.name &&
    a.domain === b.domain &&
    a.hostOnly === b.hostOnly &&
    a.path === b.path &&
    a.secure === b.secure &&
    a.httpOnly === b.httpOnly &&
    a.sameSite === b.sameSite &&
    a.expires === b.expires &&
    a.storeId === b.storeId &&
    a.firstPartyDomain === b.firstPartyDomain &&
    a.partitionKey?.topLevelSite === b.partitionKey?.topLevelSite &&
    a.partitionKey?.hasCrossSiteAncestor === b.partitionKey?.hasCrossSiteAncestor
  );
}
