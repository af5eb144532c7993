/** HAR entries of both browsers, as they come and as they should never come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHarEntry } from '../../src/devtools/response.ts';
import { seedFor } from '../support/reference.ts';

/** What Chromium tells of a login, as first told: the headers as the page made them, and as the network left them. */
const CHROMIUM = {
  _resourceType: 'document',
  startedDateTime: '2026-11-21T04:44:38.309Z',
  time: 25.7,
  timings: { blocked: 1.5, dns: -1, ssl: -1, connect: -1, send: 0.5, wait: 8, receive: 21.9 },
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:5000/login',
    httpVersion: 'http/1.1',
    headers: [{ name: 'Origin', value: 'http://127.0.0.1:5000' }],
  },
  response: {
    status: 302,
    httpVersion: 'http/1.1',
    headers: [{ name: 'Location', value: '/' }],
    headersSize: -1,
  },
};

const FIREFOX = {
  startedDateTime: '2026-11-21T04:26:42.997+00:00',
  time: 0,
  timings: { blocked: 0, dns: 0, ssl: 0, connect: 0, send: 0, wait: 2, receive: 0 },
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:5000/login',
    headers: [
      { name: 'Host', value: '127.0.0.1:5000' },
      { name: 'Cookie', value: 'session=a; b=c' },
      { name: 'Sec-Fetch-Dest', value: 'document' },
    ],
  },
  response: {
    status: 302,
    httpVersion: 'HTTP/1.1',
    headers: [
      { name: 'set-cookie', value: 'session=b; HttpOnly' },
      { name: 'Set-Cookie', value: 'other=1' },
      { name: 'Date', value: 'Sat, 21 Nov 2026 04:26:42 GMT' },
    ],
    headersSize: 203,
  },
};

describe('a HAR entry', () => {
  it('of Firefox', () => {
    expect(readHarEntry(FIREFOX)).toEqual({
      started: '2026-11-21T04:26:42.997+00:00',
      received: Date.UTC(2026, 10, 21, 4, 26, 42, 999),
      method: 'POST',
      url: new URL('http://127.0.0.1:5000/login'),
      status: 302,
      resource: 'document',
      isCrossSite: false,
      isCrossOrigin: false,
      cookieHeader: 'session=a; b=c',
      setCookies: ['session=b; HttpOnly', 'other=1'],
      date: 'Sat, 21 Nov 2026 04:26:42 GMT',
      isRedirect: true,
      headers: 'received',
    });
  });

  it('that another site led to', () => {
    const from = (value: string) => ({
      ...FIREFOX,
      request: { ...FIREFOX.request, headers: [{ name: 'Sec-Fetch-Site', value }] },
    });
    expect(readHarEntry(from('cross-site'))?.isCrossSite).toBe(true);
    expect(readHarEntry(from('same-site'))?.isCrossSite).toBe(false);
  });

  it('that a page of another origin asked for', () => {
    const from = (value: string) => ({
      ...FIREFOX,
      request: { ...FIREFOX.request, headers: [{ name: 'Origin', value }] },
    });
    expect(readHarEntry(from('http://127.0.0.1:5001'))?.isCrossOrigin).toBe(true);
    expect(readHarEntry(from('null'))?.isCrossOrigin).toBe(true);
    expect(readHarEntry(from('http://127.0.0.1:5000'))?.isCrossOrigin).toBe(false);
  });

  it('of a CORS preflight, which a script cannot make', () => {
    const asking = { name: 'Access-Control-Request-Method', value: 'POST' };
    const from = (method: string, ...headers: (typeof asking)[]) => ({
      ...FIREFOX,
      request: {
        ...FIREFOX.request,
        method,
        headers: [{ name: 'Sec-Fetch-Dest', value: 'empty' }, ...headers],
      },
    });
    expect(readHarEntry(from('OPTIONS', asking))?.resource).toBe('preflight');
    expect(readHarEntry(from('OPTIONS'))?.resource).toBe('fetch');
    expect(readHarEntry(from('POST', asking))?.resource).toBe('fetch');
  });

  it('of Chromium, of a redirect told too early', () => {
    expect(readHarEntry(CHROMIUM)).toMatchObject({
      received: Date.UTC(2026, 10, 21, 4, 44, 38, 319),
      resource: 'document',
      cookieHeader: null,
      setCookies: [],
      headers: 'awaited',
    });
  });

  it.each([
    ['whose headers were received', { headersSize: 148 }, 'received'],
    ['that has Set-Cookie', { headers: [{ name: 'Set-Cookie', value: 'a=1' }] }, 'received'],
    ['over HTTP/2', { httpVersion: 'h2' }, 'unclear'],
    ['that is none', { status: 200 }, 'awaited'],
    ['of the browser’s own', { headers: [{ name: 'Non-Authoritative-Reason', value: 'HSTS' }] }, 'received'],
  ])('of a redirect %s', (_, response, headers) => {
    const entry = { ...CHROMIUM, response: { ...CHROMIUM.response, ...response } };
    expect(readHarEntry(entry)).toMatchObject({ headers });
  });

  it.each([{ _fromCache: 'disk' }, { _fetchedViaServiceWorker: true }])('of a redirect with %j', (from) => {
    expect(readHarEntry({ ...CHROMIUM, ...from })).toMatchObject({ headers: 'received' });
  });

  it.each([
    ['fetch', 'empty', 'fetch'],
    ['xhr', 'empty', 'xhr'],
    ['document', 'iframe', 'iframe'],
    ['document', 'document', 'document'],
    [undefined, 'empty', 'fetch'],
    [undefined, 'image', 'image'],
    [undefined, undefined, null],
  ])('of type %s and destination %s is for %s', (type, destination, resource) => {
    const headers = destination ? [{ name: 'Sec-Fetch-Dest', value: destination }] : [];
    const entry = { ...CHROMIUM, _resourceType: type, request: { ...CHROMIUM.request, headers } };
    expect(readHarEntry(entry)).toMatchObject({ resource });
  });

  it('over plain http, where Firefox says nothing else, is for a document if it asks for an upgrade', () => {
    const headers = [{ name: 'Upgrade-Insecure-Requests', value: '1' }];
    expect(readHarEntry({ ...FIREFOX, request: { ...FIREFOX.request, headers } })).toMatchObject({
      resource: 'document',
    });
  });

  it('has no Date where Firefox shows a cached response: it is that of when it was received', () => {
    const cached = { ...FIREFOX, response: { ...FIREFOX.response, headersSize: 0 } };
    expect(readHarEntry(cached)?.date).toBeNull();
    expect(readHarEntry(FIREFOX)?.date).toBe('Sat, 21 Nov 2026 04:26:42 GMT');
  });

  it('keeps no more of a Date than a date has', () => {
    const headers = [{ name: 'date', value: 'x'.repeat(10_000) }];
    const entry = { ...FIREFOX, response: { ...FIREFOX.response, headers } };
    expect(readHarEntry(entry)?.date).toHaveLength(64);
  });

  it('says that a request carried no cookies only when its headers are shown', () => {
    const withHost = { ...CHROMIUM.request, headers: [{ name: ':authority', value: 'shop.test' }] };
    expect(readHarEntry({ ...CHROMIUM, request: withHost })).toMatchObject({ cookieHeader: '' });
  });

  it.each([
    ['a data: URL', { request: { ...CHROMIUM.request, url: 'data:,' } }],
    ['no URL', { request: { ...CHROMIUM.request, url: 'http://' } }],
    ['a request that failed', { response: { ...CHROMIUM.response, status: 0 } }],
    ['no time', { startedDateTime: 'yesterday' }],
  ])('with %s is no response', (_, change) => {
    expect(readHarEntry({ ...CHROMIUM, ...change })).toBeNull();
  });

  it('is read whatever it is', () => {
    const anything = fc.anything({ withNullPrototype: true });
    const likely = fc.record({
      startedDateTime: fc.oneof(fc.constant(CHROMIUM.startedDateTime), anything),
      timings: anything,
      _resourceType: anything,
      request: fc.oneof(
        anything,
        fc.record({ method: anything, url: fc.oneof(fc.webUrl(), anything), headers: fc.array(anything) }),
      ),
      response: fc.oneof(anything, fc.record({ status: fc.oneof(fc.nat(), anything), headers: anything })),
    });
    fc.assert(
      fc.property(fc.oneof(anything, likely), (entry) => {
        const response = readHarEntry(entry);
        expect(response === null || Number.isFinite(response.received)).toBe(true);
      }),
      { seed: seedFor('HAR'), numRuns: 1000 },
    );
  });
});
