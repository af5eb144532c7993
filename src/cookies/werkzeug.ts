/** The Set-Cookie header that Werkzeug would write for a cookie, and its size by Werkzeug's rule. Never sets one. */
import type { Cookie } from './model.ts';
import { utf8Length } from './size.ts';

/**
 * Characters of the whole Set-Cookie header value above which Werkzeug warns in the server's log: `max_size` of
 * `werkzeug.http.dump_cookie`, Flask's `MAX_COOKIE_SIZE` (0 there: no warning). The cookie is still sent.
 */
export const WERKZEUG_LIMIT = 4093;

const UNQUOTED = /^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/; // werkzeug.http._cookie_no_quote_re
/** First byte above the control characters that are escaped. */
const FIRST_UNESCAPED = 0x1a;
const PATH_SAFE = /[\w.~\-%!$&'()*+,/:=@]/; // the `safe` of dump_cookie
const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

type Written = Pick<
  Cookie,
  | 'name'
  | 'value'
  | 'domain'
  | 'hostOnly'
  | 'path'
  | 'secure'
  | 'httpOnly'
  | 'sameSite'
  | 'expires'
  | 'partitionKey'
>;

/**
 * The Set-Cookie value that `werkzeug.http.dump_cookie` would write for this cookie: Domain, Expires, Secure,
 * HttpOnly, Path, SameSite, Partitioned, in that order. As since Werkzeug 2.3.1; earlier ones quoted more values, though
 * never a Flask session, and escaped less of a path.
 *
 * Inferred from what the browser stored, which is not all that was written: whether a Path or a leading dot in Domain
 * was spelt out is not kept (written: Path always, the dot never), nor Max-Age (never written: Flask uses Expires).
 * A Secure cookie in a partition is taken for a Partitioned one; Werkzeug 2.2 did not know that attribute. A stored
 * value in double quotes is taken to have been quoted by Werkzeug. A name that is not ASCII is given as readable text
 * here; on the wire it is UTF-8.
 */
export function setCookieHeader(cookie: Written): string {
  const value = isQuoted(cookie.value) ? cookie.value : quoteValue(cookie.value);
  return headerOf({ ...cookie, value, path: quotePath(cookie.path) });
}

/**
 * A Set-Cookie value with which a browser stores this cookie as it is, value and path untouched. The order of
 * attributes and what is inferred are as in `setCookieHeader`.
 */
export function setCookieAsStored(cookie: Written): string {
  return headerOf(cookie);
}

function headerOf(cookie: Written): string {
  const parts = [`${cookie.name}=${cookie.value}`];
  if (!cookie.hostOnly) parts.push(`Domain=${cookie.domain}`);
  if (cookie.expires !== null) parts.push(`Expires=${httpDate(cookie.expires)}`);
  if (cookie.secure) parts.push('Secure');
  if (cookie.httpOnly) parts.push('HttpOnly');
  parts.push(`Path=${cookie.path}`);
  if (cookie.sameSite !== 'unspecified') parts.push(`SameSite=${SAME_SITE[cookie.sameSite]}`);
  if (cookie.secure && cookie.partitionKey !== null) parts.push('Partitioned');
  return parts.join('; ');
}

/** Characters of `setCookieHeader` as Werkzeug counts them against its limit (a name's UTF-8 bytes count one each). */
export function werkzeugSize(cookie: Written): number {
  return utf8Length(setCookieHeader(cookie));
}

/**
 * A value as `dump_cookie` writes it: as it stands, or in double quotes with octal escapes. The base64 and dots of a
 * Flask session are never quoted.
 */
function quoteValue(value: string): string {
  if (UNQUOTED.test(value)) return value;
  let quoted = '';
  for (const byte of new TextEncoder().encode(value)) {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if (byte < FIRST_UNESCAPED || byte >= 0x7f || character === ',' || character === ';') {
      quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    } else quoted += character;
  }
  return `"${quoted}"`;
}

/**
 * An HTTP date, `Sun, 09 Sep 2001 01:46:40 GMT`, of seconds since 1970, fractions dropped (`werkzeug.http.http_date`).
 * Years 1 to 9999, as Python's; beyond, the nearest of them.
 */
export function httpDate(seconds: number): string {
  // Python's datetime rounds to microseconds before the rest is dropped.
  const whole = Math.floor(Math.round(seconds * 1e6) / 1e6);
  const bounded = Math.min(Math.max(whole, FIRST_SECOND), LAST_SECOND);
  return new Date(bounded * 1000).toUTCString();
}

const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

function isQuoted(value: string): boolean {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"');
}

function quotePath(path: string): string {
  let quoted = '';
  for (const byte of new TextEncoder().encode(path)) {
    const character = String.fromCharCode(byte);
    quoted +=
      byte < 0x80 && PATH_SAFE.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return quoted;
}
