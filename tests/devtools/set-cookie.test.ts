/** Which cookie a header means, and whether it deletes it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../src/devtools/cut-text.ts';
import { byIdentity, cookieOf, identityOf, type Source, targetOf } from '../../src/devtools/set-cookie.ts';
import { aCookie } from '../cookies/cookie.ts';
import { expectLinear, stopwatch } from '../support/growth.ts';
import { seedFor } from '../support/reference.ts';

const NOW = Date.UTC(2026, 10, 21);
const URL_BELOW = new URL('http://www.shop.test/cart/items');

function target(header: string, source: Partial<Source> = {}) {
  return targetOf(header, { url: URL_BELOW, browser: 'chromium', received: NOW, date: null, ...source });
}

describe('a header means the cookie', () => {
  it.each([
    ['a=1', 'a', '1', 'www.shop.test', '/cart'],
    [' a = 1 ;', 'a', '1', 'www.shop.test', '/cart'],
    ['a="1=2"; PATH=/', 'a', '"1=2"', 'www.shop.test', '/'],
    ['a=1; Path=relative', 'a', '1', 'www.shop.test', '/cart'],
    ['a=1; Path=/x; Path=/y', 'a', '1', 'www.shop.test', '/y'],
    [`a=1; Path=/x; Path=/${'y'.repeat(1024)}`, 'a', '1', 'www.shop.test', '/x'],
    ['a=1; Domain=.Shop.TEST; Path=/', 'a', '1', 'shop.test', '/'],
    ['a=1; Domain=', 'a', '1', 'www.shop.test', '/cart'],
    ['nameless', '', 'nameless', 'www.shop.test', '/cart'],
    ['=v', '', 'v', 'www.shop.test', '/cart'],
    ['', '', '', 'www.shop.test', '/cart'],
  ])('%j', (header, name, value, domain, path) => {
    const cookie = aCookie({ name, domain, path, hostOnly: domain !== 'shop.test' });
    expect(target(header)).toMatchObject({ value, domain });
    expect(target(header)?.identity).toBe(identityOf(cookie));
  });

  it('of no value that could be stored, when it is too long', () => {
    expect(target(`a=${'x'.repeat(4096)}`)?.value).toHaveLength(4096);
    expect(target(`a=${'x'.repeat(4097)}`)).toMatchObject({ value: null, name: 'a' });
  });

  it('of the top path, when the page is there', () => {
    const top = target('a=1', { url: new URL('http://www.shop.test/login') });
    expect(top?.identity).toBe(identityOf(aCookie({ name: 'a', domain: 'www.shop.test', path: '/' })));
  });

  it.each(['other.test', 'test.www.shop.test', 'op.test'])('none, with the domain %s', (domain) => {
    expect(target(`a=1; Domain=${domain}`)).toBeNull();
  });

  it.each(['chromium', 'firefox'] as const)('whose name is not ASCII in %s', (browser) => {
    const found = target('Ã¼=Ã©; Path=/', { browser });
    expect(found).toMatchObject({ name: 'ü', value: 'é' });
    const cookies = [aCookie({ name: 'ü', value: 'é', domain: 'www.shop.test' })];
    expect(found && cookieOf(found, byIdentity(cookies))).toBe(cookies[0]);
  });

  it('of its partition, or of any if the value says so', () => {
    const partitionKey = { topLevelSite: 'http://top.test', hasCrossSiteAncestor: true };
    const own = aCookie({ name: 'a', value: 'own', domain: 'www.shop.test' });
    const framed = { ...own, value: 'framed', partitionKey };
    const choose = (header: string, cookies = [own, framed]) => {
      const wanted = target(header);
      return wanted && cookieOf(wanted, byIdentity(cookies));
    };
    expect(choose('a=x; Path=/')).toBe(own);
    expect(choose('a=x; Path=/; Secure; Partitioned')).toBe(framed);
    expect(choose('a=framed; Path=/')).toBe(framed);
    expect(choose('a=x; Path=/', [framed])).toBeNull();
    expect(choose('a=own; Path=/elsewhere')).toBeNull();
  });

  it('of this host alone, or of those below it as well', () => {
    const own = aCookie({ name: 'a', value: 'own', domain: 'www.shop.test', hostOnly: true });
    const wide = { ...own, value: 'wide', hostOnly: false };
    for (const cookies of [
      [own, wide],
      [wide, own],
    ]) {
      const known = byIdentity(cookies);
      const choose = (header: string) => {
        const wanted = target(header);
        return wanted && cookieOf(wanted, known);
      };
      expect(choose('a=x; Path=/')).toBe(own);
      expect(choose('a=wide; Path=/')).toBe(own);
      expect(choose('a=x; Path=/; Domain=www.shop.test')).toBe(wide);
      expect(choose('a=x; Path=/; Domain=shop.test')).toBeNull();
    }
    const byAddress = target('a=x; Path=/; Domain=127.0.0.1', { url: new URL('http://127.0.0.1/') });
    expect(byAddress?.identity).toBe(identityOf({ ...own, domain: '127.0.0.1' }));
  });
});

describe('a header deletes', () => {
  it.each([
    ['a=; Max-Age=0', true],
    ['a=; max-age=-1', true],
    ['a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', true],
    ['a=; expires=Thu, 01-Jan-1970 00:00:00 GMT', true],
    ['a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60', false],
    ['a=; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Max-Age=0', true],
    ['a=; Expires=Fri, 01 Jan 2100 00:00:00 GMT', false],
    ['a=; Expires=soon', false],
    ['a=; Max-Age=soon', false],
    ['a=', false],
  ])('%s: %s', (header, deletes) => {
    expect(target(header)).toMatchObject({ deletes });
  });

  it('by the clock of its server', () => {
    const header = 'a=; Expires=Sat, 21 Nov 2026 00:30:00 GMT';
    expect(target(header)).toMatchObject({ deletes: false });
    expect(target(header, { date: 'Sat, 21 Nov 2026 01:00:00 GMT' })).toMatchObject({ deletes: true });
  });
});

it('the cookies that very many headers mean are found in a time by the number of both', () => {
  // 16,384 headers, as many as fit into a response, and the 180 cookies that a browser keeps of a site.
  expectLinear((length) => {
    const name = (index: number): string => `cookie${index}`;
    const targets = Array.from({ length: length / 64 }, (_, index) => target(`${name(index)}=1; Path=/`));
    const cookies = Array.from({ length: length / 5825 }, (_, index) =>
      aCookie({ name: name(index), value: '1', domain: 'www.shop.test' }),
    );
    return () => {
      const known = byIdentity(cookies);
      const found = targets.flatMap((each) => (each && cookieOf(each, known)) ?? []);
      expect(found).toEqual(cookies);
    };
  });
});

it('no header is too much, nor too odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      expect(target(header)?.domain ?? 'shop.test').toMatch(/shop\.test$/);
    }),
    { seed: seedFor('Set-Cookie') },
  );
  const spent = stopwatch();
  for (const part of [' ', '=', ';', '; Path=/', '\t']) target(`a=${part.repeat(1_000_000)}x`);
  // Linear in its length: a quadratic reading would take minutes.
  expect(spent()).toBeLessThan(10_000);
});

it('texts are cut, and counted', () => {
  expect(cut('abcdef', 4)).toEqual({ text: 'abcd', length: 6 });
  expect(cut('abc', 4)).toEqual({ text: 'abc', length: 3 });
});
