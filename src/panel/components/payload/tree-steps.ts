/** What the arrow keys do in a tree, by the ARIA pattern. It must not move anything. */
import { rowName, type ValueRow } from './value-rows.ts';

/** The row to go to, or whether the one at hand opens or closes. */
export type Step = { readonly to: ValueRow } | { readonly isOpen: boolean };

/** Null: the key does nothing at this row. */
export function stepFor(key: string, rows: readonly ValueRow[], row: ValueRow): Step | null {
  const index = rows.indexOf(row);
  const go = (to: ValueRow | undefined): Step => ({ to: to ?? row });
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1]);
    case 'ArrowUp':
      return go(rows[index - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.isOpen) return go(rows[index + 1]);
      return row.canOpen ? { isOpen: true } : null;
    case 'ArrowLeft':
      if (row.isOpen) return { isOpen: false };
      return go(rows.find(({ name }) => name === rowName(row.path.slice(0, -1))));
    default:
      return null;
  }
}
