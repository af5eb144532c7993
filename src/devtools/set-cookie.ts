/** Which cookie a Set-Cookie header means, and whether it deletes it. Does not judge whether a browser would accept it. */
import { BROWSER_LIMIT, type BrowserFamily, type Cookie, predictSetCookie } from '../cookies/index.ts';
import { detached } from './cut-text.ts';

export type Target = {
  /** The cookie's `identityOf`, whatever its store and partition. */
  readonly identity: string;
  readonly name: string;
  /** Null: longer than any stored value. */
  readonly value: string | null;
  readonly domain: string;
  /** The expiry is in the past. */
  readonly deletes: boolean;
  readonly partitioned: boolean;
};

/** The parts of a header's response that affect its meaning. */
export type Source = {
  readonly url: URL;
  readonly browser: BrowserFamily;
  /** When it was received, in milliseconds since 1970. */
  readonly received: number;
  /** Its Date header. */
  readonly date: string | null;
};

/** Null: it cannot set a cookie, because its domain is not the host's. */
export function targetOf(header: string, { url, browser, received, date }: Source): Target | null {
  const now = received / 1000;
  const { intended, parsed } = predictSetCookie(header, {
    ...{ url, browser, now, date, page: null, storeId: '', existing: [] },
    ...{ isSession: false, blocksThirdParties: null },
  });
  if (!intended) return null;
  const { name, value, domain, expires } = intended;
  return {
    identity: identityOf(intended),
    name: detached(name),
    value: value.length > BROWSER_LIMIT ? null : detached(value),
    domain: detached(domain),
    deletes: expires !== null && expires <= now,
    partitioned: parsed.partitioned,
  };
}

/**
 * A text for a cookie's place, in whichever store and partition: two cookies that differ in it never replace each other
 * (RFC 6265bis, section 5.7).
 */
export function identityOf({ name, domain, hostOnly, path }: Cookie): string {
  return JSON.stringify([name, domain, hostOnly, path]);
}

/** Cookies by their identities; those of one differ in their partition or store. */
export function byIdentity(cookies: readonly Cookie[]): ReadonlyMap<string, readonly Cookie[]> {
  const all = new Map<string, Cookie[]>();
  for (const cookie of cookies) {
    const identity = identityOf(cookie);
    const same = all.get(identity);
    if (same) same.push(cookie);
    else all.set(identity, [cookie]);
  }
  return all;
}

/** The cookie that the header means; null when it is not there. */
export function cookieOf(
  { identity, value, partitioned }: Target,
  cookies: ReturnType<typeof byIdentity>,
): Cookie | null {
  const same = cookies.get(identity) ?? [];
  return (
    same.find((cookie) => cookie.value === value) ??
    same.find(({ partitionKey }) => (partitionKey !== null) === partitioned) ??
    null
  );
}
