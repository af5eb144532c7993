/** Which cookies a request carries (RFC 6265bis section 5.8.3). Compares; never reads a jar or the clock. */
import type { Cookie } from './model.ts';

const SECURE_SCHEMES: ReadonlySet<string> = new Set(['https:', 'wss:']);
const PLAIN_SCHEMES: ReadonlySet<string> = new Set(['http:', 'ws:']);
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const LOOPBACK_IPV4 = /^127(?:\.\d{1,3}){3}$/;

/** Why a cookie is not sent: the first rule that says no. */
export type NotSentReason =
  | 'scheme' // neither http(s) nor ws(s): no cookies at all
  | 'domain'
  | 'path'
  | 'secure'; // a Secure cookie, and neither TLS nor a loopback host

export type Sending = { readonly sent: true } | { readonly sent: false; readonly reason: NotSentReason };

/**
 * Whether the cookie belongs to `host` (RFC 6265bis section 5.1.3, "domain-match"). A host-only cookie needs exactly
 * its own host; an IP address never matches as a suffix. `host` as in `URL.hostname`: no port, IPv6 with or without
 * brackets; letter case does not matter.
 */
export function domainMatches(cookie: Pick<Cookie, 'domain' | 'hostOnly'>, host: string): boolean {
  const domain = canonicalHost(cookie.domain);
  const wanted = canonicalHost(host);
  if (wanted === domain) return true;
  if (cookie.hostOnly || domain === '' || isIpAddress(wanted)) return false;
  return wanted.endsWith(`.${domain}`);
}

/**
 * Whether a request path lies at or below the cookie's path (RFC 6265bis section 5.1.4, "path-match"): `/a` covers
 * `/a` and `/a/b`, not `/ab`.
 */
export function pathMatches(cookiePath: string, requestPath: string): boolean {
  if (requestPath === cookiePath) return true;
  // Chromium reports a path that is not UTF-8 as an empty text; no request's path begins with those bytes.
  if (cookiePath === '' || !requestPath.startsWith(cookiePath)) return false;
  return cookiePath.endsWith('/') || requestPath.charAt(cookiePath.length) === '/';
}

/**
 * Whether a same-site request for `url` carries the cookie. SameSite, partitions and expiry are not checked: the first
 * two depend on the requesting page, and a jar returns no expired cookie. Secure cookies are sent over plain
 * HTTP to loopback hosts, as Chromium and Firefox do.
 */
export function isSentTo(cookie: Pick<Cookie, 'domain' | 'hostOnly' | 'path' | 'secure'>, url: URL): Sending {
  const overTls = SECURE_SCHEMES.has(url.protocol);
  if (!overTls && !PLAIN_SCHEMES.has(url.protocol)) return { sent: false, reason: 'scheme' };
  if (!domainMatches(cookie, url.hostname)) return { sent: false, reason: 'domain' };
  if (!pathMatches(cookie.path, url.pathname)) return { sent: false, reason: 'path' };
  if (cookie.secure && !overTls && !isLoopback(url.hostname)) return { sent: false, reason: 'secure' };
  return { sent: true };
}

/** The properties of a cross-site request that SameSite depends on. */
type CrossSiteRequest = {
  readonly method: string;
  /** Whether it loads a page. */
  readonly isNavigation: boolean;
};

/** Methods that only read (RFC 9110 section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Whether a cross-site request carries the cookie, as far as SameSite decides (RFC 6265bis section
 * 5.8.3): with Lax only one that loads a page and reads. True for cookies without SameSite, on which browsers differ.
 */
export function isSentAcrossSites(
  { sameSite }: Pick<Cookie, 'sameSite'>,
  { method, isNavigation }: CrossSiteRequest,
): boolean {
  if (sameSite === 'lax') return isNavigation && isSafeMethod(method);
  return sameSite !== 'strict';
}

/** Whether the method only reads, by its definition. */
export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Sorts cookies into the order of the Cookie header (RFC 6265bis section 5.8.3, step 2): the longer path first.
 * Among equal paths the earlier creation goes first. Browsers do not reveal it, but `cookies.getAll` returns cookies in
 * that order, so a stable sort of its result gives the order sent: 0 here.
 */
export function compareSendOrder(a: Pick<Cookie, 'path'>, b: Pick<Cookie, 'path'>): number {
  return b.path.length - a.path.length;
}

/** Whether the host name alone means this machine: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(host: string): boolean {
  const name = canonicalHost(host);
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || LOOPBACK_IPV4.test(name);
}

/** Whether the host is an address and not a name: IPv4 as `URL.hostname` gives it, IPv6 with or without brackets. */
export function isIpAddress(host: string): boolean {
  return host.includes(':') || IPV4.test(host);
}

function canonicalHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.startsWith('[') && lower.endsWith(']') ? lower.slice(1, -1) : lower;
}
