/** The bug report: what it says, and that no value is in it, of random sessions neither. */
import { describe, expect, it } from 'vitest';
import { bugReport } from '../../../src/panel/format/bug-report.ts';
import { read, readPython, toJson, type Value, write } from '../../../src/session/index.ts';
import { aCookie } from '../../cookies/cookie.ts';
import { below, randomSession, seededRandom } from '../../session/random-session.ts';
import { seedFor } from '../../support/reference.ts';

const SEED = seedFor('bug report');
const KEY = new TextEncoder().encode('dev');

describe('bugReport', () => {
  it('keeps keys, types, lengths and sizes', () => {
    const text = `{'user': 'Zoë😀', 'n': -1042, 'b': b'abc', 'm': Markup('x'), 'f': 1.5, 'ok': True, 'no': None, 'e': [], 't': (7,),
      'id': UUID('12345678123456781234567812345678'), 'at': datetime(2026, 1, 1, tzinfo=UTC), 'd': {'deep': 'secret'}}`;
    const reading = readPython(text);
    if (!reading.ok) throw new Error(reading.message);
    const value = write(reading.value, KEY, 1_795_244_703);
    const report = bugReport(aCookie({ value, sameSite: 'lax' }), read(value));
    const [payload = '', timestamp = '', signature = ''] = value.slice(1).split('.');
    const shape = `.<${payload.length}>.<${timestamp.length}>.<${signature.length}>`;
    const attributes = 'HttpOnly; Path=/; SameSite=Lax';
    expect(report.split('\n')).toEqual([
      `Set-Cookie: session=${shape}; ${attributes}`,
      `${7 + value.length} of 4,096 bytes of name and value, ${`session=${value}; ${attributes}`.length} of 4,093 characters of Set-Cookie.`,
      `Flask session, compressed, ${toJson(reading.value).length} bytes of JSON, signed 2026-11-21 07:05:03 UTC, signature of 20 bytes.`,
      '',
      '{',
      "    'at': <datetime>,",
      "    'b': <bytes, 3 bytes>,",
      "    'd': {",
      "        'deep': <str, 6 characters>,",
      '    },',
      "    'e': [],",
      "    'f': <float>,",
      "    'id': <UUID>,",
      "    'm': <Markup, 1 character>,",
      "    'n': <int, 4 digits>,",
      "    'no': <None>,",
      "    'ok': <bool>,",
      "    't': (",
      '        <int, 1 digit>,',
      '    ),',
      "    'user': <str, 4 characters>,",
      '}',
      '',
    ]);
  });

  it('of any other cookie says no more than its shape', () => {
    const value = 'secret.é secret';
    expect(bugReport(aCookie({ value }), read(value))).toBe(
      'Set-Cookie: session=<6>.<8>; HttpOnly; Path=/\n23 of 4,096 bytes of name and value, 50 of 4,093 characters of Set-Cookie.\nNot a Flask session.\n',
    );
  });

  it('is the same whatever the values are, if their types and lengths are the same', () => {
    const random = seededRandom(SEED);
    for (let n = 0; n < 500; n++) {
      const session = randomSession(random);
      const reports = [session, otherwise(session)].map((payload) => {
        const value = write(payload, KEY, 1_795_244_703);
        const reading = read(value);
        if (reading.kind !== 'flask-session') throw new Error(reading.reason);
        // What compresses otherwise is of another size: only the payload is compared.
        return bugReport(aCookie({ value: 'x' }), { ...reading, jsonBytes: 1, compressed: false });
      });
      expect(reports[1], `seed ${SEED}`).toBe(reports[0]);
    }
  });

  /** Other values of the same types and lengths. */
  function otherwise(value: Value): Value {
    switch (value.type) {
      case 'str':
      case 'Markup':
        return { ...value, text: 'x'.repeat(Array.from(value.text).length) };
      case 'int':
        return { ...value, digits: '7'.repeat(value.digits.replace('-', '').length) };
      case 'bytes':
        return { ...value, bytes: value.bytes.map((byte) => byte ^ 1) };
      case 'float':
        return { ...value, value: below(seededRandom(1), 100) };
      case 'bool':
        return { ...value, value: !value.value };
      case 'UUID':
        return { ...value, hex: 'a'.repeat(32) };
      case 'datetime':
        return { ...value, seconds: 0 };
      case 'list':
      case 'tuple':
        return { ...value, items: value.items.map(otherwise) };
      case 'dict':
        return { ...value, entries: value.entries.map(([key, item]) => [key, otherwise(item)]) };
      case 'None':
        return value;
    }
  }
});
