/** Predictions beside a jar that agrees with them, and beside others. */
import { describe, expect, it } from 'vitest';
import type { Comparison, Cookie, ResponseContext } from '../../../src/cookies/index.ts';
import { aCookie } from '../cookie.ts';
import { compareAllWithJar, predictSetCookies } from '../responses.ts';

const now = 1_795_000_000;
const old = aCookie({ name: 'a', value: 'old' });
const stored = aCookie({ name: 'a', value: '1', httpOnly: false });

function compare(
  headers: readonly string[],
  jar: readonly Cookie[],
  existing: readonly Cookie[] = [],
): readonly (Comparison | 'superseded')[] {
  const context: ResponseContext = {
    url: new URL('http://example.test/'),
    page: null,
    browser: 'firefox',
    now,
    date: null,
    storeId: '0',
    existing,
    isSession: false,
    blocksThirdParties: null,
  };
  return compareAllWithJar(predictSetCookies(headers, context), jar);
}

function verdicts(...args: Parameters<typeof compare>): string[] {
  return compare(...args).map((comparison) => {
    if (comparison === 'superseded') return comparison;
    const { verdict } = comparison;
    return verdict === 'disagree' ? [verdict, ...comparison.differences].join(' ') : verdict;
  });
}

describe('a cookie that should be stored', () => {
  it.each([
    ['is', [stored], 'agree'],
    ['is, among others', [aCookie(), stored], 'agree'],
    ['is not', [], 'disagree'],
    ['is only as it was', [{ ...stored, value: 'old' }], 'disagree value'],
    ['has another path', [{ ...stored, path: '/x' }], 'disagree path'],
    ['has another domain', [{ ...stored, domain: 'test', hostOnly: false }], 'disagree domain hostOnly'],
    ['has other flags', [{ ...stored, secure: true, httpOnly: true }], 'disagree secure httpOnly'],
    ['has another SameSite', [{ ...stored, sameSite: 'lax' as const }], 'disagree sameSite'],
    ['has an end', [{ ...stored, expires: now + 60 }], 'disagree expires'],
    [
      'is in a partition',
      [{ ...stored, partitionKey: { topLevelSite: 'http://example.test', hasCrossSiteAncestor: false } }],
      'disagree partitionKey',
    ],
  ])('%s', (_, jar, expected) => {
    expect(verdicts(['a=1'], jar)).toEqual([expected]);
  });

  it('may end three seconds earlier or later', () => {
    const ending = (expires: number): string[] => verdicts(['a=1; Max-Age=60'], [{ ...stored, expires }]);
    expect([ending(now + 57), ending(now + 63)]).toEqual([['agree'], ['agree']]);
    expect([ending(now + 56), ending(now + 64)]).toEqual([['disagree expires'], ['disagree expires']]);
    expect(verdicts(['a=1; Max-Age=60'], [stored])).toEqual(['disagree expires']);
  });
});

describe('a cookie that should be rejected', () => {
  const header = 'a=1; SameSite=None';

  it.each([
    ['is', [], [], 'agree'],
    ['leaves the old one', [old], [old], 'agree'],
    ['is stored', [stored], [], 'disagree'],
    ['is stored over the old one', [stored], [old], 'disagree value httpOnly'],
    ['is stored somewhere else', [{ ...stored, path: '/x' }], [], 'disagree'],
    ['is stored nowhere, while a script sets another elsewhere', [{ ...old, path: '/x' }], [], 'agree'],
    ['takes the old one with it', [], [old], 'disagree'],
  ])('%s', (_, jar, existing, expected) => {
    expect(verdicts([header], jar, existing)).toEqual([expected]);
  });

  it('is not taken for one of that value that was there before', () => {
    const elsewhere = { ...stored, path: '/x' };
    expect(verdicts(['a=1; Domain=other.test'], [elsewhere], [elsewhere])).toEqual(['agree']);
    expect(verdicts(['a=1; Domain=other.test'], [elsewhere])).toEqual(['disagree']);
  });

  it('is not taken for one that another header put there', () => {
    const headers = ['a=1; Path=/x', 'a=1; Domain=other.test'];
    expect(verdicts(headers, [{ ...stored, path: '/x' }])).toEqual(['agree', 'agree']);
  });
});

describe('a cookie that should be deleted', () => {
  it.each([
    ['is', [], 'agree'],
    ['is still there', [old], 'disagree'],
    ['is there, but over', [{ ...old, expires: now }], 'agree'],
    ['is there, but over by a clock that differs a little', [{ ...old, expires: now + 3 }], 'agree'],
    ['is there for a while', [{ ...old, expires: now + 4 }], 'disagree'],
    ['is there, and lives', [{ ...old, expires: now + 60 }], 'disagree'],
  ])('%s', (_, jar, expected) => {
    expect(verdicts(['a=; Path=/; Max-Age=0'], jar, [old])).toEqual([expected]);
  });
});

it('shows both where they disagree', () => {
  expect(compare(['a=1'], [old])).toEqual([
    { verdict: 'disagree', expected: { ...stored }, found: old, differences: ['value', 'httpOnly'] },
  ]);
  expect(compare(['a=1'], [])).toEqual([
    { verdict: 'disagree', expected: { ...stored }, found: null, differences: [] },
  ]);
});

it('says nothing of a cookie that a later header changed', () => {
  expect(verdicts(['a=1', 'a=2', 'a=3; SameSite=None'], [{ ...stored, value: '2' }])).toEqual([
    'superseded',
    'agree',
    'agree',
  ]);
  expect(verdicts(['a=1', 'a=; Max-Age=0'], [])).toEqual(['superseded', 'agree']);
});
