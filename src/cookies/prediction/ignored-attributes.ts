/** Attributes that a browser ignores, and what follows, in words. Explains; decides nothing. */
import type { Cookie } from '../model.ts';
import type {
  AttributeName,
  IgnoredBecause,
  ParsedSetCookie,
  SetCookieAttribute,
} from '../set-cookie/set-cookie.ts';
import { ATTRIBUTE_LIMIT } from '../size.ts';
import { httpDate } from '../werkzeug.ts';
import type { IgnoredAttribute } from './prediction.ts';
import { cut } from './words.ts';

/** A header can hold thousands of attributes: at most this many of the ignored ones are explained. */
const MOST_EXPLAINED = 20;
const LONGEST_NAME = 40;

/** The attributes that have no effect on `cookie`, in the order of the header, at most 20. */
export function explainIgnored(parsed: ParsedSetCookie, cookie: Cookie): readonly IgnoredAttribute[] {
  const explained: IgnoredAttribute[] = [];
  for (const attribute of parsed.attributes) {
    if (attribute.ignored === null) continue;
    if (explained.push(explain(attribute, attribute.ignored, cookie)) === MOST_EXPLAINED) break;
  }
  return explained;
}

function explain(attribute: SetCookieAttribute, code: IgnoredBecause, cookie: Cookie): IgnoredAttribute {
  const name = cut(attribute.name, LONGEST_NAME);
  const value = cut(attribute.value);
  const follows = attribute.known === null ? '' : `: ${consequence(attribute.known, cookie)}`;
  return { name, value, code, sentence: `${reason(attribute, code, name, value)}${follows}.` };
}

function reason(
  { known, size }: SetCookieAttribute,
  code: IgnoredBecause,
  name: string,
  value: string,
): string {
  switch (code) {
    case 'unknown':
      return name === ''
        ? `"=${value}" has no name and no effect`
        : `${name} is not an attribute that the browser knows`;
    case 'too-long':
      return `${name} is ignored because its value is ${size} bytes, over the limit of ${ATTRIBUTE_LIMIT}`;
    case 'repeated':
      return `${name} is repeated, and the last one counts`;
    case 'overruled':
      return `${name} is ignored because Max-Age takes precedence`;
    case 'unreadable':
      return value === ''
        ? `${name} is ignored because it is empty`
        : `${name} is ignored because "${value}" is not a ${WANTED[known ?? 'domain']}`;
  }
}

const WANTED: Readonly<Record<AttributeName, string>> = {
  domain: 'domain',
  path: 'path that begins with "/"',
  expires: 'date',
  'max-age': 'number of seconds',
  samesite: 'known keyword',
  secure: 'flag',
  httponly: 'flag',
  partitioned: 'flag',
  priority: 'known keyword',
};

function consequence(known: AttributeName, cookie: Cookie): string {
  switch (known) {
    case 'domain':
      return cookie.hostOnly
        ? `the cookie belongs to ${cookie.domain} alone`
        : `the domain is ${cookie.domain}`;
    case 'path':
      return `the path is ${cut(cookie.path)}`;
    case 'expires':
    case 'max-age':
      if (cookie.expires === null) return 'the cookie lasts until the browser closes';
      return `the cookie expires on ${httpDate(cookie.expires)}`;
    case 'secure':
      return cookie.secure ? 'the cookie is Secure' : 'the cookie is not Secure';
    case 'httponly':
      return cookie.httpOnly ? 'the cookie is HttpOnly' : 'scripts can read the cookie';
    case 'samesite':
      return cookie.sameSite === 'unspecified'
        ? 'the browser’s default applies'
        : `SameSite is ${cookie.sameSite}`;
    case 'partitioned':
      return cookie.partitionKey === null ? 'the cookie is not partitioned' : 'the cookie is partitioned';
    case 'priority':
      return 'it matters only when a host has too many cookies';
  }
}
