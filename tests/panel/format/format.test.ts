/** Numbers, dates and previews as the panel writes them. */
import { describe, expect, it } from 'vitest';
import { utc } from '../../../src/panel/format/dates.ts';
import { counted, grouped } from '../../../src/panel/format/numbers.ts';
import { popText } from '../../../src/panel/format/pop-text.ts';
import { keyLabel, preview } from '../../../src/panel/format/preview.ts';
import type { Value } from '../../../src/session/index.ts';

const str = (text: string): Value => ({ type: 'str', text });
const int = (value: number): Value => ({ type: 'int', digits: String(value) });

describe('numbers', () => {
  it('are grouped, and nouns agree with them', () => {
    expect(grouped(4096)).toBe('4,096');
    expect(counted(1, 'byte')).toBe('1 byte');
    expect(counted(0, 'byte')).toBe('0 bytes');
    expect(counted(-4, 'byte')).toBe('-4 bytes');
  });
});

describe('utc', () => {
  it('is whole seconds', () => {
    expect(utc(1_000_000_000.9)).toBe('2001-09-09 01:46:40 UTC');
  });

  it('of a moment beyond the calendar is the bare number', () => {
    expect(utc(1e15)).toBe('1000000000000000 s');
  });
});

describe('a key', () => {
  it.each(['t', 'a b', 'caf\u00e9', '<b>', 'a\\n', 'x.y'])('that can be seen stands as it is: %s', (key) => {
    expect(keyLabel(key)).toBe(key);
  });

  it.each([
    ['', "''"],
    [' t', "' t'"],
    ['t ', "'t '"],
    ['a  b', "'a  b'"],
    ["it's", '"it\'s"'],
    ['"t"', '\'"t"\''],
    ['a\nb', "'a\\nb'"],
    ['\u00a0', "'\\xa0'"],
    ['\u202et', "'\\u202et'"],
    ['t\ud800', "'t\\ud800'"],
  ])('of which not all can be seen is in Python’s notation: %j', (key, expected) => {
    expect(keyLabel(key)).toBe(expected);
  });

  it('is cut to a length', () => {
    expect(keyLabel('abc', 2)).toBe('ab…');
    expect(keyLabel(' bc', 2)).toBe("' b…");
    expect(keyLabel(7)).toBe('7');
  });

  it('is popped as Python would', () => {
    expect(popText("it's")).toBe('session.pop("it\'s")');
    expect(popText('t')).toBe("session.pop('t')");
  });
});

describe('preview', () => {
  it.each<[Value, string]>([
    [{ type: 'list', items: [] }, '[]'],
    [{ type: 'tuple', items: [int(1)] }, '(1,)'],
    [{ type: 'dict', entries: [['a', { type: 'list', items: [str('b')] }]] }, "{'a': ['b']}"],
    [str('short'), "'short'"],
    [{ type: 'Markup', text: '<b>' }, "Markup('<b>')"],
  ])('writes what fits as Python does', (value, expected) => {
    expect(preview(value, 100)).toBe(expected);
  });

  it('says how many items are left out', () => {
    const many: Value = { type: 'list', items: Array.from({ length: 1000 }, (_, index) => int(index)) };
    expect(preview(many, 10)).toBe('[0, 1, 2, 3, … 996 more]');
  });

  it.each<Value>([
    str('x'.repeat(1_000_000)),
    { type: 'bytes', bytes: new Uint8Array(1_000_000) },
    { type: 'int', digits: '9'.repeat(4000) },
    { type: 'list', items: Array.from({ length: 100_000 }, () => str('x'.repeat(50))) },
  ])('is bounded, whatever the size', (value) => {
    const text = preview(value, 100);
    expect(text.length).toBeLessThan(600);
    expect(text).toContain('…');
  });

  it('ends a cut text with an ellipsis, not with a quote', () => {
    expect(preview(str('abcdef'), 3)).toBe("'abc…");
  });
});
