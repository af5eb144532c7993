/** What is predicted of a header: each rule with a case that breaks it and one that keeps it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BrowserFamily,
  type Cookie,
  EXPIRES_CAP,
  httpDate,
  type Prediction,
  predictSetCookie,
  type ResponseContext,
} from '../../../src/cookies/index.ts';
import { processorTime } from '../../support/growth.ts';
import { aCookie } from '../cookie.ts';
import { predictSetCookies } from '../responses.ts';

const now = 1_795_000_000.5;
const browsers: readonly BrowserFamily[] = ['chromium', 'firefox'];

type Changes = Partial<Omit<ResponseContext, 'url' | 'page'>> & { url?: string; page?: string };

function contextOf({
  url = 'http://example.test/dir/page',
  page,
  ...changes
}: Changes = {}): ResponseContext {
  return {
    url: new URL(url),
    page: page === undefined ? null : new URL(page),
    browser: 'chromium',
    now,
    date: null,
    storeId: '0',
    existing: [],
    isSession: false,
    blocksThirdParties: null,
    ...changes,
  };
}

function predict(header: string, changes?: Changes): Prediction {
  return predictSetCookie(header, contextOf(changes));
}

function codes(findings: readonly { readonly code: string }[]): string[] {
  return findings.map(({ code }) => code);
}

/** Outcome, or the codes of what it is rejected for, in Chromium and in Firefox. */
function outcomes(header: string, changes?: Changes): string[] {
  return browsers.map((browser) => {
    const { outcome, reasons } = predict(header, { ...changes, browser });
    return outcome === 'rejected' ? codes(reasons).join(' ') : outcome;
  });
}

const STORED = ['stored', 'stored'];

describe('a CORS preflight', () => {
  it('takes no cookies, and deletes none', () => {
    const answered = { isPreflight: true, existing: [aCookie({ name: 'a', path: '/' })] };
    expect(outcomes('a=1; Path=/', answered)).toEqual(['preflight', 'preflight']);
    expect(outcomes('a=; Path=/; Max-Age=0', answered)).toEqual(['preflight', 'preflight']);
    expect(outcomes('a=1; Path=/', { isPreflight: false })).toEqual(STORED);
  });
});

describe('the cookie that it becomes', () => {
  it('is volatile, host-only and of the default path without attributes', () => {
    expect(predict('a=1').cookie).toEqual({
      name: 'a',
      value: '1',
      domain: 'example.test',
      hostOnly: true,
      path: '/dir',
      secure: false,
      httpOnly: false,
      sameSite: 'unspecified',
      expires: null,
      storeId: '0',
      partitionKey: null,
      firstPartyDomain: '',
    });
  });

  it('has what the attributes say', () => {
    const header =
      'a=1; Domain=.EXAMPLE.test; Path=/x; Secure; HttpOnly; SameSite=none; Partitioned; Max-Age=60';
    expect(predict(header, { url: 'https://www.example.test/' }).cookie).toEqual({
      name: 'a',
      value: '1',
      domain: 'example.test',
      hostOnly: false,
      path: '/x',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      expires: now + 60,
      storeId: '0',
      partitionKey: { topLevelSite: 'https://example.test', hasCrossSiteAncestor: false },
      firstPartyDomain: '',
    });
  });

  it.each([
    ['/', '/'],
    ['/dir', '/'],
    ['/dir/', '/dir'],
    ['/dir/sub', '/dir'],
    ['/dir//', '/dir/'],
    ['//', '/'],
    ['//x', '/'],
    ['/dir/a%2Fb/c', '/dir/a%2Fb'],
    ['/dir/x?a=/b/c', '/dir'],
  ])('of %s has the path %s', (path, expected) => {
    for (const browser of browsers) {
      expect(predict('a=1; Path=rel', { browser, url: `http://example.test${path}` }).cookie?.path).toBe(
        expected,
      );
    }
  });

  it('has no default path over 1024 bytes in Firefox', () => {
    const path = (browser: BrowserFamily, length: number, header = 'a=1'): string | undefined =>
      predict(header, { browser, url: `http://example.test/${'x'.repeat(length - 1)}/y` }).cookie?.path;
    expect(path('firefox', 1024)).toHaveLength(1024);
    expect(path('firefox', 1025)).toBe('');
    expect(path('firefox', 1025, 'a=1; Path=rel')).toBe('rel');
    expect(path('chromium', 1025)).toHaveLength(1025);
  });
});

describe('its end', () => {
  const expires = (header: string, changes?: Changes): number | null | undefined =>
    predict(header, changes).cookie?.expires;

  it('is cut to 400 days, and that is said', () => {
    expect(expires(`a=1; Max-Age=${EXPIRES_CAP}`)).toBe(now + EXPIRES_CAP);
    expect(codes(predict(`a=1; Max-Age=${EXPIRES_CAP}`).warnings)).toEqual([]);
    for (const header of [
      'a=1; Max-Age=34560001',
      'a=1; Max-Age=1e99; Expires=Fri, 31 Dec 9999 23:59:59 GMT',
    ]) {
      const { cookie, warnings } = predict(header);
      expect(cookie?.expires).toBe(now + EXPIRES_CAP);
      expect(codes(warnings)).toEqual(['lifetime-cut']);
    }
    const [warning] = predict('a=1; Max-Age=86400000').warnings;
    expect(warning?.sentence).toBe('The browser limits its lifetime to 400 days; 1000 days was requested.');
    const [endless] = predict(`a=1; Max-Age=${'9'.repeat(400)}`).warnings;
    expect(endless?.sentence).toBe('The browser limits its lifetime to 400 days; far more was requested.');
  });

  it('is moved by the difference of the clocks', () => {
    const header = `a=1; Expires=${httpDate(now + 100)}`;
    expect(expires(header)).toBe(Math.floor(now) + 100);
    expect(expires(header, { date: httpDate(now + 50) })).toBe(
      Math.floor(now) + 100 + now - Math.floor(now + 50),
    );
    expect(expires(header, { date: 'rubbish' })).toBe(Math.floor(now) + 100);
    expect(outcomes(header, { date: httpDate(now + 200) })).toEqual(['deletes-nothing', 'deletes-nothing']);
    expect(expires('a=1; Max-Age=60', { date: httpDate(now + 50) })).toBe(now + 60);
  });

  it('is read from Max-Age first', () => {
    expect(expires(`a=1; Max-Age=60; Expires=${httpDate(0)}`)).toBe(now + 60);
    expect(expires(`a=1; Max-Age=x; Expires=${httpDate(now + 100)}`)).toBe(Math.floor(now) + 100);
  });
});

describe('the outcome', () => {
  const mine = aCookie({ name: 'a', path: '/' });

  it.each([
    ['a=1; Path=/', 'replaced'],
    ['a=1; Path=/; Secure=no', 'rejected'],
    ['a=1; Path=/x', 'stored'],
    ['a=1; Path=/; Domain=example.test', 'stored'],
    ['b=1; Path=/', 'stored'],
    ['A=1; Path=/', 'stored'],
    ['a=; Path=/; Max-Age=0', 'deleted'],
    ['a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'deleted'],
    ['a=; Path=/x; Max-Age=0', 'deletes-nothing'],
    ['a=; Path=/; Domain=example.test; Max-Age=0', 'deletes-nothing'],
    ['b=; Path=/; Max-Age=-1', 'deletes-nothing'],
  ])('of %s beside such a cookie: %s', (header, expected) => {
    const { outcome, previous, cookie, sameNamed } = predict(header, { existing: [mine] });
    expect(outcome).toBe(expected);
    const takesPlace = /^a=.*Path=\/(?:;(?! Domain)|$)/.test(header);
    expect(previous).toBe(takesPlace ? mine : null);
    expect(cookie === null).toBe(!['stored', 'replaced'].includes(expected));
    expect(sameNamed).toEqual(header.startsWith('a') ? [mine] : []);
  });

  it('does not count a cookie that is over', () => {
    for (const expires of [now - 1, now]) {
      const over = { ...mine, expires };
      expect(predict('a=1; Path=/', { existing: [over] })).toMatchObject({
        outcome: 'stored',
        previous: null,
      });
      expect(predict('a=1; Path=/; Max-Age=0', { existing: [over] }).outcome).toBe('deletes-nothing');
    }
    const alive = { ...mine, expires: now + 0.5 };
    expect(predict('a=1; Path=/', { existing: [alive] }).outcome).toBe('replaced');
  });

  it('is a deletion where the cookie would end at this very moment', () => {
    const moment = Math.floor(now);
    const ending = (second: number) => outcomes(`a=1; Expires=${httpDate(second)}`, { now: moment });
    expect(ending(moment)).toEqual(['deletes-nothing', 'deletes-nothing']);
    expect(ending(moment + 1)).toEqual(STORED);
  });

  it('says what deletes, and what stays all the same', () => {
    const say = (header: string, existing: readonly Cookie[] = []): string | undefined =>
      predict(header, { existing }).reasons[0]?.sentence;
    expect(say('a=; Path=/; Max-Age=0', [mine])).toBe('Max-Age is zero or negative: the cookie is deleted.');
    expect(say('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toBe(
      'Expires is in the past (Thu, 01 Jan 1970 00:00:00 GMT), so it should delete a cookie, but there is no such cookie.',
    );
    expect(say('a=; Max-Age=0', [{ ...mine, hostOnly: false }])).toBe(
      'Max-Age is zero or negative, so it should delete a cookie, but the one with that name is on all of example.test and the path /; this header names another domain or path.',
    );
  });

  it('of several headers is each upon the one before', () => {
    const headers = ['a=1', 'a=2', 'a=; Max-Age=0', 'a=; Max-Age=0', `a=${'x'.repeat(5000)}`, 'a=3'];
    const predictions = predictSetCookies(headers, contextOf());
    expect(predictions.map(({ outcome }) => outcome)).toEqual([
      'stored',
      'replaced',
      'deleted',
      'deletes-nothing',
      'rejected',
      'stored',
    ]);
    expect(predictions.map(({ previous }) => previous?.value)).toEqual([
      undefined,
      '1',
      '2',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it('takes the largest response that a browser takes, and time in proportion to it', () => {
  for (const header of ['a', 'a=1; Path=/', 'b=1']) {
    const headers = Array.from(
      { length: 5_000 },
      (_, index) => `${header}${header.startsWith('b') ? '' : index}`,
    );
    expect(processorTime(() => predictSetCookies(headers, contextOf()))).toBeLessThan(15_000);
  }
});

describe('rejected', () => {
  it('name and value over 4096 bytes', () => {
    expect(outcomes(`a=${'x'.repeat(4095)}; Path=/${'p'.repeat(1000)}`)).toEqual(STORED);
    expect(outcomes(`a=${'x'.repeat(4096)}`)).toEqual(['too-large', 'too-large']);
    expect(outcomes(`a=${'Ã©'.repeat(2048)}`)).toEqual(['too-large', 'too-large']);
    expect(outcomes(`a=${'x'.repeat(4096)}; Max-Age=0`)).toEqual(['too-large', 'too-large']);
    const say = (existing: readonly Cookie[]): string | undefined =>
      predict(`a=${'x'.repeat(4098)}; Path=/`, { existing }).reasons[0]?.sentence;
    expect(say([])).toBe('The name and value are 4099 bytes, 3 over the limit of 4096.');
    expect(say([aCookie({ name: 'a' })])).toBe(
      'The name and value are 4099 bytes, 3 over the limit of 4096; the previous cookie stays in effect.',
    );
  });

  it('nothing at all, and no name in Firefox', () => {
    expect(outcomes('')).toEqual(['empty', 'empty']);
    expect(outcomes('; Path=/')).toEqual(['empty', 'empty']);
    expect(outcomes('=')).toEqual(['empty', 'empty']);
    expect(outcomes('=v')).toEqual(['stored', 'nameless']);
    expect(outcomes('a=')).toEqual(STORED);
    expect(outcomes('a')).toEqual(STORED);
  });

  it('forbidden characters', () => {
    expect(outcomes('a=\x01')).toEqual(['forbidden-character', 'forbidden-character']);
    expect(outcomes('a=1\t2')).toEqual(['forbidden-character', 'stored']);
    expect(outcomes('a=1 2')).toEqual(STORED);
    expect(predict('a=\x01').reasons[0]?.sentence).toBe(
      'There is the control character U+0001 in the value.',
    );
    expect(predict('a\t1=').reasons[0]?.sentence).toBe('There is a tab in the name.');
    expect(predict('a=1; x=\x7f').reasons[0]?.sentence).toBe(
      'There is the control character U+007F in an attribute.',
    );
  });

  it('a Domain of others', () => {
    expect(outcomes('a=1; Domain=other.test')).toEqual(['foreign-domain', 'foreign-domain']);
    expect(outcomes('a=1; Domain=www.example.test')).toEqual(['foreign-domain', 'foreign-domain']);
    expect(outcomes('a=1; Domain=test')).toEqual(['public-suffix', 'public-suffix']);
    expect(outcomes('a=1; Domain=example.test')).toEqual(STORED);
    const { intended, reasons } = predict(`a=1; Domain=${'x'.repeat(1000)}`);
    expect(intended).toBeNull();
    expect(reasons[0]?.sentence.length).toBeLessThan(200);
  });

  it('Secure over plain http, except from this computer', () => {
    expect(outcomes('a=1; Secure')).toEqual(['secure-over-http', 'secure-over-http']);
    for (const url of [
      'https://example.test/',
      'http://localhost/',
      'http://a.localhost/',
      'http://127.0.0.1/',
    ]) {
      expect(outcomes('a=1; Secure', { url })).toEqual(STORED);
    }
  });

  it('SameSite=None and Partitioned without Secure', () => {
    const url = 'https://example.test/';
    expect(outcomes('a=1; SameSite=None', { url })).toEqual(['none-without-secure', 'none-without-secure']);
    expect(outcomes('a=1; SameSite=None; Secure', { url })).toEqual(STORED);
    const partitioned = 'partitioned-without-secure';
    expect(outcomes('a=1; Partitioned', { url })).toEqual([partitioned, partitioned]);
    expect(outcomes('a=1; Partitioned; Secure', { url })).toEqual(STORED);
    expect(outcomes('a=1; SameSite=Lax', { url })).toEqual(STORED);
  });

  it('for every reason there is', () => {
    const header = `__Host-a=${'x'.repeat(5000)}\x01; Domain=other.test; SameSite=None; Partitioned`;
    expect(outcomes(header)[0]).toBe(
      'too-large forbidden-character foreign-domain prefix none-without-secure partitioned-without-secure',
    );
  });
});

describe('a prefix', () => {
  const url = 'https://example.test/';
  const all = 'Secure; HttpOnly; Path=/';

  it.each(['__Host-Http-', '__Host-', '__Http-', '__Secure-'])('%s is kept', (prefix) => {
    expect(outcomes(`${prefix}a=1; ${all}`, { url })).toEqual(STORED);
    expect(outcomes(`${prefix.toLowerCase()}a=1; ${all}`, { url })).toEqual(STORED);
    expect(outcomes(`${prefix}=1; ${all}`, { url: 'http://localhost/' })).toEqual(STORED);
  });

  it.each([
    ['__Secure-', 'HttpOnly; Path=/', 'Secure'],
    ['__Host-', 'HttpOnly; Path=/', 'Secure'],
    ['__Http-', 'Secure; Path=/', 'HttpOnly'],
    ['__http-', 'HttpOnly', 'Secure'],
    ['__Host-Http-', 'Secure; Path=/', 'HttpOnly'],
    ['__HOST-HTTP-', 'Secure; HttpOnly; Path=/x', 'Path=/'],
    ['__Host-', 'Secure; Path=/x', 'Path=/'],
    ['__Host-', 'Secure; Path=//', 'Path=/'],
    ['__Host-', 'Secure; Path=/; Domain=example.test', 'no Domain'],
    ['__Host-', '', 'Secure and Path=/'],
  ])('%sa with "%s" lacks %s', (prefix, attributes, missing) => {
    expect(outcomes(`${prefix}a=1; ${attributes}`, { url: `${url}dir/page` })).toEqual(['prefix', 'prefix']);
    const [reason] = predict(`${prefix}a=1; ${attributes}`, { url: `${url}dir/page` }).reasons;
    expect(reason?.sentence).toMatch(
      new RegExp(`^A name that begins with ${prefix} requires ${missing}\\.$`, 'i'),
    );
  });

  it.each(['__Host', '_Host-', '__Hosts-', 'x__Host-', '__Secure'])('%s is none', (name) => {
    expect(outcomes(`${name}=1`, { url })).toEqual(STORED);
  });

  it('may be kept by the default path in Firefox only', () => {
    expect(outcomes('__Host-a=1; Secure', { url })).toEqual(['prefix', 'stored']);
    expect(outcomes('__Host-a=1; Secure; Path=rel', { url })).toEqual(['prefix', 'stored']);
    expect(outcomes('__Host-a=1; Secure', { url: `${url}dir/page` })).toEqual(['prefix', 'prefix']);
  });

  it('__Host- bears a Domain that changes nothing, in Firefox', () => {
    const header = (domain: string): string => `__Host-a=1; Secure; Path=/; Domain=${domain}`;
    expect(outcomes(header('localhost'), { url: 'http://localhost/' })).toEqual(['prefix', 'stored']);
    expect(outcomes(header('127.0.0.1'), { url: 'http://127.0.0.1/' })).toEqual(STORED);
    expect(outcomes(header('.127.0.0.1'), { url: 'http://127.0.0.1/' })).toEqual(['prefix', 'stored']);
    expect(outcomes(header(''), { url })).toEqual(STORED);
    expect(outcomes(header('a.localhost'), { url: 'http://a.localhost/' })).toEqual(['prefix', 'prefix']);
  });

  it('is not to be smuggled in by a value', () => {
    expect(outcomes(`=__Host-a; ${all}`, { url })).toEqual(['prefix', 'nameless prefix']);
    expect(outcomes(`=__http-; ${all}`, { url })).toEqual(['prefix', 'nameless prefix']);
    expect(outcomes(`=x__Host-a; ${all}`, { url })).toEqual(['stored', 'nameless']);
    expect(outcomes(`a=__Host-a`, { url })).toEqual(STORED);
  });
});

describe('in the page of another site', () => {
  const page = 'https://top.test/';
  const url = 'https://example.test/';

  it.each([
    ['a=1', ['cross-site third-party', 'stored']],
    ['a=1; Secure', ['cross-site third-party', 'stored']],
    ['a=1; SameSite=Lax', ['cross-site third-party', 'cross-site']],
    ['a=1; SameSite=Strict; Secure; Partitioned', ['cross-site', 'cross-site']],
    ['a=1; SameSite=None; Secure', ['third-party', 'stored']],
    ['a=1; SameSite=None; Secure; Partitioned', ['stored', 'stored']],
  ])('%s: %j', (header, expected) => {
    expect(outcomes(header, { url, page })).toEqual(expected);
    expect(outcomes(header, { url, page: 'https://www.example.test/' })).toEqual(STORED);
  });

  it('Chromium may be set to take third-party cookies', () => {
    const header = 'a=1; SameSite=None; Secure';
    const assumed = (blocksThirdParties: boolean | null): string[] =>
      codes(predict(header, { url, page, blocksThirdParties }).assumptions);
    expect(outcomes(header, { url, page, blocksThirdParties: false })).toEqual(STORED);
    expect(outcomes(header, { url, page, blocksThirdParties: true })).toEqual(['third-party', 'stored']);
    expect([assumed(null), assumed(true), assumed(false)]).toEqual([['third-party-setting'], [], []]);
    expect(codes(predict(header, { url }).assumptions)).toEqual([]);
  });

  it('Firefox keeps every cookie in a partition of the page', () => {
    const key = (header: string, browser: BrowserFamily, changes: Changes): unknown =>
      predict(header, { browser, ...changes }).cookie?.partitionKey;
    const apart = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true };
    expect(key('a=1', 'firefox', { url, page })).toEqual(apart);
    expect(key('a=1; Secure; Partitioned', 'firefox', { url, page })).toEqual(apart);
    expect(key('a=1; Secure; Partitioned; SameSite=None', 'chromium', { url, page })).toEqual(apart);
    expect(key('a=1', 'firefox', { url, page: url })).toBeNull();
    const local = { url: 'http://a.localhost/', page: 'http://localhost/' };
    expect(key('a=1', 'firefox', local)).toEqual({
      topLevelSite: 'http://localhost',
      hasCrossSiteAncestor: false,
    });
  });

  it('and of another scheme it says so', () => {
    expect(codes(predict('a=1', { page: 'https://example.test/' }).assumptions)).toEqual(['cross-scheme']);
  });
});

describe('a Secure cookie', () => {
  const secure = (changes: Partial<Cookie>): Cookie =>
    aCookie({ name: 'a', secure: true, path: '/deep', domain: 'www.shop.test', ...changes });
  const from = (existing: Cookie, header: string, url = 'http://www.shop.test/'): string[] =>
    outcomes(header, { url, existing: [existing] });
  const KEPT = ['guards-secure', 'guards-secure'];

  it('is not replaced, hidden or deleted from plain http', () => {
    for (const path of ['/deep', '/deep/er']) {
      expect(from(secure({}), `a=1; Path=${path}`)).toEqual(KEPT);
      expect(from(secure({}), `a=1; Path=${path}; Max-Age=0`)).toEqual(KEPT);
      expect(from(secure({ domain: 'shop.test', hostOnly: false }), `a=1; Path=${path}`)).toEqual(KEPT);
      expect(from(secure({}), `a=1; Path=${path}; Domain=shop.test`)).toEqual(KEPT);
    }
  });

  it('does not bar other names and paths, nor TLS and loopback', () => {
    expect(from(secure({}), 'b=1; Path=/deep')).toEqual(STORED);
    expect(from(secure({}), 'a=1; Path=/')).toEqual(STORED);
    expect(from(secure({}), 'a=1; Path=/deeper')).toEqual(STORED);
    expect(from(secure({ secure: false }), 'a=1; Path=/deep/er')).toEqual(STORED);
    expect(from(secure({}), 'a=1; Path=/deep', 'https://www.shop.test/')).toEqual(['replaced', 'replaced']);
    expect(from(secure({ domain: 'localhost' }), 'a=1; Path=/deep/er', 'http://localhost/')).toEqual(STORED);
  });

  it('of one host bars another only in Chromium', () => {
    expect(from(secure({ domain: 'shop.test' }), 'a=1; Path=/deep')).toEqual(['guards-secure', 'stored']);
    expect(from(secure({}), 'a=1; Path=/deep', 'http://shop.test/')).toEqual(['guards-secure', 'stored']);
    expect(from(secure({ domain: 'other.test' }), 'a=1; Path=/deep')).toEqual(STORED);
  });
});

describe('ignored attributes', () => {
  const said = (header: string, changes?: Changes): string[] =>
    predict(header, changes).ignoredAttributes.map(({ code, sentence }) => `${code}: ${sentence}`);

  it.each([
    ['Version=1', 'unknown: Version is not an attribute that the browser knows.'],
    ['=x', 'unknown: "=x" has no name and no effect.'],
    [
      'Path=x',
      'unreadable: Path is ignored because "x" is not a path that begins with "/": the path is /dir.',
    ],
    ['Path=', 'unreadable: Path is ignored because it is empty: the path is /dir.'],
    [
      'Domain',
      'unreadable: Domain is ignored because it is empty: the cookie belongs to example.test alone.',
    ],
    [
      'Expires=never',
      'unreadable: Expires is ignored because "never" is not a date: the cookie lasts until the browser closes.',
    ],
    [
      'Max-Age=1h',
      'unreadable: Max-Age is ignored because "1h" is not a number of seconds: the cookie lasts until the browser closes.',
    ],
    [
      'SameSite=Lux',
      'unreadable: SameSite is ignored because "Lux" is not a known keyword: the browser’s default applies.',
    ],
    [
      `Path=/${'x'.repeat(1024)}`,
      'too-long: Path is ignored because its value is 1025 bytes, over the limit of 1024: the path is /dir.',
    ],
    [
      `HttpOnly=${'x'.repeat(1025)}`,
      'too-long: HttpOnly is ignored because its value is 1025 bytes, over the limit of 1024: scripts can read the cookie.',
    ],
    ['Path=/a; Path=/b', 'repeated: Path is repeated, and the last one counts: the path is /b.'],
    [
      'SameSite=Lax; SameSite=Strict',
      'repeated: SameSite is repeated, and the last one counts: SameSite is strict.',
    ],
    [
      'Expires=9 Jun 2099 10:00:00; Max-Age=0',
      'overruled: Expires is ignored because Max-Age takes precedence: the cookie expires on Thu, 01 Jan 1970 00:00:00 GMT.',
    ],
  ])('%s', (attribute, expected) => {
    expect(said(`a=1; ${attribute}`)).toEqual([expected]);
  });

  it('are none where all is well', () => {
    const header = 'a=1; Domain=example.test; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Priority=High;;';
    expect(said(header)).toEqual([]);
  });

  it('are told briefly, and not without end', () => {
    const { ignoredAttributes } = predict(`a=1; ${`${'n'.repeat(500)}=${'v'.repeat(500)}; `.repeat(500)}`);
    expect(ignoredAttributes).toHaveLength(20);
    for (const { name, value, sentence } of ignoredAttributes) {
      expect([name.length, value.length, sentence.length < 200]).toEqual([41, 81, true]);
    }
  });
});

describe('warnings', () => {
  const warned = (header: string, changes?: Changes): string[] => codes(predict(header, changes).warnings);

  it('werkzeug-warns: over 4093 characters in all', () => {
    const header = (value: number): string => `a=${'x'.repeat(value)}; Path=/`;
    const session = { isSession: true };
    expect(warned(header(4083), session)).not.toContain('werkzeug-warns');
    expect(warned(header(4084), session)).toContain('werkzeug-warns');
    expect(predict(header(4084), session).warnings[0]?.sentence).toContain(
      'the whole header is 4094 characters',
    );
    expect(warned(header(4096), session)).toEqual([]);
  });

  it('werkzeug-warns: not of a cookie that need not be Werkzeug’s', () => {
    expect(warned(`a=${'x'.repeat(4084)}; Path=/`)).toEqual(['near-limit']);
  });

  it('near-limit: over nine tenths', () => {
    expect(warned(`a=${'x'.repeat(3685)}`)).toEqual([]);
    expect(warned(`a=${'x'.repeat(3686)}`)).toEqual(['near-limit']);
  });

  it('not-sent-here: by path, or by Secure', () => {
    expect(warned('a=1; Path=/admin')).toEqual(['not-sent-here']);
    expect(warned('a=1; Path=/dir/page')).toEqual([]);
    const asset = { url: 'http://example.test/api/login', page: 'http://example.test/shop' };
    expect(warned('a=1', asset)).toEqual(['not-sent-here']);
    expect(warned('a=1; Path=/', asset)).toEqual([]);
    const elsewhere = { url: 'http://api.example.test/v1/login', page: 'http://www.example.test/' };
    expect(warned('a=1', elsewhere)).toEqual([]);
    const mixed = { url: 'https://example.test/', page: 'http://example.test/' };
    expect(predict('a=1; Secure', mixed).warnings[0]?.sentence).toBe(
      'It is not sent to http://example.test/, because it is Secure, but that is plain http.',
    );
  });

  it('not-sent-here: by SameSite, where another site led to the page', () => {
    const from = (method: string): Changes => ({ fromOtherSite: { method } });
    expect(predict('a=1; SameSite=Strict', from('GET')).warnings.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(
        /^It is not sent to .* when another site requests it, because it is SameSite=Strict/,
      ),
    ]);
    expect(warned('a=1; SameSite=Lax', from('GET'))).toEqual([]);
    expect(predict('a=1; SameSite=Lax', from('POST')).warnings[0]?.sentence).toMatch(
      / requests it with POST, because/,
    );
    expect(warned('a=1; SameSite=Strict')).toEqual([]);
    expect(warned('a=1; SameSite=Strict', { ...from('GET'), page: 'http://example.test/dir/' })).toEqual([]);
    expect(warned('a=1', from('POST'))).toEqual([]);
  });

  it('shadowed, shadows, shadow-unclear', () => {
    const other = (changes: Partial<Cookie>): Changes => ({ existing: [aCookie({ name: 'a', ...changes })] });
    expect(warned('a=1; Path=/', other({ path: '/dir' }))).toEqual(['shadowed']);
    expect(warned('a=1; Path=/dir', other({ path: '/' }))).toEqual(['shadows']);
    expect(warned('a=1; Path=/', other({ domain: 'test', hostOnly: false }))).toEqual(['shadow-unclear']);
    expect(warned('a=1; Path=/', other({ path: '/' }))).toEqual([]);
    expect(warned('a=1; Path=/', other({ path: '/elsewhere' }))).toEqual([]);
    expect(warned('b=1; Path=/', other({ path: '/dir' }))).toEqual([]);
    const two = [
      aCookie({ name: 'a', path: '/dir' }),
      aCookie({ name: 'a', path: '/dir', domain: 'test', hostOnly: false }),
    ];
    const [warning] = predict('a=1; Path=/', { existing: two }).warnings;
    expect(warning?.code).toBe('shadowed');
    expect(warning?.sentence).toContain('after 2 other cookies');
  });

  it('script-readable: a session only', () => {
    expect(warned('a=1', { isSession: true })).toEqual(['script-readable']);
    expect(warned('a=1; HttpOnly', { isSession: true })).toEqual([]);
    expect(warned('a=1')).toEqual([]);
  });

  it('flag-with-value and bare-word', () => {
    expect(warned('a=1; HttpOnly=false')).toEqual(['flag-with-value']);
    expect(warned('a=1; HttpOnly; x=1')).toEqual([]);
    expect(warned(`a=1; HttpOnly=${'x'.repeat(1025)}`)).toEqual([]);
    expect(warned('lone')).toEqual(['bare-word']);
    expect(predict('lone', { browser: 'firefox' }).warnings[0]?.sentence).toContain('a name without a value');
  });

  it('are none of what is not stored', () => {
    expect(warned('a=1; Path=/admin; Max-Age=0', { isSession: true })).toEqual([]);
    expect(warned('a=1; Path=/admin; SameSite=None', { isSession: true })).toEqual([]);
  });

  it('are none of an ordinary session', () => {
    const header = `session=.eJw; Expires=${httpDate(now + 2_678_400)}; HttpOnly; Path=/; SameSite=Lax`;
    for (const browser of browsers) {
      const { outcome, warnings, ignoredAttributes, assumptions } = predict(header, {
        browser,
        isSession: true,
      });
      expect([outcome, warnings, ignoredAttributes, assumptions]).toEqual(['stored', [], [], []]);
    }
  });
});

it('public-suffix is an assumption of every Domain with a dot', () => {
  const assumed = (header: string): string[] =>
    codes(predict(header, { url: 'http://a.shop.test/' }).assumptions);
  expect(assumed('a=1; Domain=shop.test')).toEqual(['public-suffix']);
  expect(assumed('a=1; Domain=test')).toEqual([]);
  expect(assumed('a=1')).toEqual([]);
});

it('has something short to say of any header, and an outcome that fits', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      '=',
      '; ',
      'Path=/',
      'Path=/dir/page',
      'Domain=example.test',
      'Domain=test',
      'Secure',
      'SameSite=None',
    ],
    ...[
      'Partitioned',
      'Max-Age=0',
      'Max-Age=9',
      'Expires=9 Jun 2099 1:1:1',
      '__Host-',
      '\x01',
      '\t',
      'Ã©',
      'x'.repeat(2050),
    ],
  );
  const urls = fc.constantFrom('https://example.test/', 'http://example.test/dir/page', 'http://localhost/');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 15 }),
      urls,
      fc.constantFrom(...browsers),
      (parts, url, browser) => {
        const existing = [aCookie({ name: 'a', secure: true }), aCookie({ name: 'a', path: '/dir' })];
        const prediction = predict(parts.join(''), { url, browser, existing, isSession: true });
        const { outcome, cookie, reasons, warnings, ignoredAttributes, assumptions } = prediction;
        const isStored = outcome === 'stored' || outcome === 'replaced';
        expect(cookie !== null).toBe(isStored);
        expect(reasons.length > 0).toBe(!isStored);
        for (const { sentence } of [...reasons, ...warnings, ...ignoredAttributes, ...assumptions]) {
          expect(sentence).toMatch(/^.{10,400}\.$/s);
        }
      },
    ),
  );
});
