/** Reads a Set-Cookie header as the browsers do (RFC 6265bis section 5.6). Whether the cookie is stored is not asked here. */
import { BROWSER_RULES, type BrowserFamily, type BrowserRules } from '../browser-rules.ts';
import { type ByteString, decodeUtf8, headerBytes, isUtf8 } from '../header-text.ts';
import type { SameSite } from '../model.ts';
import { ATTRIBUTE_LIMIT } from '../size.ts';
import { readCookieDate } from './cookie-date.ts';
import { readFirefoxDate } from './firefox-date.ts';
import { type ForbiddenCharacter, findForbidden } from './forbidden-character.ts';

export type AttributeName =
  | 'domain'
  | 'path'
  | 'expires'
  | 'max-age'
  | 'secure'
  | 'httponly'
  | 'samesite'
  | 'partitioned'
  | 'priority'; // Chromium's own: which cookies go first when there are too many

/** Why an attribute has no effect. */
export type IgnoredBecause =
  | 'unknown' // the browser has no attribute of that name
  | 'too-long' // its value is over `ATTRIBUTE_LIMIT`
  | 'repeated' // a later one of the same name counts
  | 'unreadable' // a date, number, path or keyword was expected, and this is none; an empty Domain too
  | 'overruled'; // Expires beside a Max-Age

/** An attribute, in the order of the header. */
export type SetCookieAttribute = {
  /** As written. */
  readonly name: string;
  /** As written, without the space around it; empty when there is none. */
  readonly value: string;
  /** Bytes of the value. */
  readonly size: number;
  readonly known: AttributeName | null;
  readonly ignored: IgnoredBecause | null;
};

/** What a browser reads out of a Set-Cookie header, before it asks whether to store it. */
export type ParsedSetCookie = {
  /** As the browser's cookies API would tell it. */
  readonly name: string;
  /** Quotes belong to it. */
  readonly value: string;
  /** Whether there is text, but no `=` to part name and value. */
  readonly isBareWord: boolean;
  /** Bytes on the wire: of name + value, which is what the browsers' limit counts, and of the whole header. */
  readonly size: { readonly nameAndValue: number; readonly header: number };
  /** The first 100; what counts is found among all of them. */
  readonly attributes: readonly SetCookieAttribute[];
  readonly forbidden: ForbiddenCharacter | null;
  /** As written, with a leading dot if there is one; null without a Domain that counts. */
  readonly domain: string | null;
  /** Null when the default path is to be used. */
  readonly path: string | null;
  /** Seconds, -Infinity for every negative number; null without a Max-Age that counts. */
  readonly maxAge: number | null;
  /** Seconds since 1970 by the server's clock; null without an Expires that can be read. */
  readonly expires: number | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly partitioned: boolean;
  readonly sameSite: SameSite;
};

/** Attributes that are told of: browsers know nine, and each may be the rest of a hostile header. */
const MOST_ATTRIBUTES = 100;

/** An attribute in bytes. */
type RawAttribute = {
  readonly name: ByteString;
  readonly value: ByteString;
  readonly known: AttributeName | null;
};

const NAMES: ReadonlySet<string> = new Set<AttributeName>([
  'domain',
  'path',
  'expires',
  'max-age',
  'secure',
  'httponly',
  'samesite',
  'partitioned',
]);
const FLAGS: ReadonlySet<AttributeName | null> = new Set<AttributeName>([
  'secure',
  'httponly',
  'samesite',
  'partitioned',
]);
const SAME_SITE: ReadonlyMap<string, SameSite> = new Map([
  ['strict', 'strict'],
  ['lax', 'lax'],
  ['none', 'none'],
]);

/**
 * Parses the value of a Set-Cookie header, given as DevTools hands it over (see `headerBytes`). Never fails: whatever
 * the text, the browser reads something out of it. Linear in the header's length.
 */
export function parseSetCookie(header: string, browser: BrowserFamily): ParsedSetCookie {
  const rules = BROWSER_RULES[browser];
  const bytes = headerBytes(header, browser);
  const [pair = '', ...parts] = bytes.split(';');
  const { name, value } = readPair(pair, rules);
  const raw = parts
    .map((part) => readAttribute(part, browser))
    .filter((a) => a.name !== '' || a.value !== '');
  const counted = lastOfEach(raw, rules);
  const text = (attribute: AttributeName): ByteString | null => counted.get(attribute)?.value ?? null;

  const path = text('path');
  const maxAge = readMaxAge(text('max-age'), rules);
  const expires = readExpires(text('expires'), browser);
  const sameSite = SAME_SITE.get(text('samesite')?.toLowerCase() ?? '');
  const unreadable = new Set<AttributeName>();
  if (text('domain') === '') unreadable.add('domain');
  if (!path?.startsWith('/')) unreadable.add('path');
  if (maxAge === null) unreadable.add('max-age');
  if (expires === null) unreadable.add('expires');
  if (sameSite === undefined) unreadable.add('samesite');

  const attributes = raw.slice(0, MOST_ATTRIBUTES).map((attribute): SetCookieAttribute => {
    const { known } = attribute;
    return {
      name: decodeUtf8(attribute.name),
      value: decodeUtf8(attribute.value),
      size: attribute.value.length,
      known,
      ignored: ignoredBecause(attribute, known === null ? undefined : counted.get(known), {
        rules,
        isUnreadable: known !== null && unreadable.has(known),
        isOverruled: known === 'expires' && maxAge !== null,
      }),
    };
  });
  return {
    name: decodeUtf8(name),
    value: decodeUtf8(value),
    isBareWord: !pair.includes('=') && name + value !== '',
    size: { nameAndValue: name.length + value.length, header: bytes.length },
    attributes,
    forbidden: findForbidden({ name, value, attributes: raw, path }, rules),
    domain: text('domain') || null,
    path: path?.startsWith('/') ? pathText(path, rules) : null,
    maxAge,
    expires,
    secure: counted.has('secure'),
    httpOnly: counted.has('httponly'),
    partitioned: counted.has('partitioned'),
    sameSite: sameSite ?? 'unspecified',
  };
}

/** A path in bytes as the browser's cookies API would tell it. */
export function pathText(path: ByteString, rules: BrowserRules): string {
  return rules.hidesUndecodablePath && !isUtf8(path) ? '' : decodeUtf8(path);
}

function readPair(pair: ByteString, rules: BrowserRules): { name: ByteString; value: ByteString } {
  const equals = pair.indexOf('=');
  if (equals >= 0) return { name: trim(pair.slice(0, equals)), value: trim(pair.slice(equals + 1)) };
  const word = trim(pair);
  return rules.bareWordIs === 'name' ? { name: word, value: '' } : { name: '', value: word };
}

function readAttribute(part: ByteString, browser: BrowserFamily): RawAttribute {
  const equals = part.indexOf('=');
  const name = trim(equals < 0 ? part : part.slice(0, equals));
  const value = equals < 0 ? '' : trim(part.slice(equals + 1));
  const lower = name.toLowerCase();
  const isKnown = NAMES.has(lower) || (lower === 'priority' && browser === 'chromium');
  return { name, value, known: isKnown ? (lower as AttributeName) : null };
}

/** The attributes that count: of each name the last that is not too long. */
function lastOfEach(
  raw: readonly RawAttribute[],
  rules: BrowserRules,
): ReadonlyMap<AttributeName, RawAttribute> {
  const last = new Map<AttributeName, RawAttribute>();
  for (const attribute of raw) {
    if (attribute.known !== null && !isTooLong(attribute, rules)) last.set(attribute.known, attribute);
  }
  return last;
}

function isTooLong({ known, value }: RawAttribute, rules: BrowserRules): boolean {
  return value.length > ATTRIBUTE_LIMIT && (rules.ignoresLongFlags || !FLAGS.has(known));
}

function ignoredBecause(
  attribute: RawAttribute,
  counted: RawAttribute | undefined,
  facts: { readonly rules: BrowserRules; readonly isUnreadable: boolean; readonly isOverruled: boolean },
): IgnoredBecause | null {
  if (attribute.known === null) return 'unknown';
  if (isTooLong(attribute, facts.rules)) return 'too-long';
  if (attribute !== counted) return 'repeated';
  if (facts.isUnreadable) return 'unreadable';
  return facts.isOverruled ? 'overruled' : null;
}

function readMaxAge(text: ByteString | null, rules: BrowserRules): number | null {
  if (text === null) return null;
  if (!rules.maxAge.test(text)) return null;
  return text.startsWith('-') ? -Infinity : Number.parseInt(text, 10);
}

function readExpires(text: ByteString | null, browser: BrowserFamily): number | null {
  if (text === null || text === '') return null;
  return browser === 'firefox' ? readFirefoxDate(text) : readCookieDate(text);
}

/** Without the spaces and tabs around it. (`trim` takes more away, and a regular expression may need quadratic time.) */
function trim(text: ByteString): ByteString {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
