/** Values made values of another type: what becomes of each, and what cannot. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convertValue,
  emptyValue,
  pythonRepr,
  readJson,
  readPython,
  toJson,
  VALUE_TYPES,
  type Value,
  type ValueType,
} from '../../src/session/index.ts';
import { processorTime } from '../support/growth.ts';
import { randomValue, seededRandom } from './random-session.ts';

function parsed(text: string): Value {
  const reading = readPython(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
}

const UUID = "UUID('12345678-1234-5678-1234-567812345678')";
const NOON = 'datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.timezone.utc)';

describe('convertValue', () => {
  it.each<[string, ValueType, string | null]>([
    ["' -042 '", 'int', '-42'],
    // Python converts no longer text.
    [`'${'9'.repeat(4300)}'`, 'int', '9'.repeat(4300)],
    [`'${'9'.repeat(4301)}'`, 'int', null],
    ["'0x10'", 'int', null],
    ["'1.0'", 'int', null],
    ["''", 'int', null],
    ['2.0', 'int', '2'],
    ['1e22', 'int', '10000000000000000000000'],
    ['2.5', 'int', null],
    ['nan', 'int', null],
    ['True', 'int', '1'],
    [NOON, 'int', '1795262400'],
    ['[1]', 'int', null],
    ["b'12'", 'int', '12'],
    ["b'\\xff'", 'int', null],
    ['9007199254740992', 'float', '9007199254740992.0'],
    ['9007199254740993', 'float', null],
    [`${'9'.repeat(400)}`, 'float', null],
    ["'1e-7'", 'float', '1e-07'],
    ["'-Infinity'", 'float', '-inf'],
    ["'1,5'", 'float', null],
    ['1042', 'str', "'1042'"],
    ['1.5', 'str', "'1.5'"],
    ['None', 'str', null],
    ['{}', 'str', null],
    [UUID, 'str', "'12345678-1234-5678-1234-567812345678'"],
    ["Markup('<b>')", 'str', "'<b>'"],
    ["'<b>'", 'Markup', "Markup('<b>')"],
    ["'é'", 'bytes', "b'\\xc3\\xa9'"],
    ["'\\ud800'", 'bytes', null],
    ['7', 'bytes', null],
    ["b'\\xc3\\xa9'", 'str', "'é'"],
    ["'True'", 'bool', 'True'],
    ['0', 'bool', 'False'],
    ['2', 'bool', null],
    ["'yes'", 'bool', null],
    ['[1, (2,)]', 'tuple', '(1, (2,))'],
    ['(1,)', 'list', '[1]'],
    ["'ab'", 'list', null],
    ['[]', 'dict', null],
    ['0', 'None', null],
    ["' {12345678123456781234567812345678} '", 'UUID', UUID],
    ["'12345678'", 'UUID', null],
    ["'2026-11-21 12:00'", 'datetime', NOON],
    ["'2026-11-21T13:00:00.000+01:00'", 'datetime', NOON],
    ["'Sat, 21 Nov 2026 12:00:00 GMT'", 'datetime', NOON],
    ['1795262400', 'datetime', NOON],
    ["'2026-02-30'", 'datetime', null],
    ["'2026-11-21T25:00'", 'datetime', null],
    ["'2026-11-21 24:00:00'", 'datetime', null],
    ["'2026-11-21T24:00'", 'datetime', null],
    ["'0050-01-01'", 'datetime', null],
    ["'tomorrow'", 'datetime', null],
    ['253402300800', 'datetime', null],
  ])('%s as %s: %s', (text, type, expected) => {
    const converted = convertValue(parsed(text), type);
    expect(converted && pythonRepr(converted)).toBe(expected);
  });

  it('gives what can be written, of the type that was asked for, and its own type back as it is', () => {
    const value = fc.integer().map((seed) => randomValue(seededRandom(seed)));
    fc.assert(
      fc.property(value, fc.constantFrom(...VALUE_TYPES), (before, type) => {
        const after = convertValue(before, type);
        if (before.type === type) expect(after).toBe(before);
        if (after === null) return;
        expect(after.type).toBe(type);
        expect(readJson(toJson(after))).toMatchObject({ ok: true, invalidTags: [] });
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['zeros', '0'.repeat(1_000_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
  ])('a million %s take no more than a moment', (_, text) => {
    const all = () => VALUE_TYPES.map((type) => convertValue({ type: 'str', text: `${text}x` }, type));
    expect(processorTime(all)).toBeLessThan(2000);
  });
});

it('emptyValue is what Python prints so', () => {
  const printed = VALUE_TYPES.map((type) => pythonRepr(emptyValue(type)));
  expect(printed).toEqual([
    ...["''", '0', '0.0', 'False', 'None', '[]', '()', '{}', "b''"],
    "UUID('00000000-0000-0000-0000-000000000000')",
    'datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)',
    "Markup('')",
  ]);
});
