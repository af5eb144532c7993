/** The Set-Cookie header against the real `dump_cookie`, and the lengths at which Werkzeug starts to warn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cookie,
  httpDate,
  setCookieHeader,
  WERKZEUG_LIMIT,
  werkzeugSize,
  werkzeugValue,
} from '../../src/cookies/index.ts';
import { expectLinear } from '../support/growth.ts';
import { askPython, describeBeside, seedFor } from '../support/reference.ts';
import { aCookie } from './cookie.ts';

const DUMP = [
  'from werkzeug.http import dump_cookie',
  'def dump(c):',
  '  rest = {} if c["sameSite"] is None else {"samesite": c["sameSite"]}',
  '  if c["partitioned"]: rest["partitioned"] = True',
  '  return dump_cookie(c["name"], c["value"], expires=c["expires"], path=c["path"], domain=c["domain"],',
  '    secure=c["secure"], httponly=c["httpOnly"], **rest).encode("latin1").decode()',
  'answer = [dump(c) for c in data]',
].join('\n');

describe('werkzeugSize', () => {
  const permanent = { expires: 1_800_000_000 };
  it.each<[string, Partial<Cookie>, number]>([
    ['default', {}, 4067],
    ['permanent', permanent, 4028],
    ['permanent, Secure, Lax', { ...permanent, secure: true, sameSite: 'lax' }, 4006],
  ])('warns above the known lengths: %s', (_, change, longest) => {
    expect(werkzeugSize(aCookie({ ...change, value: 'x'.repeat(longest) }))).toBe(WERKZEUG_LIMIT);
    expect(werkzeugSize(aCookie({ ...change, value: 'x'.repeat(longest + 1) }))).toBeGreaterThan(
      WERKZEUG_LIMIT,
    );
  });

  it("counts a name's bytes, as Werkzeug sends them", () => {
    expect(werkzeugSize(aCookie({ name: 'é' }))).toBe(setCookieHeader(aCookie({ name: 'é' })).length + 1);
  });
});

describe('setCookieHeader', () => {
  it('writes the attributes in the order of dump_cookie', () => {
    const partitionKey = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true };
    const cookie = aCookie({
      value: 'v',
      hostOnly: false,
      expires: 1e9 + 0.9,
      secure: true,
      sameSite: 'none',
      partitionKey,
    });
    const header =
      'session=v; Domain=example.test; Expires=Sun, 09 Sep 2001 01:46:40 GMT; Secure; HttpOnly; Path=/; SameSite=None';
    expect(setCookieHeader(cookie)).toBe(`${header}; Partitioned`);
  });

  it.each([
    ['a@b', 'a@b'],
    ['a b,"é', '"a b\\054\\"\\303\\251"'],
    ['a\u0019\u001ab', '"a\\031\u001ab"'],
  ])('quotes a value where it must: %j', (value, written) => {
    expect(setCookieHeader(aCookie({ value }))).toBe(`session=${written}; HttpOnly; Path=/`);
  });

  it('leaves a value alone that is quoted already', () => {
    expect(setCookieHeader(aCookie({ value: '"a\\054b"' }))).toBe('session="a\\054b"; HttpOnly; Path=/');
  });

  it('does not take a partition without Secure for Partitioned', () => {
    const partitionKey = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: null };
    expect(setCookieHeader(aCookie({ partitionKey }))).not.toContain('Partitioned');
  });
});

it('httpDate stays within the years Python knows', () => {
  expect(httpDate(-1.5)).toBe('Wed, 31 Dec 1969 23:59:58 GMT');
  expect(httpDate(1e15)).toBe('Fri, 31 Dec 9999 23:59:59 GMT');
  expect(httpDate(-1e15)).toBe('Mon, 01 Jan 0001 00:00:00 GMT');
});

describeBeside('Werkzeug', (python) => {
  // Which quoted other characters, and knew no partitions.
  const isOld = python.version.startsWith('2.2');

  it('writes the same headers', () => {
    const cookies = fc.sample(anyCookie(isOld), {
      numRuns: 2000,
      seed: seedFor(`Werkzeug ${python.version}`),
    });
    const real = askPython(
      python,
      DUMP,
      cookies.map((cookie) => ({
        ...cookie,
        domain: cookie.hostOnly ? null : cookie.domain,
        sameSite: cookie.sameSite === 'unspecified' ? null : cookie.sameSite,
        partitioned: cookie.secure && cookie.partitionKey !== null,
      })),
    );
    expect(cookies.map((cookie) => setCookieHeader(cookie))).toEqual(real);
  });
});

const PARTITION = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true };

/** `isPlain`: such as every release of Werkzeug writes alike, a Flask session among them. */
function anyCookie(isPlain: boolean): fc.Arbitrary<Cookie> {
  const token = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...' ",;\\@[]{}<>()?\x00\x19\x1a\x1f\x7f\x80'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });
  return fc.record({
    name: fc.oneof(token, fc.constantFrom('session', 'é', '日')),
    // A stored value that begins and ends with a quote counts as quoted already: Werkzeug would quote it again.
    value: isPlain
      ? token
      : fc.oneof(
          token,
          text.filter((value) => !/^".*"$/su.test(value) && value.isWellFormed()),
        ),
    domain: fc.constantFrom('example.test', 'a.b.test'),
    hostOnly: fc.boolean(),
    path: fc
      .stringMatching(
        isPlain
          ? /^\/[A-Za-z0-9é~\-_.!$&'()*+,/:=@%{}"<>|^` ]{0,12}$/
          : /^\/[A-Za-z0-9é~\-_.!$&'()*+,/:=@%[\]{}"<>|^` ]{0,12}$/,
      )
      .filter((path) => !path.startsWith('//')),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    sameSite: fc.constantFrom('strict', 'lax', 'none', 'unspecified'),
    expires: fc.option(
      fc.nat(4_000_000_000).chain((s) => fc.constantFrom(s, s + 0.25, s + 0.999999, s + 0.9999999)),
    ),
    storeId: fc.constant('0'),
    partitionKey: isPlain ? fc.constant(null) : fc.option(fc.constant(PARTITION)),
    firstPartyDomain: fc.constant(''),
  });
}

const PARSE = [
  'from werkzeug.sansio.http import parse_cookie',
  'answer = [parse_cookie("name=" + value).get("name", "") for value in data]',
].join('\n');

describe('werkzeugValue', () => {
  it.each([
    ['plain', 'plain'],
    ['"quoted"', 'quoted'],
    ['"', '"'],
    ['""', ''],
    ['"a\\"b"', 'a"b'],
    ['"\\303\\251"', 'é'],
    ['"\\\\"', '\\'],
    ['"half', '"half'],
    ["'single'", "'single'"],
    ['"\\357\\273\\277x"', '\ufeffx'],
  ])('%s', (value, expected) => expect(werkzeugValue(value)).toBe(expected));

  it.each(['x', 'é', '\\x', '\\101', '\\303'])(
    'of 1 MiB of %s takes linear time, and never throws',
    (part) => {
      expectLinear((length) => {
        const value = `"\\x${part.repeat(length / part.length)}"`;
        return () => werkzeugValue(value);
      });
    },
  );

  describeBeside('Werkzeug', (python) => {
    it('is what parse_cookie gives', () => {
      const seed = seedFor('werkzeugValue');
      // Before 2.3 what is not ASCII was decoded in another way.
      const isOld = Number.parseFloat(python.version) < 2.3;
      const ascii = ['a', '.', '-', '"', '\\', '\\1', '\\101', '\\"', '4', '08'];
      const part = fc.constantFrom(
        ...ascii,
        ...(isOld ? [] : ['\\303\\251', '\\377', '\\357\\273\\277', 'é']),
      );
      const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
      const value = fc.oneof(
        text,
        text.map((inside) => `"${inside}"`),
      );
      const values = fc.sample(value, { seed, numRuns: 2000 });
      expect(values.map(werkzeugValue)).toEqual(askPython(python, PARSE, values));
    });
  });
});
