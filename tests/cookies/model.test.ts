/** A cookie's identity and state. */
import { describe, expect, it } from 'vitest';
import { type Cookie, cookieId, sameCookie } from '../../src/cookies/index.ts';
import { aCookie } from './cookie.ts';

const PARTITION = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true };

describe('cookieId', () => {
  it.each<[string, Partial<Cookie>]>([
    ['name', { name: 'other' }],
    ['domain', { domain: 'other.test' }],
    ['host-only', { hostOnly: false }],
    ['path', { path: '/a' }],
    ['store', { storeId: 'firefox-private' }],
    ['partition', { partitionKey: PARTITION }],
    ['first-party domain', { firstPartyDomain: 'top.test' }],
  ])('tells cookies apart by %s', (_, change) => {
    expect(cookieId(aCookie(change))).not.toBe(cookieId(aCookie()));
  });

  it('tells partitions apart by their ancestors', () => {
    const other = { ...PARTITION, hasCrossSiteAncestor: false };
    expect(cookieId(aCookie({ partitionKey: PARTITION }))).not.toBe(
      cookieId(aCookie({ partitionKey: other })),
    );
  });

  it.each<[string, Partial<Cookie>]>([
    ['value', { value: 'x' }],
    ['expiry', { expires: 1 }],
    ['Secure', { secure: true }],
    ['HttpOnly', { httpOnly: false }],
    ['SameSite', { sameSite: 'lax' }],
  ])('stays the same whatever the %s, but the cookie is no longer the same', (_, change) => {
    expect(cookieId(aCookie(change))).toBe(cookieId(aCookie()));
    expect(sameCookie(aCookie(change), aCookie())).toBe(false);
  });

  it('cannot be confused by separators in a name or a path', () => {
    expect(cookieId(aCookie({ path: '/a', name: 'b","c' }))).not.toBe(
      cookieId(aCookie({ path: '/a","b', name: 'c' })),
    );
  });
});

it('sameCookie compares partitions by their content', () => {
  const partitioned = aCookie({ partitionKey: PARTITION });
  expect(sameCookie(partitioned, aCookie({ partitionKey: { ...PARTITION } }))).toBe(true);
  expect(sameCookie(partitioned, aCookie())).toBe(false);
});
