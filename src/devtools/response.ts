/** Reads what the recorder needs from either browser's HAR entries. Trusts nothing in them; records nothing. */

/** A response as DevTools reports it. */
export type Response = {
  /** The request's start, as the browser writes it: with method and URL it names the request. */
  readonly started: string;
  /** Milliseconds since 1970 when its headers were received. */
  readonly received: number;
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly resource: string | null;
  /** Whether it came from another site, by Sec-Fetch-Site, which is sent only to secure and loopback hosts. */
  readonly isCrossSite: boolean;
  /** Whether a page of another origin asked, as Origin has it. */
  readonly isCrossOrigin: boolean;
  /** '' when the request carried none; null when the request's headers are not shown. */
  readonly cookieHeader: string | null;
  readonly setCookies: readonly string[];
  /** Its Date header; null: it had none, or the response is a cached one, whose Date is not of now. */
  readonly date: string | null;
  readonly isRedirect: boolean;
  /**
   * Whether these are the headers that were received. Chromium often reports a redirect before it knows them, and then
   * without Set-Cookie; when busy, any other response too. In HTTP/1 their size shows this; in HTTP/2 and 3 it is
   * always `unclear`.
   */
  readonly headers: 'received' | 'awaited' | 'unclear';
};

/** Null for anything that is not an HTTP response: `data:` URLs, requests that failed. Never throws. */
export function readHarEntry(value: unknown): Response | null {
  const entry = objectOf(value);
  const request = objectOf(entry.request);
  const response = objectOf(entry.response);
  const address = textOf(request.url);
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const status = numberOf(response.status);
  const started = textOf(entry.startedDateTime);
  if (status <= 0 || Number.isNaN(Date.parse(started))) return null;

  const requestHeaders = headersOf(request);
  const responseHeaders = headersOf(response);
  const setCookies = valuesOf(responseHeaders, 'set-cookie');
  const cameFromNetwork =
    entry._fromCache === undefined &&
    entry._fetchedViaServiceWorker !== true &&
    valuesOf(responseHeaders, 'non-authoritative-reason').length === 0;
  const isAwaited = cameFromNetwork && setCookies.length === 0 && response.headersSize === -1;
  const isHttp1 = /^http\/1/i.test(textOf(response.httpVersion));
  const url = new URL(address);
  const [origin = url.origin] = valuesOf(requestHeaders, 'origin');
  const isPreflight =
    request.method === 'OPTIONS' && valuesOf(requestHeaders, 'access-control-request-method').length > 0;
  return {
    started,
    received: Date.parse(started) + untilHeaders(objectOf(entry.timings)),
    method: textOf(request.method).slice(0, MOST_WORD),
    url,
    status,
    resource: isPreflight
      ? 'preflight'
      : resourceOf(
          textOf(entry._resourceType),
          valuesOf(requestHeaders, 'sec-fetch-dest')[0] ?? '',
          valuesOf(requestHeaders, 'upgrade-insecure-requests').length > 0,
        ),
    isCrossSite: valuesOf(requestHeaders, 'sec-fetch-site')[0] === 'cross-site',
    isCrossOrigin: origin !== url.origin,
    cookieHeader: isAsSent(requestHeaders) ? valuesOf(requestHeaders, 'cookie').join('; ') : null,
    setCookies,
    // Firefox shows a cached response with the headers that it once had, of which it says that none were received.
    date:
      response.headersSize === 0 ? null : (valuesOf(responseHeaders, 'date')[0]?.slice(0, MOST_DATE) ?? null),
    isRedirect: status >= 300 && status < 400,
    headers: isAwaited ? (isHttp1 ? 'awaited' : 'unclear') : 'received',
  };
}

/** The most characters kept of a method or a resource type. */
const MOST_WORD = 32;
/** The most characters kept of a Date header; a date has 29. */
const MOST_DATE = 64;

type Header = { readonly name: string; readonly value: string };

function headersOf(message: Readonly<Record<string, unknown>>): readonly Header[] {
  const headers: readonly unknown[] = Array.isArray(message.headers) ? message.headers : [];
  return headers.map(objectOf).map(({ name, value }) => ({
    name: textOf(name).toLowerCase(),
    value: textOf(value),
  }));
}

function valuesOf(headers: readonly Header[], wanted: string): string[] {
  return headers.filter(({ name }) => name === wanted).map(({ value }) => value);
}

/** Chromium may show the headers as the page set them, before the network adds Cookie and Host. */
function isAsSent(headers: readonly Header[]): boolean {
  return headers.some(({ name }) => name === 'host' || name === ':authority');
}

/**
 * Chromium has its own type, the same for pages and frames; Firefox has none, and fetches have no destination. Over
 * plain http, Firefox has neither, but only pages and frames ask for an upgrade.
 */
function resourceOf(type: string, destination: string, isNavigation: boolean): string | null {
  const isFrame = destination === 'iframe' || destination === 'frame';
  const named = isFrame ? destination : type || destination || (isNavigation ? 'document' : '');
  return (named === 'empty' ? 'fetch' : named.slice(0, MOST_WORD)) || null;
}

/** Milliseconds from the start of a request to its response's headers (HAR 1.2; -1: does not apply). */
function untilHeaders(timings: Readonly<Record<string, unknown>>): number {
  return ['blocked', 'dns', 'connect', 'send', 'wait']
    .map((phase) => numberOf(timings[phase]))
    .reduce((sum, duration) => sum + Math.max(0, duration), 0);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
