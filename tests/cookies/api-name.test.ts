/** Names on their way through the cookies API; that browsers tell and take them so is for tests/e2e. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameForApi, nameFromApi } from '../../src/cookies/index.ts';

describe('a name', () => {
  it.each([
    ['naïve', 'na\xc3\xafve'],
    ['\ufeff日€😀', '\xef\xbb\xbf\xe6\x97\xa5\xe2\x82\xac\xf0\x9f\x98\x80'],
    ['session', 'session'],
    ['', ''],
  ])('%j is one character for each byte in Firefox, and itself in Chromium', (name, bytes) => {
    expect(nameForApi(name, 'firefox')).toBe(bytes);
    expect(nameFromApi(bytes, 'firefox')).toBe(name);
    expect(nameForApi(name, 'chromium')).toBe(name);
    expect(nameFromApi(name, 'chromium')).toBe(name);
    // Which Chromium would tell of a cookie that a server has encoded twice.
    expect(nameFromApi(bytes, 'chromium')).toBe(bytes);
  });

  it('that is not UTF-8 holds U+FFFD, as Chromium has it', () => {
    expect(nameFromApi('na\xefve', 'firefox')).toBe('na\ufffdve');
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('chromium', 'firefox'),
        (name, browser) => {
          expect(nameFromApi(nameForApi(name, browser), browser)).toBe(name);
        },
      ),
    );
  });
});
