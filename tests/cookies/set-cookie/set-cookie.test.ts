/** Set-Cookie headers, read as each browser was seen to read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BrowserFamily, parseSetCookie } from '../../../src/cookies/index.ts';
import { processorTime } from '../../support/growth.ts';

const browsers: readonly BrowserFamily[] = ['chromium', 'firefox'];

/** Name and value in both browsers; `|` is where they differ. */
function pairs(header: string): string[] {
  const texts = browsers.map((browser) => {
    const { name, value } = parseSetCookie(header, browser);
    return `${name}=${value}`;
  });
  return [...new Set(texts)];
}

describe('name and value', () => {
  it.each([
    ['a=1', ['a=1']],
    [' \t a = 1 \t ', ['a=1']],
    ['a=b=c', ['a=b=c']],
    ['a="5 6"', ['a="5 6"']],
    ['"a"=1', ['"a"=1']],
    ['a=1, b=2', ['a=1, b=2']],
    ['a=', ['a=']],
    ['=v', ['=v']],
    ['=', ['=']],
    ['', ['=']],
    [';a=1', ['=']],
    ['a=1;b=2', ['a=1']],
    ['a=\xa0', ['a=\ufffd']],
    ['a=%20', ['a=%20']],
    ['a=Ã©', ['a=é']],
    ['Ã©=1', ['é=1']],
    // Chromium, Firefox
    ['lone', ['=lone', 'lone=']],
    [' a b ; Path=/', ['=a b', 'a b=']],
  ])('%j: %j', (header, expected) => {
    expect(pairs(header)).toEqual(expected);
  });

  it('counts bytes, not characters', () => {
    const { size } = parseSetCookie('Ã©=â‚¬â‚¬; Path=/', 'chromium');
    expect(size).toEqual({ nameAndValue: 8, header: 17 });
    expect(parseSetCookie('\xff=\xff', 'firefox').size).toEqual({ nameAndValue: 2, header: 3 });
  });

  it('tells where there is no "="', () => {
    const isBare = (header: string): boolean => parseSetCookie(header, 'chromium').isBareWord;
    expect(['lone', 'lone; a=b', '=', 'a=', '', '; Path=/'].map(isBare)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('attributes', () => {
  it('are found in any letter case, with space around, in any order', () => {
    const header = 'a=1;PATH = /x ;\tsecure; hTTpOnLy ;; SameSite=STRICT; Domain=.Shop.Test; partitioned';
    for (const browser of browsers) {
      expect(parseSetCookie(header, browser)).toMatchObject({
        path: '/x',
        secure: true,
        httpOnly: true,
        partitioned: true,
        sameSite: 'strict',
        domain: '.Shop.Test',
        maxAge: null,
        expires: null,
      });
    }
  });

  it('are absent where they are absent', () => {
    expect(parseSetCookie('a=secure', 'chromium')).toMatchObject({
      path: null,
      secure: false,
      httpOnly: false,
      partitioned: false,
      sameSite: 'unspecified',
      domain: null,
      attributes: [],
    });
  });

  it('keep name and value as written, in order, and say which count', () => {
    const header = 'a=1; Path=/a; Foo=Bar=Baz; path=/b; ; Max-Age=60; Expires=9 Jun 2099 10:00:00';
    const { attributes, path, maxAge, expires } = parseSetCookie(header, 'firefox');
    expect(attributes.map(({ name, value, ignored }) => [name, value, ignored])).toEqual([
      ['Path', '/a', 'repeated'],
      ['Foo', 'Bar=Baz', 'unknown'],
      ['path', '/b', null],
      ['Max-Age', '60', null],
      ['Expires', '9 Jun 2099 10:00:00', 'overruled'],
    ]);
    expect([path, maxAge, expires]).toEqual(['/b', 60, Date.UTC(2099, 5, 9, 10) / 1000]);
  });

  it.each([
    ['Path=/a; Path=', { path: null }],
    ['Path=a', { path: null }],
    ['Path="/a"', { path: null }],
    ['Domain=shop.test; Domain=', { domain: null }],
    ['SameSite=Lax; SameSite=bogus', { sameSite: 'unspecified' }],
    ['SameSite', { sameSite: 'unspecified' }],
    ['SameSite="Lax"', { sameSite: 'unspecified' }],
    ['Secure=false; HttpOnly=0', { secure: true, httpOnly: true }],
    ['Max-Age=60; Max-Age=', { maxAge: null }],
    ['Max-Age=x; Expires=9 Jun 2099 10:00:00', { maxAge: null, expires: Date.UTC(2099, 5, 9, 10) / 1000 }],
    ['Expires=9 Jun 2099 10:00:00; Expires=bad', { expires: null }],
  ])('the last counts, even if it cannot be read: %s', (attributes, expected) => {
    for (const browser of browsers) {
      const parsed = parseSetCookie(`a=1; ${attributes}`, browser);
      expect(parsed).toMatchObject(expected);
    }
  });

  it.each(['Path=a', 'Path=', 'Domain=', 'Max-Age=x', 'Expires=x', 'Expires', 'SameSite=x'])(
    '%s cannot be read',
    (attribute) => {
      for (const browser of browsers) {
        expect(parseSetCookie(`a=1; ${attribute}`, browser).attributes[0]?.ignored).toBe('unreadable');
      }
    },
  );

  it('include Priority in Chromium only', () => {
    const fates = browsers.map((name) => parseSetCookie('a=1; Priority=High', name).attributes[0]?.ignored);
    expect(fates).toEqual([null, 'unknown']);
  });

  it('tell a path that is not UTF-8 as the cookies API does', () => {
    expect(browsers.map((name) => parseSetCookie('a=1; Path=/\xe9', name).path)).toEqual(['', '/\ufffd']);
  });
});

describe('the limit of an attribute', () => {
  const at = (length: number, attribute: string): string => `a=1; ${attribute}=${'x'.repeat(length)}`;

  it('is 1024 bytes of its value', () => {
    for (const browser of browsers) {
      expect(parseSetCookie(at(1024, 'Domain'), browser).domain).toHaveLength(1024);
      const { domain, attributes } = parseSetCookie(at(1025, 'Domain'), browser);
      expect([domain, attributes[0]?.ignored, attributes[0]?.size]).toEqual([null, 'too-long', 1025]);
      expect(parseSetCookie(`a=1; Domain=${'Ã©'.repeat(513)}`, browser).domain).toBeNull();
    }
  });

  it('lets an earlier one count', () => {
    const header = `a=1; Path=/a; Path=/${'x'.repeat(1024)}`;
    for (const browser of browsers) expect(parseSetCookie(header, browser).path).toBe('/a');
  });

  it('does not hold for names, nor for space around', () => {
    const { attributes } = parseSetCookie(
      `a=1; ${'n'.repeat(2000)}=1; Max-Age=${' '.repeat(2000)}60`,
      'chromium',
    );
    expect(attributes.map(({ ignored }) => ignored)).toEqual(['unknown', null]);
  });

  it('holds for flags in Chromium only', () => {
    const header = ['Secure', 'HttpOnly', 'Partitioned', 'SameSite=Lax; SameSite']
      .map((name) => `${name}=${'x'.repeat(1025)}`)
      .join('; ');
    const flags = { secure: false, httpOnly: false, partitioned: false, sameSite: 'lax' };
    expect(parseSetCookie(`a=1; ${header}`, 'chromium')).toMatchObject(flags);
    const all = { secure: true, httpOnly: true, partitioned: true, sameSite: 'unspecified' };
    expect(parseSetCookie(`a=1; ${header}`, 'firefox')).toMatchObject(all);
  });
});

describe('Max-Age', () => {
  it.each([
    // text, Chromium, Firefox
    ['60', 60, 60],
    ['060', 60, 60],
    ['0', 0, 0],
    ['-1', -Infinity, -Infinity],
    ['-0', -Infinity, -Infinity],
    ['+60', 60, null],
    ['--1', null, -Infinity],
    ['-x', null, -Infinity],
    ['-', null, -Infinity],
    ['60.5', null, null],
    ['60s', null, null],
    ['1e3', null, null],
    ['0x60', null, null],
    ['"60"', null, null],
    ['99999999999999999999x', 1e20, 1e20],
    ['-99999999999999999999x', -Infinity, -Infinity],
    ['+99999999999999999999x', 1e20, null],
  ])('%j is %s in Chromium and %s in Firefox', (text, chromium, firefox) => {
    const read = browsers.map((browser) => parseSetCookie(`a=1; Max-Age=${text}`, browser).maxAge);
    expect(read).toEqual([chromium, firefox]);
  });
});

describe('forbidden characters', () => {
  it.each([
    ['a\x01=1', 'name', 1],
    ['a=\x7f', 'value', 127],
    ['a=1; Path=/\x02', 'attribute', 2],
    ['a=1; x\x03', 'attribute', 3],
    ['a=\x00', 'value', 0],
    ['a=1\n', 'value', 10],
    ['a=\x1f', 'value', 31],
  ])('%j: in the %s, code %d', (header, where, code) => {
    for (const browser of browsers)
      expect(parseSetCookie(header, browser).forbidden).toEqual({ where, code });
  });

  it.each([
    ['a=b\tc', 'value'],
    ['a\tb=c', 'name'],
    ['a=1; x=b\tc', 'attribute'],
  ])('a tab in %j is one in Chromium', (header, where) => {
    expect(parseSetCookie(header, 'chromium').forbidden).toEqual({ where, code: 9 });
    expect(parseSetCookie(header, 'firefox').forbidden).toBeNull();
  });

  it('a tab in a path that counts is one in Firefox too', () => {
    const forbidden = (header: string): unknown => parseSetCookie(header, 'firefox').forbidden;
    expect(forbidden('a=1; Path=/a\tb')).toEqual({ where: 'attribute', code: 9 });
    expect(forbidden('a=1; Path=/a\tb; Path=/')).toBeNull();
    expect(forbidden('a=1; Path=a\tb')).toBeNull();
  });

  it('others are none, nor is space around', () => {
    for (const browser of browsers) {
      expect(parseSetCookie('\ta\t=\t"é, \\ <>\xff"\t;\tPath\t=\t/\t', browser).forbidden).toBeNull();
    }
  });
});

it('takes any text, and time in proportion to it', () => {
  const part = fc.constantFrom(
    'a',
    '=',
    ';',
    ' ',
    '\t',
    '\x01',
    'Path',
    'Expires=',
    'Max-Age=',
    '/',
    '€',
    '-',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.constantFrom(...browsers), (parts, browser) => {
      const { size, name, value } = parseSetCookie(parts.join(''), browser);
      return size.nameAndValue <= size.header && name.length + value.length <= size.nameAndValue;
    }),
  );
  for (const piece of [' ', ';', '=', '\t', '; ', ' =', '; Path=/', '; Expires=1:1:1', '-', '1', '\x80']) {
    const hostile = `a=b${piece.repeat(255_000 / piece.length)}c`;
    const reading = () => browsers.map((browser) => parseSetCookie(hostile, browser));
    expect(processorTime(reading)).toBeLessThan(1_000);
  }
});
