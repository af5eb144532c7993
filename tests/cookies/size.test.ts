/** The browsers' size rule. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROWSER_LIMIT, bytesLeft, fits, sizeOf, utf8Length } from '../../src/cookies/index.ts';

describe('sizeOf', () => {
  it('counts name and value in UTF-8, without the "="', () => {
    expect(sizeOf({ name: 'é', value: 'a€😀' })).toEqual({ name: 2, value: 8, total: 10 });
  });

  it.each([
    ['\ud83d', 3],
    ['\ude00', 3],
    ['\ude00\ud83d', 6],
    ['\ud83dx', 4],
    ['\ud83d\ud83d\ude00', 7],
  ])('counts lone surrogates as U+FFFD: %j', (text, bytes) => {
    expect(utf8Length(text)).toBe(bytes);
  });

  it('agrees with TextEncoder on any UTF-16', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    const surrogates = fc
      .array(fc.integer({ min: 0xd7fe, max: 0xe001 }))
      .map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(
        fc.oneof(units, surrogates),
        (text) => utf8Length(text) === new TextEncoder().encode(text).length,
      ),
    );
  });
});

it.each([
  [4089, true, 0],
  [4090, false, -1],
  [89, true, 4000],
])('a session of %d bytes: stored %j, %d left', (length, stored, left) => {
  const size = sizeOf({ name: 'session', value: 'x'.repeat(length) });
  expect(fits(size)).toBe(stored);
  expect(bytesLeft(size)).toBe(left);
  expect(size.total + left).toBe(BROWSER_LIMIT);
});
