/** What `read` says of values good and bad: reasons, positions, notices. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type FlaskSession,
  INFLATE_LIMIT,
  MAX_DEPTH,
  MAX_TIMESTAMP,
  type NotASession,
  read,
  toJson,
} from '../../src/session/index.ts';
import { processorTime } from '../support/growth.ts';

/** Seconds since 1970. */
const LEGACY_EPOCH = Date.UTC(2011, 0, 1) / 1000;
const TAIL = '.arEuAA.aaaa';
const encode = (json: string): string => Buffer.from(json).toString('base64url');
const cookie = (json: string): string => encode(json) + TAIL;
const packed = (json: string | Buffer): string => `.${deflateSync(json).toString('base64url')}${TAIL}`;

function session(text: string): FlaskSession {
  const reading = read(text);
  if (reading.kind !== 'flask-session') throw new Error(reading.reason);
  return reading;
}

function refusal(text: string): NotASession {
  const reading = read(text);
  if (reading.kind !== 'not-a-session') throw new Error('it is read');
  return reading;
}

const compact = (reading: FlaskSession): string => toJson(reading.payload);
const codes = (reading: FlaskSession): string[] => reading.notices.map(({ code }) => code);

describe('a session', () => {
  it('has three segments, the dots in none of them', () => {
    const text = 'eyJhIjoxfQ.arEuAA.c2lnbmF0dXJl';
    const reading = session(text);
    const { payload, timestamp, signature } = reading.segments;
    const parts = [payload, timestamp, signature].map(({ start, end }) => text.slice(start, end));
    expect(parts).toEqual(['eyJhIjoxfQ', 'arEuAA', 'c2lnbmF0dXJl']);
    expect(reading).toMatchObject({
      compressed: false,
      json: '{"a":1}',
      jsonBytes: 7,
      signatureBytes: 9,
      notices: [],
    });
    expect(reading.payload).toEqual({ type: 'dict', entries: [['a', { type: 'int', digits: '1' }]] });
  });

  it('may be compressed: the leading dot is not part of the payload', () => {
    const reading = session(packed('{"a":"é"}'));
    expect(reading).toMatchObject({ compressed: true, json: '{"a":"é"}', jsonBytes: 10 });
    expect(reading.segments.payload.start).toBe(1);
  });

  it('is read although its signature is no base64', () => {
    expect(session('e30.arEuAA.a').signatureBytes).toBeNull();
    expect(session('e30.arEuAA.').signatureBytes).toBe(0);
  });

  it('keeps the place of a repeated key and its last value', () => {
    const keys = Array.from({ length: 30 }, (_, n) => `"k${n}":${n}`);
    const reading = session(cookie(`{"a":1,${keys},"b":2,"a":3,"k3":"x"}`));
    const entries = reading.payload.type === 'dict' ? reading.payload.entries : [];
    expect(entries).toHaveLength(32);
    expect(entries[0]).toEqual(['a', { type: 'int', digits: '3' }]);
    expect(entries[4]).toEqual(['k3', { type: 'str', text: 'x' }]);
  });
});

describe('the timestamp', () => {
  it('is 0 when empty, counted from 2011 when small', () => {
    const reading = session('e30..aaaa');
    expect(reading.timestamp).toEqual({ state: 'read', seconds: 0, legacySeconds: LEGACY_EPOCH });
    expect(codes(reading)).toEqual(['legacy-epoch']);
    const old = session(`e30.${Buffer.from([35, 195, 69, 255]).toString('base64url')}.aaaa`);
    expect(old.timestamp).toMatchObject({ seconds: 599_999_999, legacySeconds: 599_999_999 + LEGACY_EPOCH });
    const today = session(`e30.${Buffer.from([35, 195, 70, 0]).toString('base64url')}.aaaa`);
    expect(today.timestamp).toMatchObject({ seconds: 600_000_000, legacySeconds: null });
    expect(today.notices).toEqual([]);
  });

  it.each([
    ['a', 'the timestamp is not base64', 4],
    ['AAAAAAAAAAAA', 'the timestamp has 9 bytes, more than 8', 14],
    [Buffer.from('3afff44180', 'hex').toString('base64url'), 'the timestamp is beyond the year 9999', 4],
  ])('%s is malformed', (timestamp, reason, position) => {
    const reading = session(`e30.${timestamp}.aaaa`);
    expect(reading.timestamp).toMatchObject({ state: 'malformed', position });
    if (reading.timestamp.state === 'malformed') expect(reading.timestamp.reason).toContain(reason);
  });

  it('may lie at the end of the year 9999', () => {
    const last = Buffer.from('3afff4417f', 'hex').toString('base64url');
    expect(session(`e30.${last}.aaaa`).timestamp).toMatchObject({ seconds: MAX_TIMESTAMP });
  });
});

describe('what is not a session', () => {
  it.each([
    ['dark', "no '.' in it", 4],
    ['', "no '.' in it", 0],
    ['eyJhIjoxfQ.c2ln', "it contains only one '.', so it has no timestamp", 10],
    ['..', 'the payload is empty', 0],
    ['e30.a.b\ud800', 'it contains a lone surrogate, which no cookie can carry', 7],
    ['abcde.b.c', 'the payload is not base64: it has 5 characters, and base64 never has one more than', 4],
    ['ab!d.b.c', 'the payload is not base64: character 3 is "!"', 2],
    ['ab=c.b.c', 'the payload is not base64: the padding is wrong at character 3', 2],
    ['_-8.b.c', 'the payload is not UTF-8: its byte 1', 0],
    [`.${encode('{}')}.b.c`, 'the payload is not a complete zlib stream: incorrect header check', 1],
    ['.eJyr.b.c', 'the payload is not a complete zlib stream: the stream ends too early', 5],
    [
      cookie('{"a":1,}'),
      'the payload is not JSON: Expecting property name enclosed in double quotes at character 8',
      9,
    ],
    [cookie('{"é😀":x}'), 'the payload is not JSON: Expecting value at character 7', 13],
    [packed('[1 2]'), "the payload is not JSON: Expecting ',' delimiter at character 4", 1],
  ])('%j', (text, reason, position) => {
    const reading = refusal(text);
    expect(reading.reason).toContain(reason);
    expect(reading.position).toBe(position);
  });

  it('points at the very character that holds the JSON error, foreign ones passed over', () => {
    const plain = refusal(cookie('{"abc":1]')).position;
    expect(refusal(`*${cookie('{"abc":1]')}`).position).toBe(plain + 1);
  });

  it('shows what could be decoded', () => {
    expect(refusal(cookie('{"a":}')).decoded).toBe('{"a":}');
    expect(refusal('eyJhIjoxfQ.c2ln').decoded).toBe('{"a":1}');
    expect(refusal('a!b.c2ln.x').decoded).toBeNull();
  });

  it.each([
    ['a signed token', `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode('{"sub":"1"}')}.c2ln`],
    ['an unsigned token', `${encode('{"alg":"none"}')}.${encode('{"sub":"1"}')}.`],
    ['an empty token', `${encode('{"alg":"HS256"}')}.${encode('{}')}.c2ln`],
    ['an encrypted token', `${encode('{"alg":"dir","enc":"A128GCM"}')}..aXY.Y2lwaGVy.dGFn`],
  ])('%s is a JSON Web Token', (_, text) => {
    const reading = refusal(text);
    expect(reading.reason).toBe('it is a JSON Web Token');
    expect(reading.decoded).toContain('"alg"');
  });

  it('but a session with an "alg" of its own is one', () => {
    expect(compact(session(cookie('{"alg":"HS256"}')))).toBe('{"alg":"HS256"}');
    expect(session(`${encode('{"alg":1}')}.AAAAAAAAAAAAAAAA.aaaa`).timestamp.state).toBe('malformed');
  });
});

describe('notices', () => {
  it('a tag that Flask cannot turn back stays a dict, each kind of fault told once', () => {
    const reading = session(cookie('{"a":{" u":"x"},"b":{" u":"y"},"c":{" t":1},"d":{" d":"soon"}}'));
    expect(codes(reading)).toEqual(['invalid-tag', 'invalid-tag', 'invalid-tag']);
    expect(reading.notices[0]?.message).toContain(
      'not 32 hexadecimal digits, so Flask responds with status 500',
    );
    const values = reading.payload.type === 'dict' ? reading.payload.entries.map(([, { type }]) => type) : [];
    expect(values).toEqual(['dict', 'dict', 'dict', 'dict']);
  });

  it('a top level that is no dict', () => {
    expect(codes(session(cookie('[1]')))).toEqual(['not-a-dict']);
    expect(session(cookie('null')).notices[0]?.message).toContain('of type None');
    expect(codes(session(cookie('{}')))).toEqual([]);
  });
});

describe('depth', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  it('goes as far as any Flask reads, and ends with a reason', () => {
    expect(session(cookie(nested(MAX_DEPTH))).payload.type).toBe('list');
    const { reason } = refusal(cookie(nested(MAX_DEPTH + 1)));
    expect(reason).toContain(`nested deeper than ${MAX_DEPTH} levels`);
    expect(refusal(cookie('{"a":'.repeat(100_000))).reason).toContain('nested deeper');
  });
});

describe('a payload beyond the limit', () => {
  const long = 'x'.repeat(INFLATE_LIMIT);

  it('is cut, the open containers closed', () => {
    const reading = session(packed(`{"a":[1,{"b":"${long}"}],"c":1}`));
    expect(codes(reading)).toEqual(['payload-cut']);
    expect(reading.jsonBytes).toBe(INFLATE_LIMIT);
    expect(reading.json).toHaveLength(INFLATE_LIMIT);
    expect(compact(reading)).toBe(`{"a":[1,{"b":"${long.slice(14)}"}]}`);
  });

  it('is cut when it was never compressed, too', () => {
    const reading = session(cookie(`{"a":"${long}"}`));
    expect(codes(reading)).toEqual(['payload-cut']);
    expect(reading.jsonBytes).toBe(INFLATE_LIMIT);
  });

  it('is not cut at exactly the limit', () => {
    const reading = session(packed(`{"a":"${'x'.repeat(INFLATE_LIMIT - 8)}"}`));
    expect(reading).toMatchObject({ jsonBytes: INFLATE_LIMIT, notices: [] });
  });

  it.each([
    ['1', '1]'],
    ['"', '"'],
    ['"\\', 'n"'],
    ['"\\u00', 'e9"'],
    ['tr', 'ue]'],
    ['-', '1]'],
    ['1.', '5]'],
    ['1e', '5]'],
    ['{', '}'],
    ['{"k', '":1}'],
    ['{"k"', ':1}'],
    ['{"k":', '1}'],
    ['{" t":[1', ']}'],
    ['{" u":"00', '"}'],
    ['', ']'],
    [',', '1]'],
  ])('may be cut after %j', (before, after) => {
    const start = `[${' '.repeat(INFLATE_LIMIT - 4 - before.length)}0, `;
    const json = before === ',' ? start.replace('0, ', ' 0,') + after : start + before + after;
    const reading = session(packed(`${json}${' '.repeat(10)}`));
    expect(codes(reading)).toEqual(['payload-cut', 'not-a-dict']);
    const items = reading.payload.type === 'list' ? reading.payload.items : [];
    expect(items[0]).toEqual({ type: 'int', digits: '0' });
  });

  it('may be cut within a character', () => {
    const reading = session(packed(`["${' '.repeat(INFLATE_LIMIT - 3)}é"]`));
    expect(compact(reading)).toHaveLength(INFLATE_LIMIT - 3 + 4);
  });

  it('is still refused for what is wrong before the cut', () => {
    expect(refusal(packed(`[x${long}`)).reason).toContain('Expecting value at character 2');
    expect(refusal(packed(' '.repeat(INFLATE_LIMIT + 1))).reason).toContain('its beginning cannot be read');
  });

  it('of 200 MiB costs no more', { timeout: 60_000 }, () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024, 'x');
    bomb.write('{"a":"');
    const text = packed(bomb);
    expect(session(text).jsonBytes).toBe(INFLATE_LIMIT);
    // Inflating all of it takes about a second; this is some ten milliseconds of work.
    expect(processorTime(() => session(text))).toBeLessThan(600);
  });
});
