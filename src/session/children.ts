/** What is inside a value: which values hold others, and the steps that lead to those. It must not change any. */
import type { ValuePath } from './diff.ts';
import type { DictValue, ListValue, TupleValue, Value } from './value.ts';

/** A value that holds others, be it empty. */
export type Container = DictValue | ListValue | TupleValue;

/** A dict's key, or the index in a list or tuple, with what is there. */
export type Child = readonly [step: string | number, value: Value];

export function isContainer(value: Value): value is Container {
  return value.type === 'dict' || value.type === 'list' || value.type === 'tuple';
}

/** How many values there are inside; 0 for what is no container. */
export function childCount(value: Value): number {
  if (!isContainer(value)) return 0;
  return value.type === 'dict' ? value.entries.length : value.items.length;
}

/** The first `most` values inside, in their order; none for what is no container. */
export function childrenOf(value: Value, most = Infinity): readonly Child[] {
  if (!isContainer(value)) return [];
  if (value.type === 'dict') return value.entries.slice(0, most);
  return value.items.slice(0, most).map((item, index) => [index, item] as const);
}

/** The value that one step leads to; undefined if there is none. */
export function childOf(value: Value, step: string | number): Value | undefined {
  if (!isContainer(value)) return undefined;
  if (value.type === 'dict') return value.entries.find(([key]) => key === step)?.[1];
  return typeof step === 'number' ? value.items[step] : undefined;
}

/** The value at a path; null if there is none. */
export function valueAt(payload: Value, path: ValuePath): Value | null {
  let value: Value | undefined = payload;
  for (const step of path) value = value && childOf(value, step);
  return value ?? null;
}
