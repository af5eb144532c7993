/** A value as the text of a field and back: nothing is lost, and what is no value of the type is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asType, fieldText, readField } from '../../../../src/panel/store/editing/field-text.ts';
import type { Value, ValueType } from '../../../../src/session/index.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\t', '\0', '"', "'", '\\') }),
);
const scalar: fc.Arbitrary<Value> = fc.oneof(
  text.map((t): Value => ({ type: 'str', text: t })),
  text.map((t): Value => ({ type: 'Markup', text: t })),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map((n): Value => ({ type: 'int', digits: String(n) })),
  fc.double().map((value): Value => ({ type: 'float', value })),
  fc.boolean().map((value): Value => ({ type: 'bool', value })),
  fc.uint8Array().map((bytes): Value => ({ type: 'bytes', bytes })),
  fc.stringMatching(/^[0-9a-f]{32}$/).map((hex): Value => ({ type: 'UUID', hex })),
  // Of a year below 100 Python reads another: there is none in a payload.
  fc
    .integer({ min: -59_011_459_200, max: 253_402_300_799 })
    .map((seconds): Value => ({ type: 'datetime', seconds })),
);

describe('a field', () => {
  it('gives back exactly what it was given', () => {
    fc.assert(
      fc.property(scalar, (value) => {
        expect(readField(fieldText(value), value)).toEqual({ ok: true, value });
      }),
      { numRuns: 2000 },
    );
  });

  it('holds a text as a page’s field can hold it', () => {
    fc.assert(
      fc.property(scalar, (value) => {
        expect(fieldText(value)).not.toMatch(/[\r\0]|\p{Cs}/u);
      }),
    );
  });

  it.each<[Value, string, RegExp]>([
    [{ type: 'int', digits: '1' }, '1.5', /An int consists of digits/],
    [{ type: 'int', digits: '1' }, '', /An int consists of digits/],
    [{ type: 'float', value: 1 }, '1,5', /A float is a number/],
    [{ type: 'UUID', hex: '0'.repeat(32) }, '12', /A UUID is 32/],
    [
      { type: 'int', digits: '1' },
      '9'.repeat(5000),
      /^Python does not read an int of more than 4300 digits\.$/,
    ],
    [{ type: 'int', digits: '1' }, `-${'9'.repeat(4301)}`, /more than 4300 digits/],
    [{ type: 'int', digits: '1' }, `${'9'.repeat(4301)}x`, /An int consists of digits/],
    [{ type: 'datetime', seconds: 0 }, '2026-02-30', /A datetime is written like/],
    [{ type: 'datetime', seconds: 0 }, '0001-01-01 00:00:00', /^Flask keeps no datetime of a year below 100/],
    [{ type: 'datetime', seconds: 0 }, '0099-12-31', /^Flask keeps no datetime of a year below 100/],
    [{ type: 'datetime', seconds: 0 }, '0100-02-30', /A datetime is written like/],
    [{ type: 'datetime', seconds: 0 }, '2026-01-30 24:00:00', /^The hours of a datetime go from 00 to 23/],
    [{ type: 'bytes', bytes: new Uint8Array() }, 'abc', /bytes are written as in Python/],
    [{ type: 'bytes', bytes: new Uint8Array() }, '', /bytes are written as in Python/],
    [{ type: 'bytes', bytes: new Uint8Array() }, "b'abc", /^Character \d+: /],
    [{ type: 'bytes', bytes: new Uint8Array() }, "'abc'", /bytes are written as in Python/],
    [{ type: 'str', text: 'a\rb' }, "b'a'", /This is not a str/],
    [{ type: 'bool', value: true }, 'perhaps', /This is not a bool/],
  ])('of %j refuses %j', (before, typed, message) => {
    const reading = readField(typed, before);
    expect(reading.ok || reading.message).toMatch(message);
  });
});

describe('another type', () => {
  const str = (t: string): Value => ({ type: 'str', text: t });
  it.each<[Value, ValueType, Value | null, Value, boolean]>([
    [str('42'), 'int', null, { type: 'int', digits: '42' }, false],
    [str('x'), 'int', null, { type: 'int', digits: '0' }, true],
    [{ type: 'dict', entries: [] }, 'str', str('before'), str('before'), false],
    [{ type: 'None' }, 'list', str('before'), { type: 'list', items: [] }, true],
  ])('of %j as %s, which was %j', (value, type, original, expected, isEmpty) => {
    expect(asType(value, type, original)).toEqual({ value: expected, isEmpty });
  });
});
