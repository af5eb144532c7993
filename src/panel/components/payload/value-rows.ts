/** A payload as the flat list of a tree's rows that are on screen. Bounded: a container shows its first children only. */
import { childCount, childrenOf, isContainer, type Value, type ValuePath } from '../../../session/index.ts';

/** Children of one container shown before the user asks for more. */
export const CHILDREN_AT_ONCE = 200;

/** Text longer than this is not shown whole in a row that is not open. */
export const LONG_TEXT = 100;

/** A path as a text, to name a row by: a new key moves nothing. */
export type RowName = string;

export const rowName = (path: ValuePath): RowName => JSON.stringify(path);

export type ValueRow = {
  readonly kind: 'value';
  readonly path: ValuePath;
  readonly name: RowName;
  readonly level: number;
  readonly value: Value;
  readonly canOpen: boolean;
  readonly isOpen: boolean;
};

/** Stands for the children not shown; `name` is their container's. */
export type MoreRow = {
  readonly kind: 'more';
  readonly name: RowName;
  readonly level: number;
  readonly hidden: number;
};

export type Row = ValueRow | MoreRow;

export type Shown = {
  readonly open: ReadonlySet<RowName>;
  /** How many children of a container are shown, if not the usual number. */
  readonly shown: ReadonlyMap<RowName, number>;
  /** Always shown, wherever it is. */
  readonly chosen?: ValuePath | null;
  /** Whether a value without others in it opens as well. */
  readonly opensAlone?: (value: Value) => boolean;
};

/** The rows of what is in the payload; of one that is no container, its own. */
export function rowsOf(payload: Value, shown: Shown): Row[] {
  const rows: Row[] = [];
  if (isContainer(payload)) addChildren(rows, payload, [], shown);
  else addValue(rows, payload, [], shown);
  return rows;
}

function addChildren(rows: Row[], parent: Value, path: ValuePath, shown: Shown): void {
  const name = rowName(path);
  const { chosen = null } = shown;
  const most = shown.shown.get(name) ?? CHILDREN_AT_ONCE;
  for (const [step, value] of childrenOf(parent, most)) addValue(rows, value, [...path, step], shown);
  const isOnTheWay = chosen !== null && path.every((step, index) => step === chosen[index]);
  const rest = isOnTheWay ? childrenOf(parent).slice(most) : [];
  const late = rest.find(([step]) => step === chosen?.[path.length]);
  const hidden = childCount(parent) - most - (late ? 1 : 0);
  if (hidden > 0) rows.push({ kind: 'more', name, level: path.length + 1, hidden });
  if (late) addValue(rows, late[1], [...path, late[0]], shown);
}

function addValue(rows: Row[], value: Value, path: ValuePath, shown: Shown): void {
  const name = rowName(path);
  const canOpen = childCount(value) > 0 || shown.opensAlone?.(value) === true;
  const isOpen = canOpen && shown.open.has(name);
  rows.push({ kind: 'value', path, name, level: Math.max(1, path.length), value, canOpen, isOpen });
  if (isOpen) addChildren(rows, value, path, shown);
}
