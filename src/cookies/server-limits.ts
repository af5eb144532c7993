/** The longest Cookie header that each server accepts with its default settings, measured by running it. Counts; asks no server. */
import type { BrowserFamily } from './browser-rules.ts';

export type ServerName = 'gunicorn' | 'nginx' | 'apache' | 'node' | 'uwsgi';

/** A server's limit. Requests were HTTP/1.1; in HTTP/2 a header's size is counted otherwise. */
export type ServerLimit = {
  readonly server: ServerName;
  /** As it is called in a sentence. */
  readonly label: string;
  /** The setting that changes the limit. */
  readonly setting: string;
  /** Bytes that pass. */
  readonly limit: number;
  /** What counts towards the limit. */
  readonly counts: 'line' | 'line-with-end' | 'request';
  /** The response to a request over the limit. */
  readonly answer: string;
};

/**
 * The limits, each found by searching for the longest header that passes:
 *
 * - gunicorn 20.1.0 and 26.2: `Cookie: `, the value, CR and LF, at most 8190 bytes together.
 * - nginx 1.22.1 (`4 8k`): the same, 8192.
 * - Apache 2.4.71: `Cookie: ` and the value, 8191: one more than `LimitRequestFieldSize`, whatever that is set to. It
 *   counts several Cookie lines as one.
 * - Node 20.20: the request's target and the names and values of all its fields, 16,383: less than 16 KiB.
 * - uWSGI 2.0.21 behind nginx 1.22.1: all of the request's variables, 4096. It drops the connection, and nginx says 502.
 */
export const SERVER_LIMITS: readonly ServerLimit[] = [
  {
    server: 'gunicorn',
    label: 'gunicorn',
    setting: 'limit_request_field_size',
    limit: 8190,
    counts: 'line-with-end',
    answer: '400 Bad Request; 431 in newer releases',
  },
  {
    server: 'nginx',
    label: 'nginx',
    setting: 'large_client_header_buffers',
    limit: 8192,
    counts: 'line-with-end',
    answer: '400 Bad Request',
  },
  {
    server: 'apache',
    label: 'Apache',
    setting: 'LimitRequestFieldSize',
    limit: 8191,
    counts: 'line',
    answer: '400 Bad Request',
  },
  {
    server: 'node',
    label: 'Node',
    setting: '--max-http-header-size',
    limit: 16_383,
    counts: 'request',
    answer: '431 Request Header Fields Too Large',
  },
  {
    server: 'uwsgi',
    label: 'uWSGI',
    setting: 'buffer-size',
    limit: 4096,
    counts: 'request',
    answer: 'none; nginx in front of it responds with 502 Bad Gateway',
  },
];

/** Bytes of a Cookie header's value that gunicorn, nginx and Apache all accept: a share of "the limit" is a share of this. */
export const HEADER_LIMIT = 8180;

/** A Cookie header beside one server's limit. */
export type ServerVerdict = ServerLimit & {
  /** Bytes that count towards the limit. */
  readonly counted: number;
  /** Bytes that the header may still grow by; negative: by how many it is too long. */
  readonly left: number;
  /** Whether the other fields of the request count, whose size is only an estimate. */
  readonly isEstimate: boolean;
};

/**
 * Whether each server accepts a Cookie header of `headerBytes` bytes (its value alone; 0: no such header) in a request
 * for `url`, in the order of `SERVER_LIMITS`.
 */
export function serverVerdicts(
  headerBytes: number,
  { url, browser }: { readonly url: URL; readonly browser: BrowserFamily },
): readonly ServerVerdict[] {
  return SERVER_LIMITS.map((limit) => {
    const counted = bytesCounted(limit, headerBytes, url, browser);
    return { ...limit, counted, left: limit.limit - counted, isEstimate: limit.counts === 'request' };
  });
}

/** The other fields of a navigation, `Host` apart: how many, and the bytes of their names and values. */
const OTHER_FIELDS: Readonly<Record<BrowserFamily, { readonly count: number; readonly bytes: number }>> = {
  chromium: { count: 14, bytes: 574 }, // Chromium 156 on Linux, in English
  firefox: { count: 10, bytes: 338 }, // Firefox 153, likewise
};

/** Of one of uWSGI's variables: two bytes each for the lengths of name and value, and `HTTP_` before a field's name. */
const UWSGI_FIELD = 9;

/** Of those of nginx's `uwsgi_params` that do not depend on the request, or hardly. */
const UWSGI_VARIABLES = 264;

function bytesCounted(limit: ServerLimit, headerBytes: number, url: URL, browser: BrowserFamily): number {
  const name = 'Cookie'.length;
  if (limit.counts !== 'request') {
    if (headerBytes === 0) return 0;
    return name + ': '.length + headerBytes + (limit.counts === 'line' ? 0 : '\r\n'.length);
  }
  const target = url.pathname.length + url.search.length;
  const other = OTHER_FIELDS[browser];
  const fields = [
    { count: other.count, bytes: other.bytes },
    { count: 1, bytes: 'Host'.length + url.host.length },
    headerBytes === 0 ? { count: 0, bytes: 0 } : { count: 1, bytes: name + headerBytes },
  ];
  const bytes = fields.reduce((sum, field) => sum + field.bytes, 0);
  if (limit.server !== 'uwsgi') return target + bytes;
  const count = fields.reduce((sum, field) => sum + field.count, 0);
  const pathAndQuery = url.pathname.length + Math.max(0, url.search.length - 1);
  return UWSGI_VARIABLES + target + pathAndQuery + bytes + count * UWSGI_FIELD;
}
