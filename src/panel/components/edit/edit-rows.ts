/** The rows of the tree form: a payload as a flat list of what is on screen. Bounded: a container shows its first children only. */
import {
  type Container,
  childCount,
  childrenOf,
  type Value,
  type ValuePath,
} from '../../../session/index.ts';
import { CHILDREN_AT_ONCE } from '../payload-rows.ts';

/** A path as a text, to name a row by. */
export type RowName = string;

export const rowName = (path: ValuePath): RowName => JSON.stringify(path);

export type EditRow = {
  readonly kind: 'value';
  readonly path: ValuePath;
  readonly name: RowName;
  readonly level: number;
  readonly value: Value;
  /** Whether it has values in it. */
  readonly canOpen: boolean;
  readonly isOpen: boolean;
};

/** Stands for the children not shown. */
export type MoreRow = {
  readonly kind: 'more';
  readonly path: ValuePath;
  readonly level: number;
  readonly hidden: number;
};

export type Shown = {
  readonly open: ReadonlySet<RowName>;
  /** How many children of a container are shown, if not the usual number. */
  readonly shown: ReadonlyMap<RowName, number>;
  /** It is shown wherever it is. */
  readonly chosen: ValuePath | null;
};

export function editRowsOf(payload: Value, shown: Shown): (EditRow | MoreRow)[] {
  const rows: (EditRow | MoreRow)[] = [];
  addChildren(rows, payload, [], shown);
  return rows;
}

function addChildren(
  rows: (EditRow | MoreRow)[],
  parent: Value,
  path: ValuePath,
  { open, shown, chosen }: Shown,
): void {
  const children = childrenOf(parent);
  const most = shown.get(rowName(path)) ?? CHILDREN_AT_ONCE;
  const within =
    chosen && path.every((step, index) => step === chosen[index]) ? chosen[path.length] : undefined;
  for (const [step, value] of children.slice(0, most)) add(step, value);
  const late = within === undefined ? undefined : children.slice(most).find(([step]) => step === within);
  const hidden = children.length - most - (late ? 1 : 0);
  if (hidden > 0) rows.push({ kind: 'more', path, level: path.length + 1, hidden });
  if (late) add(...late);

  function add(step: string | number, value: Value): void {
    const childPath = [...path, step];
    const name = rowName(childPath);
    const canOpen = childCount(value) > 0;
    const isOpen = canOpen && open.has(name);
    rows.push({ kind: 'value', path: childPath, name, level: childPath.length, value, canOpen, isOpen });
    if (isOpen) addChildren(rows, value, childPath, { open, shown, chosen });
  }
}

/** The path of one more value in a container: a key that is not there yet, or the next index. */
export function nextPath(container: Container, path: ValuePath): ValuePath {
  if (container.type !== 'dict') return [...path, container.items.length];
  const keys = new Set(container.entries.map(([key]) => key));
  for (let number = 1; ; number++) {
    const key = number === 1 ? 'new' : `new${number}`;
    if (!keys.has(key)) return [...path, key];
  }
}
