/** Text that a site chose: what cannot be seen in it is escaped as Python's repr() does, and nothing else is changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolated, visible } from '../../../src/panel/format/visible.ts';
import { pythonRepr } from '../../../src/session/index.ts';

describe('what cannot be seen', () => {
  it.each([
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\0\x1b[31m\x7f\x9f', '\\x00\\x1b[31m\\x7f\\x9f'],
    ['abc\u202edef\u2066', 'abc\\u202edef\\u2066'],
    ['\u200b\ufeff\u2028', '\\u200b\\ufeff\\u2028'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\U000e0041'],
  ])('is escaped in %j', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it.each(['', 'user_id', "it's a \\ 'quote'", 'zoë', 'שלום', '日本', '😀'])('leaves %j alone', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('is escaped as repr() does, white space apart', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => !/['"\\\p{Zs}]/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(visible(text)).toBe(pythonRepr({ type: 'str', text }).slice(1, -1));
      }),
    );
  });
});

describe('among other text', () => {
  it('right-to-left letters are isolated, and plain ASCII stands as it is', () => {
    expect(isolated('שלום')).toBe('\u2068שלום\u2069');
    expect(isolated('user_id')).toBe('user_id');
    expect(isolated('a\u2069b')).toBe('a\\u2069b');
  });
});
