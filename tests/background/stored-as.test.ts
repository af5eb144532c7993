/** When a write counts as done: every field as asked, but for what browsers do to Expires. */
import { describe, expect, it } from 'vitest';
import { isStoredAs } from '../../src/background/stored-as.ts';
import { type Cookie, EXPIRES_CAP } from '../../src/cookies/index.ts';
import { aCookie } from '../cookies/cookie.ts';

const NOW = 1_800_000_000;
const LATER = NOW + 3600;

describe('a cookie', () => {
  it.each<[Partial<Cookie>]>([
    [{ value: 'another' }],
    [{ secure: true }],
    [{ httpOnly: false }],
    [{ sameSite: 'strict' }],
    [{ expires: null }],
    [{ expires: LATER + 60 }],
    [{ expires: NOW + EXPIRES_CAP }],
  ])('with %j was not stored as asked', (other) => {
    const asked = aCookie({ value: 'new', httpOnly: true, sameSite: 'lax', expires: LATER });
    expect(isStoredAs(asked, asked, NOW)).toBe(true);
    expect(isStoredAs({ ...asked, ...other }, asked, NOW)).toBe(false);
    expect(isStoredAs(asked, { ...asked, ...other }, NOW)).toBe(false);
  });

  it.each([
    [LATER + 0.7, LATER, true],
    [NOW + EXPIRES_CAP + 60, NOW + EXPIRES_CAP + 1, true],
    [NOW + 2 * EXPIRES_CAP, NOW + EXPIRES_CAP, true],
    [NOW + 2 * EXPIRES_CAP, NOW + 2 * EXPIRES_CAP, true],
    [NOW + 2 * EXPIRES_CAP, NOW + EXPIRES_CAP - 60, false],
    [NOW + 2 * EXPIRES_CAP, null, false],
  ])('to expire at %d that does at %s: %s', (asked, found, isStored) => {
    expect(isStoredAs(aCookie({ expires: found }), aCookie({ expires: asked }), NOW)).toBe(isStored);
  });
});
