/** What `write`, `toJson` and the printing refuse, and how they lay out what they write. */
import { describe, expect, it } from 'vitest';
import {
  MAX_DEPTH,
  MAX_TIMESTAMP,
  pythonFloat,
  pythonRepr,
  readJson,
  toJson,
  type Value,
  verify,
  write,
  writePayload,
} from '../../src/session/index.ts';

const KEY = new TextEncoder().encode('dev');
const EMPTY: Value = { type: 'dict', entries: [] };
const str = (text: string): Value => ({ type: 'str', text });

function nested(levels: number): Value {
  let value: Value = { type: 'list', items: [] };
  for (let level = 1; level < levels; level++) value = { type: 'list', items: [value] };
  return value;
}

describe('write', () => {
  it('strips the zero bytes of the timestamp: 0 is the empty text', () => {
    expect(write(EMPTY, KEY, 0)).toMatch(/^e30\.\.[\w-]{27}$/);
    expect(write(EMPTY, KEY, 256)).toMatch(/^e30\.AQA\.[\w-]{27}$/);
    expect(write(EMPTY, KEY, MAX_TIMESTAMP)).toMatch(/^e30\.Ov_0QX8\.[\w-]{27}$/);
  });

  it.each([-1, 1.5, Number.NaN, MAX_TIMESTAMP + 1])('refuses the timestamp %s', (timestamp) => {
    expect(() => write(EMPTY, KEY, timestamp)).toThrow(RangeError);
  });

  it('refuses a datetime that Python does not have', () => {
    for (const seconds of [-62_135_596_801, MAX_TIMESTAMP + 1, 0.5, Number.NaN]) {
      expect(() => writePayload({ type: 'datetime', seconds })).toThrow(RangeError);
    }
    expect(() => writePayload({ type: 'datetime', seconds: -62_135_596_800 })).not.toThrow();
  });

  it('refuses what is nested too deep to be read', () => {
    const json = toJson(nested(MAX_DEPTH));
    expect(readJson(json).ok).toBe(true);
    expect(() => toJson(nested(MAX_DEPTH + 1))).toThrow(RangeError);
    expect(() => toJson(nested(50_000))).toThrow(RangeError);
  });

  it('refuses a salt that cannot be UTF-8', () => {
    const parameters = { salt: '\ud800', keyDerivation: 'hmac', digest: 'sha1' } as const;
    expect(() => write(EMPTY, KEY, 0, parameters)).toThrow(RangeError);
    expect(verify(write(EMPTY, KEY, 0), KEY, parameters)).toBe(false);
  });

  it('compresses only where it saves two bytes', () => {
    expect(writePayload(str('abc'))).not.toMatch(/^\./);
    expect(writePayload(str('a'.repeat(100)))).toMatch(/^\./);
  });
});

describe('toJson', () => {
  const value: Value = {
    type: 'dict',
    entries: [
      ['é', { type: 'tuple', items: [str('😀\n\ud800')] }],
      ['a', { type: 'dict', entries: [[' t', { type: 'list', items: [] }]] }],
      ['A', EMPTY],
    ],
  };

  it('without indent is what Flask writes: sorted, ASCII, compact', () => {
    expect(toJson(value)).toBe(
      '{"A":{},"a":{" di":{" t__":[]}},"\\u00e9":{" t":["\\ud83d\\ude00\\n\\ud800"]}}',
    );
  });

  it('with indent is for the eye: in order, other scripts kept, and reads back the same', () => {
    const readable = toJson(value, 2);
    expect(readable.split('\n').slice(0, 5)).toEqual([
      '{',
      '  "é": {',
      '    " t": [',
      '      "😀\\n\\ud800"',
      '    ]',
    ]);
    expect(readable).toContain('"A": {}');
    expect(readJson(readable)).toEqual({ ok: true, value, invalidTags: [] });
  });
});

describe('Python’s printing', () => {
  it.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [1e16, '1e+16'],
    [1e15, '1000000000000000.0'],
    [1e22, '1e+22'],
    [1e-7, '1e-07'],
    [1e-4, '0.0001'],
    [1.5e-5, '1.5e-05'],
    [1e100, '1e+100'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('%d is %s', (n, text) => {
    expect(pythonFloat(n)).toBe(text);
  });

  it('a datetime leaves out its seconds when there are none', () => {
    const at = (seconds: number): string => pythonRepr({ type: 'datetime', seconds });
    expect(at(Date.UTC(2026, 10, 21, 1, 9, 12) / 1000)).toBe(
      'datetime.datetime(2026, 11, 21, 1, 9, 12, tzinfo=datetime.timezone.utc)',
    );
    expect(at(0)).toBe('datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)');
  });
});
