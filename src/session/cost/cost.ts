/** What the branches of a session cost on the wire. Writes payloads to measure them; signs nothing. */
import { type Child, childrenOf, valueAt } from '../children.ts';
import type { ValuePath } from '../diff.ts';
import type { Value } from '../value.ts';
import { segmentLength, writableJson } from './length.ts';

/**
 * Bytes that are compressed in one measurement unless the caller says otherwise: about 25 ms. A session of 4 KB with
 * 40 keys is measured completely.
 */
export const COST_BUDGET = 512 * 1024;
/** Setting up zlib takes as long as compressing this many bytes. */
const SETUP = 4096;

export type BranchCost = {
  /** A dict's key, or the index in a list or tuple. */
  readonly key: string | number;
  readonly value: Value;
  /** Bytes by which the cookie would shrink without it; below zero if compression is then less effective; null: not measured. */
  readonly bytes: number | null;
};

export type Costs = {
  /** Bytes of what is broken down: of the payload's segment for the whole payload, else the cost of that branch. */
  readonly whole: number;
  /** Highest cost first; then those that were not measured, longest JSON first. */
  readonly branches: readonly BranchCost[];
};

/**
 * What each key or item of the dict, list or tuple at `path` really costs: the cookie is written as Flask would with
 * and without it, so base64 and compression are in the figure; timestamp and signature are as long either way. The
 * costs do not add up to the whole, because branches share what compression saves.
 *
 * The time taken depends on `budget`, the total bytes to compress: if it is not enough, the branches with the longest
 * JSON are measured. Null when nothing can be measured: the payload is larger than the budget, or nested too deep to be
 * written, or there is nothing at `path`. A payload that was cut (`payload-cut`) has no costs; do not ask for them.
 */
export function costsOf(payload: Value, path: ValuePath = [], budget = COST_BUDGET): Costs | null {
  const parent = valueAt(payload, path);
  const json = parent ? writableJson(payload) : null;
  if (!parent || json === null || json.length > budget) return null;
  const length = segmentLength(json);
  const costOf = (steps: ValuePath): number | null => {
    const rest = writableJson(without(payload, steps));
    return rest === null ? null : length - segmentLength(rest);
  };
  const whole = path.length === 0 ? length : costOf(path);
  if (whole === null) return null;

  const children = childrenOf(parent);
  const most = Math.floor(budget / (json.length + SETUP));
  // Which are long matters only if not all of them can be measured.
  const inOrder = children.length <= most ? children : children.toSorted(byJsonLength());
  const branches = inOrder.map(
    ([key, value], index): BranchCost => ({
      key,
      value,
      bytes: index < most ? costOf([...path, key]) : null,
    }),
  );
  return { whole, branches: branches.sort(dearestFirst) };
}

function dearestFirst(a: BranchCost, b: BranchCost): number {
  if (a.bytes === null || b.bytes === null) return Number(a.bytes === null) - Number(b.bytes === null);
  return b.bytes - a.bytes;
}

function byJsonLength(): (a: Child, b: Child) => number {
  const lengths = new Map<Child, number>();
  const lengthOf = (child: Child): number => {
    const known = lengths.get(child) ?? String(child[0]).length + (writableJson(child[1])?.length ?? 0);
    lengths.set(child, known);
    return known;
  };
  return (a, b) => lengthOf(b) - lengthOf(a);
}

/** The value without what is at the end of the path, which is there and is not empty. */
function without(value: Value, [step, ...rest]: ValuePath): Value {
  const cut = <Item>(items: readonly Item[], at: number, shorten: (item: Item) => Item): Item[] =>
    items.flatMap((item, index) => (index !== at ? [item] : rest.length === 0 ? [] : [shorten(item)]));
  if (value.type === 'dict') {
    const at = value.entries.findIndex(([key]) => key === step);
    return {
      ...value,
      entries: cut(value.entries, at, ([key, item]) => [key, without(item, rest)] as const),
    };
  }
  if (value.type === 'list' || value.type === 'tuple') {
    return { ...value, items: cut(value.items, Number(step), (item) => without(item, rest)) };
  }
  return value;
}
