/** Which requests carry a cookie: RFC 6265bis' rules, each with a case for and a case against. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareSendOrder,
  domainMatches,
  isIpAddress,
  isLoopback,
  isSentAcrossSites,
  isSentTo,
  pathMatches,
} from '../../src/cookies/index.ts';
import { aCookie } from './cookie.ts';

describe('domainMatches', () => {
  it.each([
    ['example.test', true, 'example.test', true],
    ['example.test', true, 'EXAMPLE.test', true],
    ['example.test', true, 'www.example.test', false],
    ['example.test', false, 'example.test', true],
    ['example.test', false, 'a.b.example.test', true],
    ['example.test', false, 'badexample.test', false],
    ['www.example.test', false, 'example.test', false],
    ['example.test', false, 'example.test.evil.test', false],
    ['0.0.1', false, '127.0.0.1', false],
    ['127.0.0.1', true, '127.0.0.1', true],
    ['127.0.0.1', false, 'x.127.0.0.1', true], // no IP address, that
    ['::1', true, '[::1]', true],
    ['[::1]', true, '::1', true],
    ['', false, 'example.test', false],
  ])('domain %j, host-only %j, host %j: %j', (domain, hostOnly, host, expected) => {
    expect(domainMatches({ domain, hostOnly }, host)).toBe(expected);
  });
});

describe('pathMatches', () => {
  it.each([
    ['/', '/', true],
    ['/', '/anything/at/all', true],
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a/', '/a/b', true],
    ['/a/', '/a', false],
    ['/a', '/ab', false],
    ['/a/b', '/a', false],
    ['/A', '/a', false],
  ])('cookie path %j, request path %j: %j', (cookiePath, requestPath, expected) => {
    expect(pathMatches(cookiePath, requestPath)).toBe(expected);
  });

  it('holds for everything below, and for nothing that merely begins alike', () => {
    const segment = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), segment, (segments, more) => {
        const path = `/${segments.join('/')}`;
        return pathMatches(path, `${path}/${more}`) && !pathMatches(path, `${path}${more}`);
      }),
    );
  });
});

describe('isSentAcrossSites', () => {
  it.each([
    ['strict', 'GET', true, false],
    ['lax', 'GET', true, true],
    ['lax', 'POST', true, false],
    ['lax', 'GET', false, false],
    ['none', 'POST', false, true],
    ['unspecified', 'POST', true, true],
  ] as const)('%s by %s, a page: %s', (sameSite, method, isNavigation, isSent) =>
    expect(isSentAcrossSites({ sameSite }, { method, isNavigation })).toBe(isSent),
  );
});

describe('isSentTo', () => {
  it.each([
    [{}, 'http://example.test/', 'sent'],
    [{}, 'ws://example.test/socket', 'sent'],
    [{ secure: true }, 'https://example.test/', 'sent'],
    [{ secure: true }, 'wss://example.test/', 'sent'],
    [{ secure: true }, 'http://example.test/', 'secure'],
    [{ secure: true, domain: 'localhost' }, 'http://localhost:5000/', 'sent'],
    [{ secure: true, domain: '127.0.0.1' }, 'http://127.0.0.1:5000/', 'sent'],
    [{}, 'http://other.test/', 'domain'],
    [{ path: '/shop' }, 'http://example.test/shopping', 'path'],
    [{}, 'file:///tmp/page.html', 'scheme'],
    [{}, 'ftp://example.test/', 'scheme'],
  ])('%j to %s: %s', (change, url, expected) => {
    const sending = isSentTo(aCookie(change), new URL(url));
    expect(sending).toEqual(expected === 'sent' ? { sent: true } : { sent: false, reason: expected });
  });
});

it('compareSendOrder puts the longer path first and cannot tell equals apart', () => {
  const paths = [{ path: '/' }, { path: '/a/b' }, { path: '/a' }].sort(compareSendOrder);
  expect(paths.map(({ path }) => path)).toEqual(['/a/b', '/a', '/']);
  expect(compareSendOrder({ path: '/a' }, { path: '/b' })).toBe(0);
});

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', 'shop.localhost', '127.0.0.1', '127.9.9.9', '[::1]', '::1'])(
    '%s is',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );
  it.each(['localhost.test', 'mylocalhost', '128.0.0.1', '127.0.0.1.test', '10.0.0.1', '[::2]', ''])(
    '%j is not',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

describe('isIpAddress', () => {
  it.each(['127.0.0.1', '255.255.255.255', '[::1]', '::1', '[2001:db8::1]'])('%s is', (host) => {
    expect(isIpAddress(host)).toBe(true);
  });
  it.each(['localhost', '127.0.0', '127.0.0.1.test', 'x.127.0.0.1', ''])('%j is not', (host) => {
    expect(isIpAddress(host)).toBe(false);
  });
});
