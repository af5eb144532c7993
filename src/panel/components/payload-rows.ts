/** The payload's tree as the flat list of rows that are on screen. Bounded: a container shows its first children only. */
import { childCount, childrenOf, isContainer, type Value } from '../../session/index.ts';

/** Children of one container shown before the user asks for more. */
export const CHILDREN_AT_ONCE = 200;

/** The way from the payload to a value: a dict's keys and a list's indices, so that a new key moves nothing. */
export type Path = string;

const TOP: Path = '';

/** The path of a child. Keys are escaped: any text can be one. */
export function childPath(parent: Path, label: string): Path {
  return `${parent}/${encodeURIComponent(label.toWellFormed())}`;
}

export function parentPath(path: Path): Path {
  return path.slice(0, path.lastIndexOf('/'));
}

export type Row =
  | {
      readonly kind: 'value';
      readonly path: Path;
      readonly level: number;
      /** A dict's key, or a list's index. */
      readonly label: string;
      readonly value: Value;
      readonly isExpandable: boolean;
      readonly isExpanded: boolean;
    }
  /** Stands for the children not shown. */
  | { readonly kind: 'more'; readonly path: Path; readonly level: number; readonly hidden: number };

/** Which containers are open, and how many children of each are shown if not the usual number. */
export type Expansion = { readonly open: ReadonlySet<Path>; readonly shown: ReadonlyMap<Path, number> };

/** Text longer than this opens to be read in full. */
export const LONG_TEXT = 100;

export function rowsOf(payload: Value, expansion: Expansion): Row[] {
  const rows: Row[] = [];
  if (isContainer(payload)) addChildren(rows, payload, TOP, 1, expansion);
  else addValue(rows, payload, TOP, '', 1, expansion);
  return rows;
}

function addChildren(rows: Row[], parent: Value, path: Path, level: number, expansion: Expansion): void {
  const shown = expansion.shown.get(path) ?? CHILDREN_AT_ONCE;
  for (const [step, value] of childrenOf(parent, shown)) {
    const label = String(step);
    addValue(rows, value, childPath(path, label), label, level, expansion);
  }
  const hidden = childCount(parent) - shown;
  if (hidden > 0) rows.push({ kind: 'more', path, level, hidden });
}

function addValue(
  rows: Row[],
  value: Value,
  path: Path,
  label: string,
  level: number,
  expansion: Expansion,
): void {
  const isExpandable = canOpen(value);
  const isExpanded = isExpandable && expansion.open.has(path);
  rows.push({ kind: 'value', path, level, label, value, isExpandable, isExpanded });
  if (isExpanded) addChildren(rows, value, path, level + 1, expansion);
}

function canOpen(value: Value): boolean {
  switch (value.type) {
    case 'str':
    case 'Markup':
      return value.text.length > LONG_TEXT;
    case 'bytes':
      return value.bytes.length > LONG_TEXT / 2;
    case 'int':
      return value.digits.length > LONG_TEXT;
    default:
      return childCount(value) > 0;
  }
}
