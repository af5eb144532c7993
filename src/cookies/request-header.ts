/** The Cookie header of a request: which cookies a browser sends, in which order and bytes. Reads neither jar nor clock. */
import type { BrowserFamily } from './browser-rules.ts';
import { isPartitionOf, isThirdParty, schemeOf } from './cookie-domain.ts';
import { type ByteString, decodeUtf8, utf8Bytes } from './header-text.ts';
import { compareSendOrder, isSentTo, type NotSentReason } from './match.ts';
import type { Cookie, PartitionKey } from './model.ts';

/** A request by GET. */
export type CookieRequest = {
  readonly url: URL;
  /**
   * The page at the top of the tab that asks for a frame, picture or script, not from inside another site's frame. Null:
   * the tab goes there by itself (typed, a bookmark, a link of the same site), or reloads a page that it reached so.
   */
  readonly page: URL | null;
  readonly browser: BrowserFamily;
  /** Seconds since 1970. */
  readonly now: number;
};

/** Why a cookie is left out: the first rule that says no. */
export type WithheldReason =
  | NotSentReason
  | 'expired' // Firefox keeps them in its jar, and tells them, for a while
  | 'same-site'
  | 'partition' // another partition's, or none's where Firefox keeps third parties apart
  | 'third-party'; // Chromium is taken to block third parties' cookies, which is a setting of the user's

export type CookieHeader = {
  /** The header's value as it is sent; empty: there is no such header. Its length is its size in bytes. */
  readonly bytes: ByteString;
  /** The same as text; what is not UTF-8 becomes U+FFFD. */
  readonly text: string;
  /** In the order sent. */
  readonly sent: readonly Cookie[];
  readonly withheld: readonly { readonly cookie: Cookie; readonly reason: WithheldReason }[];
  /**
   * False: a name or value holds U+FFFD, by which bytes that are not UTF-8 are told as well; the browser sends those
   * bytes. (Of a value, Firefox stores U+FFFD itself.) The real header may then be shorter, by up to two bytes for each.
   */
  readonly isExact: boolean;
};

/**
 * The Cookie header that a browser sends with the request, predicted from its cookies in the order of its own
 * `cookies.getAll` (of one store, partitions included): see `compareSendOrder`. There, in Chromium, a cookie set again
 * with another value goes behind its equals, and with the same one keeps its place; in Firefox it keeps it always.
 *
 * Sites are told apart by `registrableDomain`, which knows few public suffixes. As both browsers were found to do; that
 * Chromium takes http and https of a host for two sites as well, and Firefox does not, is the default of each.
 */
export function cookieHeader(cookies: readonly Cookie[], request: CookieRequest): CookieHeader {
  const sent: Cookie[] = [];
  const withheld: { cookie: Cookie; reason: WithheldReason }[] = [];
  for (const cookie of cookies) {
    const reason = reasonToWithhold(cookie, request);
    if (reason === null) sent.push(cookie);
    else withheld.push({ cookie, reason });
  }
  sent.sort(compareSendOrder);
  const bytes = sent.map(pairBytes).join('; ');
  return {
    bytes,
    text: decodeUtf8(bytes),
    sent,
    withheld,
    isExact: !sent.some(({ name, value }) =>
      /\ufffd/.test(request.browser === 'firefox' ? name : name + value),
    ),
  };
}

function reasonToWithhold(cookie: Cookie, { url, page, browser, now }: CookieRequest): WithheldReason | null {
  if (cookie.expires !== null && cookie.expires <= now) return 'expired';
  const sending = isSentTo(cookie, url);
  if (!sending.sent) return sending.reason;

  const isNested = page !== null && isOtherSite(url, page, browser);
  if (isNested && !isSentToOtherSites(cookie, browser)) return 'same-site';
  if (cookie.partitionKey !== null) {
    return isPartitionFor(cookie.partitionKey, { top: page ?? url, isNested, browser }) ? null : 'partition';
  }
  if (!isNested) return null;
  return browser === 'firefox' ? 'partition' : 'third-party';
}

/** Whether its SameSite lets the cookie go along when a page of another site asks. */
function isSentToOtherSites({ sameSite }: Cookie, browser: BrowserFamily): boolean {
  return sameSite === 'none' || (sameSite === 'unspecified' && browser === 'firefox');
}

function isOtherSite(url: URL, page: URL, browser: BrowserFamily): boolean {
  return isThirdParty(url, page) || (browser === 'chromium' && schemeOf(url) !== schemeOf(page));
}

/** Whether a request below the page `top` sees the partition. Firefox does not call `a.localhost` in `localhost` cross-site. */
function isPartitionFor(
  { topLevelSite, hasCrossSiteAncestor }: PartitionKey,
  { top, isNested, browser }: { top: URL; isNested: boolean; browser: BrowserFamily },
): boolean {
  const isNestedAlike =
    hasCrossSiteAncestor === null || hasCrossSiteAncestor === isNested || (isNested && browser === 'firefox');
  return isNestedAlike && isPartitionOf(topLevelSite, top);
}

/** A nameless cookie goes without `=`. */
function pairBytes({ name, value }: Cookie): ByteString {
  return utf8Bytes(name === '' ? value : `${name}=${value}`);
}
