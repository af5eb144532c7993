/** Which cookie a header means, whether it deletes it, and what its bytes say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, readable } from '../../src/devtools/header-text.ts';
import { cookieOf, identityOf, targetOf } from '../../src/devtools/set-cookie.ts';
import { aCookie } from '../cookies/cookie.ts';
import { seedFor } from '../cookies/python.ts';

const NOW = Date.UTC(2026, 10, 21);
const URL_BELOW = new URL('http://www.shop.test/cart/items');

function target(header: string, url = URL_BELOW) {
  return targetOf(header, url, NOW);
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
    const cookie = aCookie({ name, domain, path });
    expect(target(header)).toMatchObject({ value, domain });
    expect(target(header)?.identities).toContain(identityOf(cookie));
  });

  it('of no value that could be stored, when it is too long', () => {
    expect(target(`a=${'x'.repeat(4096)}`)?.value).toHaveLength(4096);
    expect(target(`a=${'x'.repeat(4097)}`)).toMatchObject({ value: null, names: ['a', 'a'] });
  });

  it('of the top path, when the page is there', () => {
    const top = target('a=1', new URL('http://www.shop.test/login'));
    expect(top?.identities).toContain(identityOf(aCookie({ name: 'a', domain: 'www.shop.test', path: '/' })));
  });

  it.each(['other.test', 'test.www.shop.test', 'op.test'])('none, with the domain %s', (domain) => {
    expect(target(`a=1; Domain=${domain}`)).toBeNull();
  });

  it('whose name Firefox leaves in bytes', () => {
    const cookies = [aCookie({ name: 'Ã¼', value: 'é', domain: 'www.shop.test' })];
    const header = target('Ã¼=Ã©; Path=/');
    expect(header?.names).toEqual(['Ã¼', 'ü']);
    expect(header && cookieOf(header, cookies)).toBe(cookies[0]);
  });

  it('of its partition, or of any if the value says so', () => {
    const partitionKey = { topLevelSite: 'http://top.test', hasCrossSiteAncestor: true };
    const own = aCookie({ name: 'a', value: 'own', domain: 'www.shop.test' });
    const framed = { ...own, value: 'framed', partitionKey };
    const choose = (header: string, cookies = [own, framed]) => {
      const wanted = target(header);
      return wanted && cookieOf(wanted, cookies);
    };
    expect(choose('a=x; Path=/')).toBe(own);
    expect(choose('a=x; Path=/; Secure; Partitioned')).toBe(framed);
    expect(choose('a=framed; Path=/')).toBe(framed);
    expect(choose('a=x; Path=/', [framed])).toBeNull();
    expect(choose('a=own; Path=/elsewhere')).toBeNull();
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
});

it('no header is too much, nor too odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      expect(target(header)?.identities.length ?? 2).toBe(2);
    }),
    { seed: seedFor('Set-Cookie') },
  );
  const begun = performance.now();
  for (const part of [' ', '=', ';', '; Path=/', '\t']) target(`a=${part.repeat(1_000_000)}x`);
  // Linear in its length: a quadratic reading would take minutes.
  expect(performance.now() - begun).toBeLessThan(10_000);
});

describe('bytes', () => {
  const TEXTS = ['plain', 'é', 'ü=€', 'Grüße, 世界 🌍', '\u0080\u009f'];

  it.each(TEXTS)('of %j are read, as Latin-1 and as windows-1252', (text) => {
    const bytes = new TextEncoder().encode(text);
    const latin1 = String.fromCharCode(...bytes);
    const windows1252 = new TextDecoder('windows-1252').decode(bytes);
    expect([readable(latin1), readable(windows1252)]).toEqual([text, text]);
  });

  it('that are no UTF-8 become U+FFFD, as in the jar', () => {
    expect(readable('\u00e9')).toBe('\ufffd');
  });

  it('are not looked for where there are none', () => {
    expect(readable('世界')).toBe('世界');
  });

  it('are cut, and counted', () => {
    expect(cut('abcdef', 4)).toEqual({ text: 'abcd', length: 6 });
    expect(cut('abc', 4)).toEqual({ text: 'abc', length: 3 });
  });
});
