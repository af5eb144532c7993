/** What a session's branches cost, and its other figures: what Flask's cookie shrinks by, within bounds, whatever it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COST_BUDGET,
  type Costs,
  costsOf,
  type DictValue,
  type FlaskSession,
  read,
  rewrittenLengths,
  roomFor,
  savedByCompression,
  type Value,
  wirePartsOf,
  write,
  writePayload,
} from '../../../src/session/index.ts';

const KEY = new Uint8Array([1]);
const str = (text: string): Value => ({ type: 'str', text });
const list = (...items: Value[]): Value => ({ type: 'list', items });
const tuple = (...items: Value[]): Value => ({ type: 'tuple', items });
const dict = (entries: Record<string, Value>): DictValue => ({
  type: 'dict',
  entries: Object.entries(entries),
});
const lengthOf = (payload: Value): number => write(payload, KEY, 0).length;

function costs(...[payload, path, budget]: Parameters<typeof costsOf>): Costs {
  const found = costsOf(payload, path, budget);
  if (!found) throw new Error('not measured');
  return found;
}

function sessionOf(payload: Value): FlaskSession {
  const reading = read(write(payload, KEY, 1_790_000_000));
  if (reading.kind !== 'flask-session') throw new Error(reading.reason);
  return reading;
}

const TEXTS = fc.dictionary(fc.string(), fc.string({ maxLength: 200 }), { maxKeys: 8 });
const dictOf = (texts: Record<string, string>): DictValue => ({
  type: 'dict',
  entries: Object.entries(texts).map(([key, text]) => [key, str(text)]),
});

describe('costsOf', () => {
  it('is the difference of the cookies with and without the key, the dearest first', () => {
    fc.assert(
      fc.property(TEXTS, (texts) => {
        const payload = dictOf(texts);
        const { whole, branches } = costs(payload);
        expect(whole).toBe(writePayload(payload).length);
        expect(branches).toHaveLength(payload.entries.length);
        for (const { key, bytes } of branches) {
          const without = { ...payload, entries: payload.entries.filter(([other]) => other !== key) };
          expect(bytes).toBe(lengthOf(payload) - lengthOf(without));
        }
        const inOrder = branches.map(({ bytes }) => bytes ?? Number.NaN);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
      }),
    );
  });

  it('goes down one level at a time: into a flash message, to its text', () => {
    const flashes = (...texts: string[]) => list(...texts.map((text) => tuple(str('error'), str(text))));
    const payload = dict({ a: str('b'), _flashes: flashes('first', 'the second of them') });
    const { whole, branches } = costs(payload, ['_flashes']);
    expect(whole).toBe(lengthOf(payload) - lengthOf(dict({ a: str('b') })));
    expect(branches.map(({ key }) => key)).toEqual([1, 0]);
    expect(branches[0]?.bytes).toBe(
      lengthOf(payload) - lengthOf(dict({ a: str('b'), _flashes: flashes('first') })),
    );
    const message = costs(payload, ['_flashes', 1]);
    expect(message.whole).toBe(branches[0]?.bytes);
    expect(message.branches.map(({ value }) => value)).toEqual([str('the second of them'), str('error')]);
    expect(costs(payload, ['_flashes', 1, 1]).branches).toEqual([]);
  });

  it('counts the escape of a dict that looks like a tag once its neighbour is gone', () => {
    const payload = dict({ odd: dict({ ' t': str('x'), y: str('z') }) });
    const { branches } = costs(payload, ['odd']);
    const rest = dict({ odd: dict({ ' t': str('x') }) });
    expect(branches.find(({ key }) => key === 'y')?.bytes).toBe(lengthOf(payload) - lengthOf(rest));
  });

  it('can be below zero: an item that equals its neighbours was cheaper with the key than it is without', () => {
    const item = (): Value => dict({ qty: { type: 'int', digits: '1' }, sku: str('id') });
    const payload = dict({ cart: list(item(), item()), n: { type: 'int', digits: '1' } });
    const without = dict({ cart: list(dict({ sku: str('id') }), item()), n: { type: 'int', digits: '1' } });
    const qty = costs(payload, ['cart', 0]).branches.find(({ key }) => key === 'qty');
    expect(qty?.bytes).toBe(lengthOf(payload) - lengthOf(without));
    expect(qty?.bytes).toBeLessThan(0);
  });

  it('is null where the path leads nowhere', () => {
    const payload = dict({ a: list(str('x')) });
    for (const path of [['b'], ['a', 1], ['a', 'length'], ['a', '0'], [0], ['a', 0, 0]]) {
      expect(costsOf(payload, path)).toBeNull();
    }
  });

  it('has no branches for what has none', () => {
    expect(costs(str('x'))).toEqual({ whole: writePayload(str('x')).length, branches: [] });
  });

  it('measures the longest where the budget does not suffice for all, and says which are not', () => {
    const texts = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'x'.repeat(i)]));
    const { branches } = costs(dictOf(texts), [], 60_000);
    const measured = branches.filter(({ bytes }) => bytes !== null);
    expect(measured.length).toBeGreaterThan(0);
    expect(measured.length).toBeLessThan(50);
    const order = Array.from({ length: 50 }, (_, i) => `k${49 - i}`);
    expect(new Set(measured.map(({ key }) => key))).toEqual(new Set(order.slice(0, measured.length)));
    expect(branches.slice(measured.length).map(({ key }) => key)).toEqual(order.slice(measured.length));
  });

  it('is not measured for a payload larger than the budget', () => {
    expect(costsOf(dict({ a: str('x'.repeat(COST_BUDGET)) }))).toBeNull();
  });

  it('is bounded for thousands of keys', () => {
    const payload = dictOf(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, ''])));
    expect(costs(payload).branches.filter(({ bytes }) => bytes !== null).length).toBeLessThan(10);
  });

  it('is null, and does not throw, where the escape of a tag leads deeper than can be written', () => {
    let payload: Value = dict({ ' u': str('no UUID') });
    for (let depth = 1; depth < 999; depth++) payload = list(payload);
    expect(costsOf(dict({ a: payload }))).toBeNull();
    expect(rewrittenLengths(dict({ a: payload }))).toBeNull();
    expect(roomFor(dict({ a: payload }), 4000)).toBeNull();
  });
});

describe('the figures', () => {
  it('add up to the value', () => {
    fc.assert(
      fc.property(TEXTS, (texts) => {
        const value = write(dictOf(texts), KEY, 1_790_000_000);
        const session = sessionOf(dictOf(texts));
        const { content, base64, timestamp, signature } = wirePartsOf(session);
        expect(content + base64 + timestamp + signature).toBe(value.length);
        expect([timestamp, signature]).toEqual([7, 28]);
        if (!session.compressed) expect(content).toBe(session.jsonBytes);
      }),
    );
  });

  it('know what compression saved: against base64 alone', () => {
    const compressed = sessionOf(dict({ a: str('ab'.repeat(100)) }));
    const plain = Buffer.from(compressed.json).toString('base64url').length;
    expect(compressed.compressed).toBe(true);
    expect(savedByCompression(compressed)).toBe(plain - writePayload(compressed.payload).length);
    expect(savedByCompression(sessionOf(dict({ a: str('b') })))).toBe(0);
  });

  it('know what escapes cost, and leave alone what only looks like one', () => {
    const saved = (text: string): number | null => {
      const lengths = rewrittenLengths(dict({ a: str(text) }));
      return lengths?.asUtf8 == null ? null : lengths.byFlask - lengths.asUtf8;
    };
    // Six bytes of JSON become two, and base64 makes four thirds of them.
    expect(saved('é')).toBe(5);
    expect(saved('\\u00e9')).toBe(0);
    expect(saved('\n\0"\\')).toBe(0);
    expect(saved('\x7f')).toBeGreaterThan(0);
    expect(saved('😀')).toBeGreaterThan(saved('é') ?? 0);
    expect(saved('\ud83d')).toBeNull();
  });
});

describe('roomFor', () => {
  it('is none where nothing fits, and one frame where an empty text does', () => {
    const payload = dict({});
    const withEmpty = writePayload(dict({ '~': str('') })).length;
    expect(roomFor(payload, withEmpty - 1)).toBe(0);
    expect(roomFor(payload, withEmpty)).toBe(6);
  });

  it('is in JSON bytes: of an uncompressed payload at least three for each four that are left', () => {
    const payload = dict({ user_id: { type: 'int', digits: '1042' } });
    const length = writePayload(payload).length;
    expect(roomFor(payload, length + 40)).toBe(30);
  });

  it('is more in a session that is compressed, but never without end', () => {
    const payload = dict({ a: str('word '.repeat(400)) });
    const room = roomFor(payload, 4054) ?? 0;
    expect(room).toBeGreaterThan(((4054 - writePayload(payload).length) * 3) / 4);
    expect(roomFor(payload, 1_000_000)).toBe(8192 + 7);
  });

  it('is not measured where writing the payload again and again would exceed the budget of one measurement', () => {
    const ofLength = (length: number) => dict({ a: str('x'.repeat(length - '{"a":""}'.length)) });
    const most = Math.floor(COST_BUDGET / 15);
    expect(roomFor(ofLength(most), 4000)).toBeGreaterThan(0);
    expect(roomFor(ofLength(most + 1), 4000)).toBeNull();
  });

  it('grows with what is allowed', () => {
    const payload = dict({ a: str('word '.repeat(40)) });
    const rooms = [100, 500, 1000, 2000, 4000].map((most) => roomFor(payload, most) ?? 0);
    expect(rooms).toEqual(rooms.toSorted((a, b) => a - b));
    expect(new Set(rooms).size).toBe(5);
  });
});
