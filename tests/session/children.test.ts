/** What is inside a value, and what no step leads to. */
import { describe, expect, it } from 'vitest';
import { childCount, childrenOf, isContainer, type Value, valueAt } from '../../src/session/index.ts';

const int = (digits: string): Value => ({ type: 'int', digits });
const LIST: Value = { type: 'list', items: [int('1'), int('2'), int('3')] };
const TUPLE: Value = { type: 'tuple', items: [int('4')] };
const DICT: Value = {
  type: 'dict',
  entries: [
    ['0', LIST],
    ['b', TUPLE],
  ],
};

describe('a container', () => {
  it('has its values by their steps, in their order', () => {
    expect(childrenOf(DICT)).toEqual([
      ['0', LIST],
      ['b', TUPLE],
    ]);
    expect(childrenOf(TUPLE)).toEqual([[0, int('4')]]);
    for (const container of [DICT, LIST, TUPLE]) {
      expect(isContainer(container)).toBe(true);
      expect(childCount(container)).toBe(childrenOf(container).length);
      for (const [step, value] of childrenOf(container)) expect(valueAt(container, [step])).toBe(value);
    }
  });

  it('tells the first of them, and no more than are asked for', () => {
    expect(childrenOf(LIST, 2)).toEqual([
      [0, int('1')],
      [1, int('2')],
    ]);
    expect(childrenOf(DICT, 1)).toEqual([['0', LIST]]);
    expect(childrenOf(DICT, 0)).toEqual([]);
  });

  it('may hold none', () => {
    const empty: Value = { type: 'list', items: [] };
    expect([isContainer(empty), childCount(empty), childrenOf(empty)]).toEqual([true, 0, []]);
  });
});

it('nothing is inside any other value', () => {
  for (const value of [int('12'), { type: 'str', text: 'abc' }, { type: 'None' }] as const) {
    expect([isContainer(value), childCount(value), childrenOf(value)]).toEqual([false, 0, []]);
    expect(valueAt(value, [0])).toBeNull();
  }
});

it('a path leads nowhere where a step is not there, or of the other kind', () => {
  expect(valueAt(DICT, ['0', 2])).toEqual(int('3'));
  expect(valueAt(DICT, [])).toBe(DICT);
  for (const path of [['c'], [0], ['0', '0'], ['0', 3], ['0', -1], ['0', 'length'], ['c', 'd']]) {
    expect(valueAt(DICT, path), JSON.stringify(path)).toBeNull();
  }
});
