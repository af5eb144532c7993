/** What changed between two payloads: each kind of change, types told apart, and on random payloads that it is the truth. */
import { describe, expect, it } from 'vitest';
import { type Change, diff, MOST_CHANGES, type Value } from '../../src/session/index.ts';
import { expectLinear } from '../support/growth.ts';

const str = (text: string): Value => ({ type: 'str', text });
const int = (n: number): Value => ({ type: 'int', digits: String(n) });
const float = (value: number): Value => ({ type: 'float', value });
const list = (...items: Value[]): Value => ({ type: 'list', items });
const tuple = (...items: Value[]): Value => ({ type: 'tuple', items });
const dict = (entries: Record<string, Value>): Value => ({ type: 'dict', entries: Object.entries(entries) });

const told = (before: Value, after: Value) =>
  diff(before, after).changes.map(({ kind, path }) => `${kind} ${path.join('.')}`.trim());

describe('a difference', () => {
  it.each([
    ['nothing', dict({ a: int(1) }), dict({ a: int(1) }), []],
    ['the order of keys', dict({ a: int(1), b: int(2) }), dict({ b: int(2), a: int(1) }), []],
    ['a key more', dict({}), dict({ a: int(1) }), ['added a']],
    ['a key less', dict({ a: int(1) }), dict({}), ['removed a']],
    ['another value', dict({ a: int(1) }), dict({ a: int(2) }), ['changed a']],
    [
      'deep inside',
      dict({ a: dict({ b: list(int(1), int(2)) }) }),
      dict({ a: dict({ b: list(int(1), int(3)) }) }),
      ['changed a.b.1'],
    ],
    ['an item more', dict({ a: list(int(1)) }), dict({ a: list(int(1), int(2)) }), ['added a.1']],
    ['an item less', dict({ a: list(int(1), int(2)) }), dict({ a: list(int(1)) }), ['removed a.1']],
    ['a list made a tuple', dict({ a: list() }), dict({ a: tuple() }), ['changed a']],
    ['an int made a float', dict({ a: int(1) }), dict({ a: float(1) }), ['changed a']],
    ['a str made Markup', dict({ a: str('x') }), dict({ a: { type: 'Markup', text: 'x' } }), ['changed a']],
    ['zero made negative', dict({ a: float(0) }), dict({ a: float(-0) }), ['changed a']],
    ['NaN', dict({ a: float(Number.NaN) }), dict({ a: float(Number.NaN) }), []],
    [
      '__proto__',
      { type: 'dict', entries: [] },
      { type: 'dict', entries: [['__proto__', int(1)]] },
      ['added __proto__'],
    ],
    ['no dict at all', dict({}), str('x'), ['changed']],
  ] as [string, Value, Value, string[]][])('%s', (_, before, after, changes) =>
    expect(told(before, after)).toEqual(changes),
  );

  it('of bytes, UUIDs, dates, bools and None is by value', () => {
    const values: Value[] = [
      { type: 'None' },
      { type: 'bool', value: true },
      { type: 'bool', value: false },
      { type: 'bytes', bytes: Uint8Array.of(1, 2) },
      { type: 'bytes', bytes: Uint8Array.of(1, 3) },
      { type: 'UUID', hex: '0'.repeat(32) },
      { type: 'datetime', seconds: 1 },
      { type: 'datetime', seconds: 2 },
    ];
    for (const a of values) {
      for (const b of values) expect(diff(a, structuredClone(b)).changes.length).toBe(a === b ? 0 : 1);
    }
  });

  it('is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_CHANGES + 5 }, (_, n) => [`key${n}`, int(n)]));
    expect(diff(dict({}), dict(many))).toMatchObject({ isCut: true });
    expect(diff(dict({}), dict(many)).changes).toHaveLength(MOST_CHANGES);
    expect(diff(list(...Object.values(many)), list()).isCut).toBe(true);
  });

  it('has the values themselves', () => {
    const [change] = diff(dict({ a: int(1) }), dict({ a: int(2) })).changes;
    expect(change).toEqual({ kind: 'changed', path: ['a'], before: int(1), after: int(2) } satisfies Change);
  });
});

it('takes time in the size of both, however deep they are nested', () => {
  expectLinear((length) => {
    const leaves = (): Value => ({ type: 'list', items: Array.from({ length }, () => int(1)) });
    // So that a path for each of the leaves would make it quadratic.
    const nested = (value: Value): Value => {
      let outer = value;
      for (let depth = 0; depth < length / 256; depth++) outer = list(outer);
      return outer;
    };
    const [before, after] = [nested(leaves()), nested(leaves())];
    return () => diff(before, after);
  }, 2 ** 18);
});
