/** What holds of anything: nothing throws, nothing is lost, and the inflater agrees with C zlib. */
import { constants, deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/session/bytes/inflate.ts';
import {
  createVerifier,
  pythonRepr,
  read,
  readJson,
  toJson,
  verify,
  write,
  writePayload,
} from '../../src/session/index.ts';
import { processorTime } from '../support/growth.ts';
import { randomSession, seededRandom } from './random-session.ts';

/** UTF-16 as it comes, lone surrogates too. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 32, max: 126 }), fc.constantFrom(46, 61, 0xd83d, 0xde00)))
  .map((units) => String.fromCharCode(...units));
const cookieText = fc
  .array(fc.oneof(fc.constantFrom(...'.=-_+/ '), fc.string({ unit: fc.constantFrom(...'eyJhIjoxfQAZ09') })))
  .map((parts) => parts.join(''));
const jsonText = fc.oneof(fc.json(), anyText);
const session = fc.integer().map((seed) => randomSession(seededRandom(seed)));
const key = fc.uint8Array({ maxLength: 200 });
const time = fc.integer({ min: 0, max: 253_402_300_799 });

const encode = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');

describe('on any text', () => {
  it('nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, cookieText), key, (text, secretKey) => {
        const reading = read(text);
        if (reading.kind === 'not-a-session') {
          expect(reading.reason).not.toBe('');
          expect(reading.position).toBeGreaterThanOrEqual(0);
          expect(reading.position).toBeLessThanOrEqual(text.length);
        }
        verify(text, secretKey);
        readJson(text);
        readJson(text, true);
      }),
      { numRuns: 2000 },
    );
  });

  it('nothing throws on any payload, compressed or not', () => {
    fc.assert(
      fc.property(jsonText, fc.uint8Array(), fc.boolean(), (json, bytes, compressed) => {
        for (const content of [json, bytes]) {
          const payload = compressed ? `.${encode(deflateSync(content))}` : encode(content);
          read(`${payload}.arEuAA.aaaa`);
        }
        read(`.${encode(bytes)}.arEuAA.aaaa`);
      }),
      { numRuns: 1000 },
    );
  });

  it('any beginning of a payload can be closed', () => {
    fc.assert(
      fc.property(session, fc.nat(), (value, at) => {
        const json = toJson(value);
        const cut = json.slice(0, 1 + (at % json.length));
        expect(readJson(cut, true)).toHaveProperty('ok', true);
      }),
    );
  });
});

describe('a session', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(session, key, time, (value, secretKey, seconds) => {
        const text = write(value, secretKey, seconds);
        const reading = read(text);
        if (reading.kind !== 'flask-session') throw new Error(reading.reason);
        // Flask sorts the keys: what is read is compared in the order that it writes.
        expect(toJson(reading.payload)).toBe(toJson(value));
        expect(reading.timestamp).toMatchObject({ state: 'read', seconds });
        expect(reading.notices.filter(({ code }) => code !== 'legacy-epoch')).toEqual([]);
        expect(text.startsWith(writePayload(value))).toBe(true);
        expect(readJson(toJson(value, 2))).toEqual({ ok: true, value, invalidTags: [] });
        expect(pythonRepr(reading.payload)).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('is accepted with its key alone, and not once anything is changed', () => {
    fc.assert(
      fc.property(session, key, key, fc.nat(), (value, secretKey, other, at) => {
        const text = write(value, secretKey, 1_790_000_000);
        const accepts = createVerifier(secretKey);
        expect(accepts(text)).toBe(true);
        expect(accepts(text)).toBe(true);
        // HMAC pads a short key with zeros: with those it is the same key.
        const same = encode(secretKey).replace(/A+$/, '') === encode(other).replace(/A+$/, '');
        if (!same) expect(verify(text, other)).toBe(false);
        const place = at % text.lastIndexOf('.');
        const changed = text.charAt(place) === 'A' ? 'B' : 'A';
        expect(accepts(text.slice(0, place) + changed + text.slice(place + 1))).toBe(false);
      }),
    );
  });
});

describe('the inflater', () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 5000 }),
    fc
      .array(fc.constantFrom('abc', 'name', '{"a":1}', 'x'), { maxLength: 2000 })
      .map((parts) => Buffer.from(parts.join(''))),
  );
  const options = fc.record({
    level: fc.integer({ min: 0, max: 9 }),
    strategy: fc.constantFrom(
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FIXED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
      constants.Z_FILTERED,
    ),
    windowBits: fc.integer({ min: 9, max: 15 }),
  });

  it('gives what C zlib was given', () => {
    fc.assert(
      fc.property(content, options, fc.uint8Array(), (bytes, how, garbage) => {
        const stream = Buffer.concat([deflateSync(bytes, how), garbage]);
        const inflated = inflate(stream);
        expect('bytes' in inflated && Buffer.compare(inflated.bytes, bytes)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('goes on after a stored block, wherever that ends', () => {
    const text = Buffer.from('abcabcabcabcd'.repeat(30));
    const fixed = deflateRawSync(text, { strategy: constants.Z_FIXED });
    for (let size = 0; size < 2500; size++) {
      const stored = Buffer.alloc(size, 'x');
      const head = Buffer.from([0x78, 0x9c, 0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255]);
      const whole = Buffer.concat([stored, text]);
      const stream = Buffer.concat([head, stored, fixed, deflateSync(whole).subarray(-4)]);
      const inflated = inflate(stream);
      expect('bytes' in inflated && Buffer.compare(inflated.bytes, whole), `after ${size} bytes`).toBe(0);
    }
  });

  it('says of a damaged stream what C zlib says', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(content, options, damage, fc.nat(), (bytes, how, flips, end) => {
        const whole = Uint8Array.from(deflateSync(bytes, how));
        for (const [at, bit] of flips)
          whole[at % whole.length] = (whole[at % whole.length] ?? 0) ^ (1 << bit);
        const stream = end % 4 === 0 ? whole.subarray(0, end % (whole.length + 1)) : whole;
        const inflated = inflate(stream);
        let expected: Buffer | string;
        try {
          expected = inflateSync(stream);
        } catch (error) {
          expected = String(error).replace(/^Error: /, '');
        }
        if (typeof expected !== 'string') {
          expect('bytes' in inflated && Buffer.compare(inflated.bytes, expected)).toBe(0);
        } else if (/unexpected end|Missing dictionary/.test(expected)) {
          expect(inflated).toHaveProperty('message');
        } else {
          expect(inflated).toMatchObject({ message: expected });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Markup of Markup of …', () => {
  // Python would print the repr of a repr: quotes double at every level, and 330 characters would take all memory.
  it('costs no more than its length', () => {
    const levels = 200;
    const json = `${'{" m":['.repeat(levels)}"\\\\'\\""${']}'.repeat(levels)}`;
    const cookie = `${Buffer.from(json).toString('base64url')}.aAAAAA.${'A'.repeat(27)}`;
    expect(processorTime(() => read(cookie))).toBeLessThan(2000);
    expect(read(cookie)).toMatchObject({
      kind: 'flask-session',
      notices: expect.arrayContaining([expect.objectContaining({ code: 'invalid-tag' })]),
    });
  });
});
