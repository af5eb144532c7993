/** Where the list of happenings is scrolled to, and which of its rows are drawn for that. It must not know what a row shows. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Happening } from '../../store/activity/ledger.ts';
import { indexOfId, ROW_HEIGHT, type RowWindow, rowWindow, scrolledTo } from './window.ts';

/** Pixels that are assumed to be seen before anything is laid out. */
const FIRST_HEIGHT = 600;

/** Keeps to the end while it is scrolled to the end; otherwise to the entry that is at the top, and to a newly selected one. */
export function useScrolling(rows: readonly Happening[], selectedIndex: number) {
  const scroller = useRef<HTMLElement>(null);
  const [, redraw] = useState<RowWindow | null>(null);
  /** The entry at the top, and the pixels of it that are scrolled away; null: the end is in sight. */
  const anchor = useRef<{ readonly id: number; readonly offset: number } | null>(null);
  /** Pixels of rows that were seen last. */
  const height = useRef(FIRST_HEIGHT);

  const topOf = (): number => {
    const { current: held } = anchor;
    return held
      ? indexOfId(rows, held.id) * ROW_HEIGHT + held.offset
      : Math.max(0, rows.length * ROW_HEIGHT - height.current);
  };
  const drawn = useRef({ rows, window: rowWindow(topOf(), FIRST_HEIGHT, rows.length) });
  // Other rows are drawn at once where the list will be scrolled to, and not first where it was.
  if (drawn.current.rows !== rows)
    drawn.current = { rows, window: rowWindow(topOf(), height.current, rows.length) };

  const look = (): void => {
    const { current: element } = scroller;
    if (!element) return;
    const { scrollTop: top } = element;
    height.current = seenHeight(element);
    const isAtEnd = top + height.current >= rows.length * ROW_HEIGHT - ROW_HEIGHT / 2;
    const topRow = rows[Math.floor(top / ROW_HEIGHT)];
    anchor.current = isAtEnd || !topRow ? null : { id: topRow.recorded.id, offset: top % ROW_HEIGHT };
    const next = rowWindow(top, height.current, rows.length);
    const { window: before } = drawn.current;
    if (before.from === next.from && before.to === next.to) return;
    drawn.current = { rows, window: next };
    redraw(next);
  };

  useLayoutEffect(() => {
    const { current: element } = scroller;
    if (!element) return;
    height.current = seenHeight(element);
    const top = topOf();
    if (top !== element.scrollTop) element.scrollTop = top;
    look();
  }, [rows]);

  const lookAtSelected = (): void => {
    const { current: element } = scroller;
    if (!element || selectedIndex < 0) return;
    const top = scrolledTo(selectedIndex, element.scrollTop, seenHeight(element));
    if (top !== element.scrollTop) element.scrollTop = top;
    look();
  };
  useLayoutEffect(lookAtSelected, [selectedIndex]);

  const onResize = (): void => {
    const { current: element } = scroller;
    if (element && !anchor.current) element.scrollTop = element.scrollHeight;
    look();
    lookAtSelected();
  };
  const latest = useRef(onResize);
  latest.current = onResize;

  useLayoutEffect(() => {
    const { current: element } = scroller;
    if (!element) return;
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return {
    scroller,
    drawn: drawn.current.window,
    look,
  };
}

/** Pixels of rows that are seen: the head covers as much as a row. */
export function seenHeight(element: HTMLElement | null): number {
  return (element?.clientHeight || FIRST_HEIGHT) - ROW_HEIGHT;
}
