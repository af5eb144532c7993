/** The Cookie header: its order, its bytes, and for every cookie left out the rule that says no. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cookie, type CookieHeader, type CookieRequest, cookieHeader } from '../../src/cookies/index.ts';
import { aCookie } from './cookie.ts';

const NOW = 1_800_000_000;
const TOP = new URL('https://other.test/');

function headerOf(cookies: readonly Cookie[], changes: Partial<CookieRequest> = {}): CookieHeader {
  const url = new URL('https://example.test/shop/cart');
  return cookieHeader(cookies, { url, page: null, browser: 'chromium', now: NOW, ...changes });
}

function reasonFor(change: Partial<Cookie>, changes: Partial<CookieRequest> = {}): string {
  const { withheld } = headerOf([aCookie(change)], changes);
  return withheld[0]?.reason ?? 'sent';
}

describe('the header', () => {
  it('is empty without cookies', () => {
    expect(headerOf([])).toEqual({ bytes: '', text: '', sent: [], withheld: [], isExact: true });
  });

  it('has the longer paths first, and equal ones as the browser gives them', () => {
    const cookies = Object.freeze([
      aCookie({ name: 'z', value: '1' }),
      aCookie({ name: 'deep', value: '2', path: '/shop/cart' }),
      aCookie({ name: 'a', value: '3' }),
      aCookie({ name: 'mid', value: '4', path: '/shop' }),
      aCookie({ name: 'gone', value: '5', path: '/admin' }),
    ]);
    const { text, sent, withheld } = headerOf(cookies);
    expect(text).toBe('deep=2; mid=4; z=1; a=3');
    expect(sent.map(({ name }) => name)).toEqual(['deep', 'mid', 'z', 'a']);
    expect(withheld).toEqual([{ cookie: cookies[4], reason: 'path' }]);
  });

  it('has nameless cookies without "=" and valueless ones with it', () => {
    const cookies = [aCookie({ name: '', value: 'lone' }), aCookie({ name: 'e', value: '' })];
    expect(headerOf(cookies).text).toBe('lone; e=');
  });

  it.each(['chromium', 'firefox'] as const)('is UTF-8 in %s, names and values', (browser) => {
    const header = headerOf([aCookie({ name: 'é', value: 'é€' })], { browser });
    const bytes = '\xc3\xa9=\xc3\xa9\xe2\x82\xac';
    expect(header).toMatchObject({ bytes, text: 'é=é€', isExact: true });
  });

  it.each([
    ['chromium', false],
    ['firefox', true],
  ] as const)('is exact with U+FFFD in a value in %s: %s, and in a name never', (browser, isExact) => {
    expect(headerOf([aCookie({ value: 'a\ufffd' })], { browser }).isExact).toBe(isExact);
    expect(headerOf([aCookie({ name: 'a\ufffd' })], { browser }).isExact).toBe(false);
    expect(headerOf([aCookie({ path: '/elsewhere', value: 'a\ufffd' })], { browser }).isExact).toBe(true);
  });

  it('holds every cookie once, sent or withheld, whatever it is', () => {
    const cookie = fc
      .record({
        name: fc.string({ unit: 'binary' }),
        value: fc.string({ unit: 'binary' }),
        path: fc.oneof(fc.string(), fc.constantFrom('/', '/shop', '')),
        sameSite: fc.constantFrom('strict', 'lax', 'none', 'unspecified'),
        partitionKey: fc.option(
          fc.record({ topLevelSite: fc.string(), hasCrossSiteAncestor: fc.constantFrom(true, false, null) }),
        ),
      })
      .map((change) => aCookie(change as Partial<Cookie>));
    fc.assert(
      fc.property(fc.array(cookie), fc.constantFrom('chromium', 'firefox'), (cookies, browser) => {
        const { bytes, sent, withheld } = headerOf(cookies, { browser, page: TOP });
        expect(sent.length + withheld.length).toBe(cookies.length);
        expect(new Set([...sent, ...withheld.map(({ cookie }) => cookie)]).size).toBe(cookies.length);
        expect(/^[\0-\xff]*$/.test(bytes)).toBe(true);
      }),
    );
  });
});

describe('a cookie is left out by', () => {
  it.each([
    [{}, 'sent'],
    [{ expires: NOW + 0.5 }, 'sent'],
    [{ expires: NOW }, 'expired'],
    [{ domain: 'other.test' }, 'domain'],
    [{ path: '/admin' }, 'path'],
    [{ path: '' }, 'path'], // which Chromium tells for one that is not UTF-8
    [{ sameSite: 'strict' }, 'sent'],
  ] as const)('%j: %s', (change, expected) => {
    expect(reasonFor(change)).toBe(expected);
  });

  it.each([
    ['http://example.test/', 'secure'],
    ['ftp://example.test/', 'scheme'],
    ['http://localhost:5000/', 'sent'],
  ])('Secure, to %s: %s', (url, expected) => {
    const to = new URL(url);
    expect(reasonFor({ secure: true, domain: to.hostname }, { url: to })).toBe(expected);
  });

  it.each([
    ['strict', 'same-site', 'same-site'],
    ['lax', 'same-site', 'same-site'],
    ['unspecified', 'same-site', 'sent'],
    ['none', 'sent', 'sent'],
  ] as const)(
    'SameSite=%s, in another site’s page of Chromium: %s, of Firefox: %s',
    (sameSite, ...expected) => {
      const partitionKey = { topLevelSite: 'https://other.test', hasCrossSiteAncestor: true };
      expect([
        reasonFor({ sameSite, partitionKey }, { page: TOP }),
        reasonFor({ sameSite, partitionKey }, { page: TOP, browser: 'firefox' }),
      ]).toEqual(expected);
      expect(reasonFor({ sameSite }, { page: new URL('https://www.example.test/') })).toBe('sent');
    },
  );

  it.each([
    ['chromium', 'same-site'],
    ['firefox', 'sent'],
  ] as const)('another scheme, which is another site in %s: %s', (browser, expected) => {
    const page = new URL('http://example.test/');
    expect(reasonFor({ sameSite: 'strict' }, { browser, page })).toBe(expected);
    const url = new URL('wss://example.test/shop/cart');
    const top = new URL('https://example.test/');
    expect(reasonFor({ sameSite: 'strict' }, { browser, url, page: top })).toBe('sent');
  });

  it.each([
    ['chromium', 'third-party'],
    ['firefox', 'partition'],
  ] as const)('no partition in another site, in %s: %s', (browser, expected) => {
    expect(reasonFor({ sameSite: 'none' }, { browser, page: TOP })).toBe(expected);
    expect(reasonFor({ sameSite: 'none' }, { browser })).toBe('sent');
  });
});

describe('a partitioned cookie', () => {
  const inPartition = (
    topLevelSite: string,
    hasCrossSiteAncestor: boolean | null = false,
  ): Partial<Cookie> => ({
    sameSite: 'none',
    partitionKey: { topLevelSite, hasCrossSiteAncestor },
  });

  it.each([
    ['https://example.test', false, 'sent'],
    ['https://example.test', null, 'sent'],
    ['https://example.test', true, 'partition'],
    ['http://example.test', false, 'partition'],
    ['https://other.test', false, 'partition'],
    ['https://ample.test', false, 'partition'],
    ['https://test', false, 'partition'],
    ['rubbish', false, 'partition'],
  ])('of %s, across sites %s: %s', (site, ancestor, expected) => {
    expect(reasonFor(inPartition(site, ancestor))).toBe(expected);
  });

  it('belongs to subdomains of its site, of which the browser may know more than we, but not to hosts below a suffix', () => {
    const at = (host: string, site: string): string =>
      reasonFor({ ...inPartition(`https://${site}`), domain: host }, { url: new URL(`https://${host}/`) });
    expect(at('www.example.test', 'example.test')).toBe('sent');
    expect(at('www.me.unknown.test', 'me.unknown.test')).toBe('sent');
    expect(at('me.github.io', 'github.io')).toBe('partition');
    expect(at('a.localhost', 'localhost')).toBe('partition');
    expect(at('localhost', 'localhost')).toBe('sent');
  });

  it('goes to another site only in its page, where Firefox need not call it cross-site', () => {
    const at = (browser: 'chromium' | 'firefox', site: string, ancestor: boolean | null): string =>
      reasonFor(inPartition(site, ancestor), { browser, page: TOP });
    expect(at('chromium', 'https://other.test', true)).toBe('sent');
    expect(at('chromium', 'https://other.test', false)).toBe('partition');
    expect(at('firefox', 'https://other.test', false)).toBe('sent');
    expect(at('firefox', 'https://example.test', true)).toBe('partition');
  });
});
