/** Which rows of a tree are open, and how many children of each are shown. */
import { useSignal } from '@preact/signals';
import { CHILDREN_AT_ONCE, type RowName } from './value-rows.ts';

export function useExpansion(initial: ReadonlySet<RowName> = new Set()) {
  const open = useSignal(initial);
  const shown = useSignal<ReadonlyMap<RowName, number>>(new Map());
  return {
    open: open.value,
    shown: shown.value,
    setOpen(name: RowName, isOpen: boolean): void {
      const names = new Set(open.value);
      if (isOpen) names.add(name);
      else names.delete(name);
      open.value = names;
    },
    showMore(name: RowName): void {
      const before = shown.value.get(name) ?? CHILDREN_AT_ONCE;
      shown.value = new Map(shown.value).set(name, before + CHILDREN_AT_ONCE);
    },
  };
}
