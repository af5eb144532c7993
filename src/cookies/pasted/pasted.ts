/** The cookies in a text that was pasted: a value, a header, a curl command, a row of a table. It must not judge them. */
import type { BrowserFamily } from '../browser-rules.ts';
import { utf8Bytes } from '../header-text.ts';
import { type ParsedSetCookie, parseSetCookie } from '../set-cookie/set-cookie.ts';
import { type CurlCookies, readCurl } from './curl.ts';
import { type Header, headersIn } from './headers.ts';
import { jsonCookies, type ListedCookie, powerShellCookies } from './listed.ts';

/** A cookie that was found. `name` is null where there is none: of a bare value. */
export type PastedCookie = {
  readonly name: string | null;
  /** As in a header: quotes belong to it. */
  readonly value: string;
  /** What the browser reads in its Set-Cookie header; null where it does not come from one. */
  readonly setCookie: ParsedSetCookie | null;
  readonly from: 'value' | Header['name'] | 'curl' | 'PowerShell' | 'JSON' | 'table';
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
const NO_COOKIE_SENT = 'This curl command sends no cookie.';
const FILE = 'This curl command reads cookies from a file: paste what the file contains.';

/**
 * The cookies in a text, in its order. Recognised, the first that gives any: curl commands (of bash and of cmd.exe); the
 * browsers' PowerShell commands; `Cookie` and `Set-Cookie` headers, alone or in whatever they stand in (a log, another
 * command, a HAR file, JSON, a program), and `document.cookie = "…"`; lists of cookies in JSON; the headers without the
 * field's name; rows of the browsers' cookie tables and of Netscape's cookie files; one value alone. Never throws; linear.
 * @param browser whose rules a Set-Cookie header is read by
 */
export function readPastedCookies(text: string, browser: BrowserFamily): PastedCookies {
  const read = text.slice(0, MAX_PASTED_TEXT);
  const notices = read === text ? [] : ['Only the first MiB of the text was read.'];
  const curl = readCurl(read);
  const found = firstFound(read, curl, browser);
  const cookies = found.slice(0, MAX_PASTED_COOKIES);
  if (cookies.length < found.length) notices.push(`Only the first ${MAX_PASTED_COOKIES} cookies are shown.`);
  if (curl && curl.files.length > 0) notices.push(FILE);
  else if (cookies.length === 0) notices.push(curl ? NO_COOKIE_SENT : NOTHING);
  return { cookies, notices };
}

/** One more than is shown tells that there are more. */
function firstOf(cookies: Iterable<PastedCookie>): PastedCookie[] {
  const first: PastedCookie[] = [];
  for (const cookie of cookies) {
    first.push(cookie);
    if (first.length > MAX_PASTED_COOKIES) break;
  }
  return first;
}

function firstFound(text: string, curl: CurlCookies | null, browser: BrowserFamily): PastedCookie[] {
  const forms = [
    () => (curl ? cookiesOfCurl(curl, browser) : []),
    () => listed(powerShellCookies(text), 'PowerShell'),
    () => cookiesOfHeaders(text, browser),
    () => listed(jsonCookies(text), 'JSON'),
    // A curl command that sends no cookie is none itself.
    () => (curl ? [] : unnamedLines(text.split(/\r?\n|\r/), browser)),
  ];
  for (const cookies of forms) {
    const found = firstOf(cookies());
    if (found.length > 0) return found;
  }
  return [];
}

function* cookiesOfCurl({ headers, cookies }: CurlCookies, browser: BrowserFamily): Cookies {
  for (const header of headers) {
    for (const cookie of cookiesOfHeaders(header, browser)) yield { ...cookie, from: 'curl' };
  }
  for (const cookie of cookies) yield* cookiesOf(cookie, 'curl');
}

function* listed(cookies: Iterable<ListedCookie>, from: PastedCookie['from']): Cookies {
  for (const { name, value } of cookies) yield { name: name || null, value, setCookie: null, from };
}

function* cookiesOfHeaders(text: string, browser: BrowserFamily): Cookies {
  for (const header of headersIn(text)) yield* headerCookies(header, browser);
}

function* headerCookies({ name, value }: Header, browser: BrowserFamily): Cookies {
  if (name === 'Cookie') {
    yield* cookiesOf(value, name);
    return;
  }
  const setCookie = setCookieOf(value, browser);
  if (setCookie.name + setCookie.value !== '') yield { ...ofSetCookie(setCookie), from: name };
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

/** A header without a value. */
const HEADER_NAME = /^(?:set-)?cookie:?$/i;

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
  } else if (isOnly && !/\s/.test(text) && !HEADER_NAME.test(text))
    yield { name: null, value: text, setCookie: null, from: 'value' };
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
