/** What changed from one payload to the next, as Python would see it. It must not look at anything but the two values. */
import type { Value } from './value.ts';

/** The path to a value: a dict's keys, and a list's or tuple's indices. Empty: the payload itself. */
export type ValuePath = readonly (string | number)[];

/** One difference. A value added or removed as a whole is one change, whatever is inside it. */
export type Change =
  | { readonly kind: 'added'; readonly path: ValuePath; readonly after: Value }
  | { readonly kind: 'removed'; readonly path: ValuePath; readonly before: Value }
  /** Another value, another type, or both: `1` and `1.0` differ, and so do `[]` and `()`. */
  | { readonly kind: 'changed'; readonly path: ValuePath; readonly before: Value; readonly after: Value };

export type Difference = {
  readonly changes: readonly Change[];
  /** There are more changes than these. */
  readonly isCut: boolean;
};

/** The most changes listed; if payloads differ in more, the first of them. */
export const MOST_CHANGES = 200;

/**
 * The changes from one payload to the next, in the order of the earlier one, added ones last. Dicts are compared key by
 * key, whatever the order; lists and tuples index by index. Never throws; takes time in the size of both, and visits
 * no deeper than they are nested.
 */
export function diff(before: Value, after: Value): Difference {
  const comparison = new Comparison();
  comparison.compare(before, after);
  const { changes } = comparison;
  return { changes: changes.slice(0, MOST_CHANGES), isCut: changes.length > MOST_CHANGES };
}

class Comparison {
  /** One more than `MOST_CHANGES` at the most. */
  readonly changes: Change[] = [];
  /** The way to what is being compared; only a change keeps a copy of it, for most of what is deep has none. */
  readonly #path: (string | number)[] = [];

  compare(before: Value, after: Value): void {
    if (before.type === 'dict' && after.type === 'dict') {
      const now = new Map(after.entries);
      const then = new Map(before.entries);
      for (const [key, value] of then) this.#compareAt(key, value, now.get(key));
      for (const [key, value] of now) if (!then.has(key)) this.#compareAt(key, undefined, value);
    } else if (isSequence(before) && isSequence(after) && before.type === after.type) {
      const length = Math.max(before.items.length, after.items.length);
      for (let index = 0; index < length && !this.#isFull; index++) {
        this.#compareAt(index, before.items[index], after.items[index]);
      }
    } else if (!isSame(before, after)) {
      this.changes.push({ kind: 'changed', path: [...this.#path], before, after });
    }
  }

  get #isFull(): boolean {
    return this.changes.length > MOST_CHANGES;
  }

  #compareAt(step: string | number, before: Value | undefined, after: Value | undefined): void {
    if (this.#isFull) return;
    this.#path.push(step);
    if (before && after) this.compare(before, after);
    else if (before) this.changes.push({ kind: 'removed', path: [...this.#path], before });
    else if (after) this.changes.push({ kind: 'added', path: [...this.#path], after });
    this.#path.pop();
  }
}

type Sequence = Extract<Value, { type: 'list' | 'tuple' }>;

function isSequence(value: Value): value is Sequence {
  return value.type === 'list' || value.type === 'tuple';
}

/** Whether two values that are not both containers of one kind are the same; a NaN is the same as a NaN here. */
function isSame(a: Value, b: Value): boolean {
  switch (a.type) {
    case 'None':
      return b.type === 'None';
    case 'bool':
      return b.type === 'bool' && a.value === b.value;
    case 'int':
      return b.type === 'int' && a.digits === b.digits;
    case 'float':
      return b.type === 'float' && Object.is(a.value, b.value);
    case 'str':
    case 'Markup':
      return b.type === a.type && a.text === b.text;
    case 'bytes':
      return b.type === 'bytes' && isSameBytes(a.bytes, b.bytes);
    case 'UUID':
      return b.type === 'UUID' && a.hex === b.hex;
    case 'datetime':
      return b.type === 'datetime' && a.seconds === b.seconds;
    case 'list':
    case 'tuple':
    case 'dict':
      return false;
  }
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
