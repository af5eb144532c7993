/** Where the focus goes in the tree form, once its rows have changed. It must not choose a row. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The chosen row, or a field of it; where none is chosen, the row that the keyboard can reach. */
export type Goal = 'row' | 'key' | 'value';

export const CHOSEN = '[role="row"][aria-selected="true"]';

export function useRowFocus() {
  const grid = useRef<HTMLDivElement>(null);
  const goal = useRef<Goal | null>(null);
  const focus = (to: Goal): HTMLElement | null | undefined => {
    const row =
      grid.current?.querySelector<HTMLElement>(CHOSEN) ??
      grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    const target = row?.querySelector<HTMLElement>(`[data-field="${to}"]`) ?? row;
    target?.focus();
    // The chosen row is one element that moves: where it has kept the focus, Firefox does not scroll to it.
    target?.scrollIntoView({ block: 'nearest' });
    return target;
  };
  // Before the next paint: what is typed next belongs there.
  useLayoutEffect(() => {
    const wanted = goal.current;
    if (wanted === null) return;
    // Before the focus is moved: a row that gets it is chosen, which is the next goal.
    goal.current = null;
    const target = focus(wanted);
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) target.select();
  });
  return { grid, goal, focus };
}
