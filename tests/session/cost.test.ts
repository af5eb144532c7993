/** What each key costs is what Flask's cookie shrinks by without it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOf, type Value, write } from '../../src/session/index.ts';

const KEY = new Uint8Array([1]);
const str = (text: string): Value => ({ type: 'str', text });
const dict = (entries: Record<string, Value>): Value & { type: 'dict' } => ({
  type: 'dict',
  entries: Object.entries(entries),
});
const lengthOf = (payload: Value): number => write(payload, KEY, 0).length;

describe('costsOf', () => {
  it('is the difference of the cookies with and without the key, the dearest first', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ maxLength: 200 }), { maxKeys: 8 }), (texts) => {
        const payload = dict(
          Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, str(text)])),
        );
        const costs = costsOf({ payload, jsonBytes: 1 }) ?? [];
        expect(costs).toHaveLength(payload.entries.length);
        for (const { key, bytes } of costs) {
          const without = { ...payload, entries: payload.entries.filter(([other]) => other !== key) };
          expect(bytes).toBe(lengthOf(payload) - lengthOf(without));
        }
        expect(costs.map(({ bytes }) => bytes)).toEqual(
          costs.map(({ bytes }) => bytes).sort((a, b) => b - a),
        );
      }),
    );
  });

  it('is nothing for what is no dict', () => {
    expect(costsOf({ payload: str('x'), jsonBytes: 3 })).toEqual([]);
  });

  it('is not measured for a payload that would take too long', () => {
    const payload = dict({ a: str('1'), b: str('2') });
    expect(costsOf({ payload, jsonBytes: 1024 * 1024 + 1 })).toBeNull();
  });
});
