/** Which cookie a Set-Cookie header means, and whether it deletes it. Does not judge whether a browser would take it. */
import { ATTRIBUTE_LIMIT, BROWSER_LIMIT, type Cookie, domainMatches } from '../cookies/index.ts';
import { detached, readable } from './header-text.ts';

export type Target = {
  /** What `identityOf` may say of the cookie, whatever its store and partition. */
  readonly identities: readonly string[];
  /** As the cookie's name may be given. */
  readonly names: readonly string[];
  /** Null: longer than any that is stored. */
  readonly value: string | null;
  readonly domain: string;
  /** The expiry is past. */
  readonly deletes: boolean;
  readonly partitioned: boolean;
};

/**
 * Reads the header as RFC 6265bis section 5.6 does. Null: no cookie can come of it, for its domain is not the host's.
 *
 * @param now milliseconds since 1970
 */
export function targetOf(header: string, url: URL, now: number): Target | null {
  const [pair = '', ...rest] = header.split(';');
  const attributes = attributesOf(rest);
  const equals = pair.indexOf('=');
  const name = trim(pair.slice(0, Math.max(0, equals)));
  const value = trim(pair.slice(equals + 1));

  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() || url.hostname;
  if (!domainMatches({ domain, hostOnly: false }, url.hostname)) return null;
  const wantedPath = attributes.get('path') ?? '';
  const path = wantedPath.startsWith('/') ? wantedPath : defaultPath(url);
  return {
    // Firefox decodes the value of a cookie, but not its name.
    identities: [identity(name, domain, path), identity(readable(name), domain, readable(path))],
    names: [name, readable(name)].map(detached),
    value: value.length > BROWSER_LIMIT ? null : detached(readable(value)),
    domain,
    deletes: isPast(attributes.get('max-age'), attributes.get('expires'), now),
    partitioned: attributes.has('partitioned'),
  };
}

/** To compare with a header's. */
export function identityOf({ name, domain, path }: Cookie): string {
  return identity(name, domain, path);
}

function identity(name: string, domain: string, path: string): string {
  return JSON.stringify([name, domain, path]);
}

/** The one that the header means among cookies of its name; null when it is not there. */
export function cookieOf(target: Target, cookies: readonly Cookie[]): Cookie | null {
  const same = cookies.filter((cookie) => target.identities.includes(identityOf(cookie)));
  return (
    same.find(({ value }) => value === target.value) ??
    same.find(({ partitionKey }) => (partitionKey !== null) === target.partitioned) ??
    null
  );
}

/** By lower-case name; of several the last counts, and one that is too long does not. */
function attributesOf(parts: readonly string[]): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = trim(equals < 0 ? part : part.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? '' : trim(part.slice(equals + 1));
    if (value.length <= ATTRIBUTE_LIMIT) attributes.set(name, value);
  }
  return attributes;
}

/** RFC 6265bis section 5.1.4. */
function defaultPath({ pathname }: URL): string {
  return pathname.slice(0, pathname.lastIndexOf('/')) || '/';
}

/** Max-Age goes before Expires. */
function isPast(maxAge: string | undefined, expires: string | undefined, now: number): boolean {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  return expires !== undefined && Date.parse(expires) <= now;
}

/** Only what HTTP takes for space: U+00A0 may be half of a letter here. Linear, as a pattern would not be. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}
