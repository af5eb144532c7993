/** Converts cookies from the browser's cookies API to the program's own type. Asks the browser nothing. */
import type { Cookies } from 'webextension-polyfill';
import { type Cookie, nameFromApi, type PartitionKey, type SameSite } from '../cookies/index.ts';
import type { JarChange } from './protocol.ts';
import { RUNNING_IN } from './running-in.ts';

/**
 * A cookie as the browser gives it: its name as text, and `domain` without the leading dot that stands for
 * `hostOnly: false`.
 */
export function toCookie(cookie: Cookies.Cookie): Cookie {
  return {
    name: nameFromApi(cookie.name, RUNNING_IN),
    value: cookie.value,
    domain: cookie.domain.startsWith('.') ? cookie.domain.slice(1) : cookie.domain,
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

/** A change as the browser's `cookies.onChanged` tells it. */
export function toJarChange(change: Cookies.OnChangedChangeInfoType): JarChange {
  return { cookie: toCookie(change.cookie), removed: change.removed, cause: change.cause };
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
