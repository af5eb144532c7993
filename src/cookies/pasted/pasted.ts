/** The cookies in a text that was pasted: a value, a header, a curl command, a row of a table. It must not judge them. */
import type { BrowserFamily } from '../browser-rules.ts';
import { utf8Bytes } from '../header-text.ts';
import { type ParsedSetCookie, parseSetCookie } from '../set-cookie/set-cookie.ts';
import { type CurlCookies, readCurl } from './curl.ts';

/** A cookie that was found. `name` is null where there is none: of a bare value. */
export type PastedCookie = {
  readonly name: string | null;
  /** As in a header: quotes belong to it. */
  readonly value: string;
  /** What the browser reads in its Set-Cookie header; null where it does not come from one. */
  readonly setCookie: ParsedSetCookie | null;
  readonly from: 'value' | 'Cookie' | 'Set-Cookie' | 'curl' | 'table';
};

/** `notices`: sentences; if there are no cookies, the last one says why. */
export type PastedCookies = {
  readonly cookies: readonly PastedCookie[];
  readonly notices: readonly string[];
};

/** Cookies one after another, found when they are asked for: a text can hold very many more than are wanted. */
type Cookies = Generator<PastedCookie, void>;

/** UTF-16 units of text that are looked at. */
export const MAX_PASTED_TEXT = 1_048_576;
/** Cookies out of one text, at most. */
export const MAX_PASTED_COOKIES = 200;

const NOTHING = 'No cookie was found: paste a value, a Cookie or Set-Cookie header, or a curl command.';

/**
 * The cookies in a text, in its order. Recognised, the first that fits: curl commands (of bash and of cmd.exe); `Cookie:` and
 * `Set-Cookie:` lines, also within a log, a HAR file or JSON; the same without the field's name; rows of the browsers'
 * cookie tables and of Netscape's cookie files; one value alone. Never throws; linear.
 * @param browser whose rules a Set-Cookie header is read by
 */
export function readPastedCookies(text: string, browser: BrowserFamily): PastedCookies {
  const read = text.slice(0, MAX_PASTED_TEXT);
  const notices = read === text ? [] : ['Only the first MiB of the text was read.'];
  const ofCurl = curlCookies(read, browser);
  const found = ofCurl?.cookies ?? firstFound(read, browser);
  const cookies = found.slice(0, MAX_PASTED_COOKIES);
  if (cookies.length < found.length) notices.push(`Only the first ${MAX_PASTED_COOKIES} cookies are shown.`);
  if (ofCurl) notices.push(...ofCurl.notices);
  else if (cookies.length === 0) notices.push(NOTHING);
  return { cookies, notices };
}

/** One more than is shown tells that there are more. */
function firstOf(cookies: Cookies): PastedCookie[] {
  const first: PastedCookie[] = [];
  for (const cookie of cookies) {
    first.push(cookie);
    if (first.length > MAX_PASTED_COOKIES) break;
  }
  return first;
}

function firstFound(text: string, browser: BrowserFamily): PastedCookie[] {
  const named = firstOf(harHeaders(text, browser));
  if (named.length > 0) return named;
  const lines = text.split(/\r?\n|\r/);
  if (lines.some((line) => HEADER.test(line) || FIELD_NAME.test(line))) {
    return firstOf(headerLines(lines, browser));
  }
  return firstOf(unnamedLines(lines, browser));
}

function curlCookies(text: string, browser: BrowserFamily): PastedCookies | null {
  const curl = readCurl(text);
  if (curl === null) return null;
  const cookies = firstOf(cookiesOfCurl(curl, browser)).map(
    (cookie): PastedCookie => ({ ...cookie, from: 'curl' }),
  );
  if (curl.files.length > 0) {
    return {
      cookies,
      notices: ['This curl command reads cookies from a file: paste what the file contains.'],
    };
  }
  return { cookies, notices: cookies.length > 0 ? [] : ['This curl command sends no cookie.'] };
}

function* cookiesOfCurl({ headers, cookies }: CurlCookies, browser: BrowserFamily): Cookies {
  yield* headerLines(headers, browser);
  for (const cookie of cookies) yield* cookiesOf(cookie, 'curl');
}

const HAR = /"name"\s*:\s*"(set-cookie|cookie)"\s*,\s*"value"\s*:\s*("(?:[^"\\]|\\.)*")/gi;

/** Headers as HAR files have them: `{ "name": "Cookie", "value": "…" }`. */
function* harHeaders(text: string, browser: BrowserFamily): Cookies {
  for (const [, name = '', json = ''] of text.matchAll(HAR)) {
    const value = fromJson(json);
    if (value !== null) yield* headerCookies(name, value, browser);
  }
}

/** Anywhere in a line; behind it may stand a quote, where it is the key of an object. */
const HEADER = /(?:^|[^\w-])(set-cookie|cookie)(["']?)[ \t]*:[ \t]*(.*)$/is;
/** A field's name on a line of its own, its value on the next: as browsers copy a list of headers. */
const FIELD_NAME = /^\s*(set-cookie|cookie):?\s*$/i;

function* headerLines(lines: readonly string[], browser: BrowserFamily): Cookies {
  let awaited: string | null = null;
  for (const line of lines) {
    const header = HEADER.exec(line);
    if (awaited !== null && header === null) yield* headerCookies(awaited, line, browser);
    awaited = FIELD_NAME.exec(line)?.[1] ?? null;
    if (header === null || awaited !== null) continue;
    const [whole, name = '', quote = '', rest = ''] = header;
    const value = quote === '' ? withoutClosing(whole.charAt(0), rest) : quotedValue(rest);
    yield* headerCookies(name, value, browser);
  }
}

/** A header's value, if the whole header stands in quotes: up to the closing one. */
function withoutClosing(opening: string, rest: string): string {
  const end = opening === '"' || opening === "'" ? rest.lastIndexOf(opening) : -1;
  return end < 0 ? rest : rest.slice(0, end);
}

/** The text of an object's value: a JSON string, or one in single quotes. */
function quotedValue(rest: string): string {
  const json = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0];
  return (json && fromJson(json)) ?? /^'([^']*)'/.exec(rest)?.[1] ?? rest;
}

function fromJson(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function* headerCookies(name: string, value: string, browser: BrowserFamily): Cookies {
  if (name.toLowerCase() === 'cookie') {
    yield* cookiesOf(value, 'Cookie');
    return;
  }
  const setCookie = setCookieOf(value, browser);
  if (setCookie.name + setCookie.value !== '') yield ofSetCookie(setCookie);
}

/** Pasted text is characters; `parseSetCookie` wants bytes. */
function setCookieOf(header: string, browser: BrowserFamily): ParsedSetCookie {
  return parseSetCookie(utf8Bytes(header), browser);
}

function ofSetCookie(setCookie: ParsedSetCookie): PastedCookie {
  return { name: setCookie.name || null, value: setCookie.value, setCookie, from: 'Set-Cookie' };
}

/** The cookies of a Cookie header's value: what has no "=" is a value without a name. */
function* cookiesOf(header: string, from: PastedCookie['from']): Cookies {
  for (const part of header.split(';')) {
    const pair = part.trim();
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, equals)).trim() || null;
    yield { name, value: pair.slice(equals + 1).trim(), setCookie: null, from };
  }
}

// token (RFC 9110, 5.6.2), as names of cookies are
const NAMED = /^[!#$%&'*+\-.^`|~\w]+=/;
/** Base64 of JSON, compressed or not, up to its padding: no name. */
const PADDED = /^\.?(?:ey[I-L]|eJ)[\w+/.-]{8,}={1,2}(?:$|[.=])|^[\w+/.-]{15,}={1,2}$/;

/** Lines without the name of a header field. */
function* unnamedLines(lines: readonly string[], browser: BrowserFamily): Cookies {
  const written = lines.filter((line) => line.trim() !== '');
  for (const line of written) yield* unnamedLine(line, written.length === 1, browser);
}

function* unnamedLine(line: string, isOnly: boolean, browser: BrowserFamily): Cookies {
  const row = rowOf(line);
  if (row) {
    yield row;
    return;
  }
  const text = unquoted(line.trim());
  if (NAMED.test(text) && !PADDED.test(text)) {
    const setCookie = setCookieOf(text, browser);
    if (setCookie.attributes.some(({ known }) => known !== null)) yield ofSetCookie(setCookie);
    else yield* cookiesOf(text, 'Cookie');
  } else if (isOnly && !/\s/.test(text)) yield { name: null, value: text, setCookie: null, from: 'value' };
}

/** Without the quotes around it, if there are none inside. */
function unquoted(text: string): string {
  return /^"([^"]*)"$/.exec(text)?.[1] ?? /^'([^']*)'$/.exec(text)?.[1] ?? text;
}

/** A row with tabs: of the browsers' tables, name and value first; of a cookie file (curl, wget), last of seven. */
function rowOf(line: string): PastedCookie | null {
  const cells = line.split('\t');
  const isFile = cells.length === 7 && /^(?:TRUE|FALSE)$/.test(cells[1] ?? '');
  const [name = '', value = ''] = isFile ? cells.slice(5) : cells;
  if (cells.length < 3 || name === '') return null;
  return { name, value: value.trim(), setCookie: null, from: 'table' };
}
