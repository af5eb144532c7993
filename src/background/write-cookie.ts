/** Writes a cookie to the browser's jar, or removes one, and reads back the result. Does not decide what to write. */
import browser, { type Cookies } from 'webextension-polyfill';
import { type Cookie, cookieId, nameForApi } from '../cookies/index.ts';
import type { CookieWriting } from '../messaging/protocol.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { cookiesOf } from './cookie-jar.ts';
import { isStoredAs } from './stored-as.ts';

type Wanted = { readonly cookie: Cookie; readonly host: string };

/**
 * Stores the cookie with every field as given, in its own place. Whether it was stored is known only after reading it
 * again: browsers refuse some cookies with an error, and others silently. One that has expired is not asked for:
 * browsers take it as the wish to delete what is in its place.
 */
export async function writeCookie({ cookie, host }: Wanted): Promise<CookieWriting> {
  if (!hasPlace(cookie)) return { isDone: false, found: null, message: NO_PLACE };
  if (cookie.name.includes('\ufffd')) return { isDone: false, found: cookie, message: UNREADABLE_NAME };
  if (cookie.expires !== null && cookie.expires <= Date.now() / 1000) {
    return { isDone: false, found: await inPlaceOf(cookie, host), message: EXPIRED };
  }
  const message = await browser.cookies.set(detailsOf(cookie, host)).then(() => null, messageOf);
  const found = await inPlaceOf(cookie, host);
  // A refused cookie may have the same value as the existing one.
  const isDone = message === null && found !== null && isStoredAs(found, cookie, Date.now() / 1000);
  return isDone ? { isDone, found } : { isDone: false, found, message };
}

/** Removes the cookie from its place. If there is none, there is nothing to do. */
export async function removeCookie({ cookie, host }: Wanted): Promise<CookieWriting> {
  if (!hasPlace(cookie)) return { isDone: false, found: null, message: NO_PLACE };
  // Not with `remove`, which takes no path: it may remove another cookie with that name.
  const past = { ...detailsOf(cookie, host), value: '', expirationDate: 1 };
  const message = await browser.cookies.set(past).then(() => null, messageOf);
  const found = await inPlaceOf(cookie, host);
  const isGone = found === null || (found.expires !== null && found.expires <= 1);
  return isGone ? { isDone: true, found: null } : { isDone: false, found, message };
}

/** What is written under the name as it is shown would be another cookie beside it. */
const UNREADABLE_NAME = 'the name is not UTF-8, and the browser does not tell what it is';
const EXPIRED = 'its Expires is past, and would delete what is there';
const NO_PLACE = 'the cookie has no store, domain or path';

/** If one of these is empty, browsers use another value: the URL's, or that of the panel's own profile. */
function hasPlace({ storeId, domain, path }: Cookie): boolean {
  return storeId !== '' && domain !== '' && path !== '';
}

async function inPlaceOf(cookie: Cookie, host: string): Promise<Cookie | null> {
  const id = cookieId(cookie);
  const cookies = await cookiesOf(host, cookie.storeId);
  return cookies.find((other) => cookieId(other) === id) ?? null;
}

function detailsOf(cookie: Cookie, host: string): Cookies.SetDetailsType {
  const { value, domain, hostOnly, path, secure, httpOnly, sameSite, expires, storeId } = cookie;
  const { partitionKey, firstPartyDomain } = cookie;
  const name = nameForApi(cookie.name, RUNNING_IN);
  return {
    ...{ url: `${schemeOf(cookie)}//${host}/`, name, value, path, secure, httpOnly, storeId },
    sameSite: sameSite === 'none' ? 'no_restriction' : sameSite,
    ...(hostOnly ? {} : { domain }),
    ...(expires === null ? {} : { expirationDate: expires }),
    ...(partitionKey === null ? {} : { partitionKey: toPartitionKey(partitionKey) }),
    ...(firstPartyDomain === '' ? {} : { firstPartyDomain }),
  };
}

/**
 * Firefox does not accept a Secure cookie for an `http:` URL, loopback included; Chromium accepts none for a partition
 * of the cookie's own site unless the schemes are the same.
 */
function schemeOf({ secure, partitionKey }: Cookie): string {
  const isOwnPartition = partitionKey?.hasCrossSiteAncestor === false;
  if (isOwnPartition && URL.canParse(partitionKey.topLevelSite)) {
    return new URL(partitionKey.topLevelSite).protocol;
  }
  return secure ? 'https:' : 'http:';
}

/** Browsers do not accept null; without the field, they use the URL. */
function toPartitionKey({ topLevelSite, hasCrossSiteAncestor }: NonNullable<Cookie['partitionKey']>) {
  return { topLevelSite, ...(hasCrossSiteAncestor === null ? {} : { hasCrossSiteAncestor }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
