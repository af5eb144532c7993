/** What `verdictOf` says of a cookie, a case for every rule and for their order. The real Flask is not asked here. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  FLASK_SIGNING,
  MAX_TIMESTAMP,
  type ServerSettings,
  SURE_DEPTH,
  type Value,
  type Verdict,
  verdictOf,
  write,
} from '../../src/session/index.ts';
import { signature } from '../../src/session/signing/signature.ts';
import { encodeTimestamp } from '../../src/session/signing/timestamp.ts';

const NOW = 1_790_000_000;
const DAY = 86_400;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64url = (content: string | Uint8Array): string => Buffer.from(content).toString('base64url');
const KEY = bytes('dev');
const SETTINGS: ServerSettings = { keys: [KEY], parameters: FLASK_SIGNING, lifetime: 31 * DAY };
const SESSION: Value = { type: 'dict', entries: [['user_id', { type: 'int', digits: '42' }]] };

/** Any text with a good signature. */
const sign = (signed: string, key = KEY): string => `${signed}.${signature(signed, key, FLASK_SIGNING)}`;
const signPayload = (segment: string): string => sign(`${segment}.${encodeTimestamp(NOW)}`);
const signJson = (json: string): string => signPayload(base64url(json));

function verdict(text: string, settings: Partial<ServerSettings> = {}, now = NOW): Verdict {
  return verdictOf(text, { ...SETTINGS, ...settings }, now);
}

describe('the keys', () => {
  const text = write(SESSION, KEY, NOW);

  it('give no sessions at all without a secret key, whatever the fallbacks', () => {
    expect(verdict(text, { keys: [] })).toEqual({ outcome: 'no-key' });
    expect(verdict(text, { keys: [bytes(''), KEY] })).toEqual({ outcome: 'no-key' });
    expect(verdict('', { keys: [] })).toEqual({ outcome: 'no-key' });
  });

  it('are all tried, an empty fallback too', () => {
    const keys = ['new', 'dev', ''].map(bytes);
    expect(verdict(text, { keys })).toMatchObject({ outcome: 'accepted', key: 1 });
    expect(verdict(sign(`e30.${encodeTimestamp(NOW)}`, bytes('')), { keys })).toMatchObject({ key: 2 });
  });

  it('are named by the first that fits', () => {
    expect(verdict(text, { keys: ['new', 'dev', 'dev'].map(bytes) })).toMatchObject({ key: 1 });
    expect(verdict(text, { keys: ['dev\0', 'dev'].map(bytes) })).toMatchObject({ key: 0 });
  });

  it('do not help an old cookie: it is expired whichever has signed it', () => {
    const keys = ['new', 'dev', 'old'].map(bytes);
    const late = { outcome: 'refused', reason: 'expired', key: 1, age: 31 * DAY + 1, late: 1 };
    expect(verdict(text, { keys }, NOW + 31 * DAY + 1)).toEqual(late);
  });

  it('fit with their salt, derivation and digest only', () => {
    for (const other of [{ salt: 'x' }, { keyDerivation: 'concat' }, { digest: 'sha256' }] as const) {
      const parameters = { ...FLASK_SIGNING, ...other };
      expect(verdict(text, { parameters })).toMatchObject({ outcome: 'refused', reason: 'bad-signature' });
      expect(verdict(write(SESSION, KEY, NOW, parameters), { parameters })).toMatchObject({ key: 0 });
    }
  });
});

describe('the signature', () => {
  const text = write(SESSION, KEY, NOW);

  it('is refused when it is not there', () => {
    expect(verdict('')).toEqual({ outcome: 'refused', reason: 'empty' });
    expect(verdict('abc')).toEqual({ outcome: 'refused', reason: 'no-signature', position: 3 });
  });

  it('is refused when no key has made it, before anything else is looked at', () => {
    const bad = (position: number) => ({ outcome: 'refused', reason: 'bad-signature', position });
    expect(verdict(text, { keys: [bytes('prod'), bytes('old')] })).toEqual(bad(text.lastIndexOf('.') + 1));
    expect(verdict(`x${text}`)).toEqual(bad(text.lastIndexOf('.') + 2));
    expect(verdict(text.slice(0, -1), {}, NOW + 900 * DAY)).toMatchObject({ reason: 'bad-signature' });
    expect(verdict('a.b')).toEqual(bad(2));
    expect(verdict('.')).toEqual(bad(1));
    expect(verdict('e30.a.aaaa')).toEqual(bad(6));
    expect(verdict(`{.//////////8.`)).toEqual(bad(14));
  });

  it('cannot be looked for in what UTF-8 cannot carry', () => {
    const parameters = { ...FLASK_SIGNING, salt: '\ud800' };
    expect(verdict('\ud800')).toEqual({ outcome: 'error', reason: 'not-utf8', where: 'value' });
    expect(verdict('', { parameters })).toEqual({ outcome: 'error', reason: 'not-utf8', where: 'salt' });
    expect(verdict(text, { parameters, keys: [] })).toEqual({ outcome: 'no-key' });
  });
});

describe('the timestamp', () => {
  it('is refused when it is not there', () => {
    expect(verdict(sign('e30'))).toEqual({ outcome: 'refused', reason: 'no-timestamp', key: 0, position: 3 });
    expect(verdict(sign(''))).toEqual({ outcome: 'refused', reason: 'no-timestamp', key: 0, position: 0 });
  });

  it('is refused when it is no number of eight bytes', () => {
    const malformed = { outcome: 'refused', reason: 'malformed-timestamp', key: 0 };
    expect(verdict(sign('e30.a'))).toMatchObject({ ...malformed, position: 4 });
    expect(verdict(sign('e30.AAAAAAAAAAAA'))).toEqual({
      ...malformed,
      detail: 'the timestamp has 9 bytes, more than 8',
      position: 14,
    });
  });

  it('is an error when it is a number beyond the year 9999, old or not', () => {
    const beyond = { outcome: 'error', reason: 'timestamp-beyond-9999', key: 0, position: 4 };
    for (const segment of ['Ov_0QYA', 'f_________8', '//////////8']) {
      expect(verdict(sign(`e30.${segment}`)), segment).toEqual(beyond);
      expect(verdict(sign(`e30.${segment}`), { lifetime: -1e13 }), segment).toEqual(beyond);
    }
    const latest = sign(`e30.${encodeTimestamp(MAX_TIMESTAMP)}`);
    expect(verdict(latest, {}, MAX_TIMESTAMP)).toMatchObject({ outcome: 'accepted', age: 0 });
  });

  it.each([
    [0, 2_678_400, { outcome: 'accepted', age: 0, left: 2_678_400 }],
    [2_678_400, 2_678_400, { outcome: 'accepted', age: 2_678_400, left: 0 }],
    [2_678_401, 2_678_400, { outcome: 'refused', reason: 'expired', age: 2_678_401, late: 1 }],
    [-1, 2_678_400, { outcome: 'refused', reason: 'future', ahead: 1 }],
    [-5000, 2_678_400, { outcome: 'refused', reason: 'future', ahead: 5000 }],
    [0, 0, { outcome: 'accepted', age: 0, left: 0 }],
    [1, 0, { outcome: 'refused', reason: 'expired', age: 1, late: 1 }],
    [0, -1, { outcome: 'refused', reason: 'expired', age: 0, late: 1 }],
    [-5, -10, { outcome: 'refused', reason: 'expired', age: -5, late: 5 }],
    [-10, -10, { outcome: 'refused', reason: 'future', ahead: 10 }],
  ])('of an age of %i s with a lifetime of %i s', (age, lifetime, expected) => {
    expect(verdict(write(SESSION, KEY, NOW - age), { lifetime })).toMatchObject({ key: 0, ...expected });
  });

  it('is 0 when it is empty', () => {
    expect(verdict(sign('e30.'))).toMatchObject({ reason: 'expired', age: NOW });
    expect(verdict(sign('e30.'), {}, 60)).toMatchObject({ outcome: 'accepted', age: 60 });
  });

  it('counts before the payload: an old one is not even decoded', () => {
    const signed = `!.${encodeTimestamp(NOW)}`;
    expect(verdict(sign(signed))).toMatchObject({ outcome: 'error', reason: 'bad-payload' });
    expect(verdict(sign(signed), {}, NOW + 32 * DAY)).toMatchObject({
      outcome: 'refused',
      reason: 'expired',
    });
  });
});

describe('the payload', () => {
  it.each([
    ['a', /not base64/, 0],
    ['', /empty/, 0],
    ['.', /zlib/, 1],
    ['.e30', /zlib/, 1],
    [base64url(Uint8Array.of(0xff)), /not UTF-8/, 0],
    [base64url('{"a":1'), /not JSON/, 8],
    [base64url('{}x'), /Extra data/, 2],
    [base64url('['.repeat(1001) + ']'.repeat(1001)), /nested deeper/, 1333],
  ])('is an error when it cannot be decoded: %#', (segment, detail, position) => {
    const expected = { outcome: 'error', reason: 'bad-payload', key: 0, position };
    expect(verdict(signPayload(segment))).toEqual({ ...expected, detail: expect.stringMatching(detail) });
  });

  it.each([
    '{"a":{" t":1}}',
    '{"a":{" b":"a"}}',
    '{"a":{" u":"x"}}',
    '{"a":{" di":{}}}',
    '{"a":{" t":null},"b":{" d":"x"}}',
  ])('is an error with a tag that Flask cannot turn back: %s', (json) => {
    expect(verdict(signJson(json))).toMatchObject({ outcome: 'error', reason: 'bad-tag', key: 0 });
  });

  it.each([
    ['1', 'int'],
    ['0', 'int'],
    ['1.5', 'float'],
    ['true', 'bool'],
    ['"ab"', 'str'],
    ['{" b":"YWI="}', 'bytes'],
    ['{" m":"ab"}', 'Markup'],
    ['{" u":"00000000000000000000000000000000"}', 'UUID'],
    ['{" d":"Mon, 01 Jan 2024 00:00:00 GMT"}', 'datetime'],
    ['[1]', 'list'],
    ['[["a",1,2]]', 'list'],
    ['["a"]', 'list'],
    ['[[[1],2]]', 'list'],
    ['[[{},2]]', 'list'],
    ['[[{" t":[[]]},2]]', 'list'],
    ['{" t":[["a",1],5]}', 'tuple'],
  ])('is an error when Python makes no dict of it: %s', (json, type) => {
    const answer = verdict(signJson(json));
    expect(answer).toMatchObject({ outcome: 'error', reason: 'not-a-dict', key: 0 });
    expect(answer).toHaveProperty('detail', expect.stringContaining(`from a ${type}`));
  });

  it.each(['{}', 'null', '[]', '""', '{" t":[]}', '{" b":""}', '{" m":""}', ' {} '])(
    'may be empty: %s',
    (json) => {
      expect(verdict(signJson(json))).toMatchObject({ outcome: 'accepted', empty: true });
    },
  );

  it.each([
    '{"a":1}',
    '[["a",1]]',
    '["ab"]',
    '["a😀"]',
    '[{"a":1,"b":2}]',
    '[{" b":"YWI="}]',
    '[[{" t":[1,2]},3]]',
    '{" t":[["a",1]]}',
    '{" di":{" t__":1}}',
  ])('may be anything of which Python makes a dict: %s', (json) => {
    expect(verdict(signJson(json))).toMatchObject({ outcome: 'accepted', empty: false });
  });

  it('is read as a session though it has the looks of a JSON Web Token', () => {
    const time = 0x7b226122;
    const text = sign(`${base64url('{"alg":"x"}')}.${encodeTimestamp(time)}`);
    expect(verdict(text, {}, time)).toMatchObject({ outcome: 'accepted', age: 0 });
  });

  it('leaves the verdict open where it hangs on the server or on what is not read', () => {
    const undecided = (doubt: string) => ({ outcome: 'undecided', key: 0, doubt });
    const nested = (depth: number) => signJson('{"[\\"[":'.repeat(depth) + 1 + '}'.repeat(depth));
    expect(verdict(nested(SURE_DEPTH))).toMatchObject({ outcome: 'accepted' });
    expect(verdict(nested(SURE_DEPTH + 1))).toEqual(undecided('too-deep'));
    expect(verdict(signJson('{"a":{" d":"1 Jan 2024"}}'))).toEqual(undecided('odd-date'));
    for (const json of [`{"a":"${'x'.repeat(2 ** 20)}"}`, `${' '.repeat(2 ** 20)}{}`]) {
      expect(verdict(signPayload(`.${base64url(deflateSync(json))}`))).toEqual(undecided('payload-cut'));
    }
  });

  it('does not leave it open where it cannot be read either way', () => {
    const bad = `[{" t":1},"${'x'.repeat(2 ** 20)}"]`;
    expect(verdict(signPayload(`.${base64url(deflateSync(bad))}`))).toMatchObject({ reason: 'bad-tag' });
  });
});
