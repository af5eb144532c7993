/** The list of what happened, newest last. Thousands of entries: only the rows in sight are drawn. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';
import { ActivityRow, rowId } from './ActivityRow.tsx';
import { indexOfId, ROW_HEIGHT, type RowWindow, rowWindow, scrolledTo } from './window.ts';

type Props = { readonly activity: ActivityConcern };

/** Pixels that are assumed to be seen before anything is laid out. */
const FIRST_HEIGHT = 600;

const COLUMNS = ['Time', 'Cookie', 'Outcome', 'Changes', 'Size', 'Key', 'Request'] as const;
const COLUMN_TITLES: Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> = {
  Changes: 'What the session’s new value added (+), removed (−) and changed (~)',
  Size: 'Bytes of name + value more or fewer than before',
  Key: 'Whether your secret key signed it',
};

/** The id of the element that holds the keyboard's focus for all rows. */
const GRID = 'activity-list';

/** Gives the focus back to the rows: the arrow keys go on from the one that was selected last. */
export function focusRows(): void {
  document.getElementById(GRID)?.focus();
}

export function ActivityList({ activity }: Props) {
  const rows = activity.visible.value;
  const selectedId = activity.selected.value?.recorded.id ?? null;
  const selectedIndex = placeOf(rows, selectedId);
  const { scroller, drawn, look } = useScrolling(rows, selectedIndex);
  /** The row that was selected last: it is where the keyboard is, also when its entry is closed again. */
  const lastSelected = useRef<number | null>(null);
  if (selectedId !== null) lastSelected.current = selectedId;
  const activeId = lastSelected.current;
  const activeIndex = placeOf(rows, activeId);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') activity.select(null);
    const page = Math.max(1, Math.floor(seenHeight(scroller.current) / ROW_HEIGHT) - 1);
    const index = indexFor(event.key, activeIndex, rows.length, page);
    const next = index === null ? undefined : rows[index];
    if (!next) return;
    event.preventDefault();
    activity.select(next.recorded.id);
  };

  const isDrawn = activeIndex >= drawn.from && activeIndex < drawn.to;
  return (
    <section class="happenings" aria-label="What happened" ref={scroller} onScroll={look}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid
        role="grid"
        id={GRID}
        aria-label="Activity"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isDrawn && activeId !== null ? rowId(activeId) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1} class="happening">
            <th scope="col" class="sign-column" aria-label="Sign" />
            {COLUMNS.map((name) => (
              <th key={name} scope="col" class={`${name.toLowerCase()}-column`} title={COLUMN_TITLES[name]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          style={{ height: `${rows.length * ROW_HEIGHT}px`, paddingTop: `${drawn.from * ROW_HEIGHT}px` }}
        >
          {rows.slice(drawn.from, drawn.to).map((happening, offset) => (
            <ActivityRow
              // A row's elements stay where they are and only say something else: the browser has least to do so.
              key={offset}
              activity={activity}
              happening={happening}
              index={drawn.from + offset}
              isSelected={happening.recorded.id === selectedId}
              isActive={happening.recorded.id === activeId}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Keeps to the end while it is scrolled to the end; otherwise to the entry that is at the top, and to a newly selected one. */
function useScrolling(rows: readonly Happening[], selectedIndex: number) {
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
function seenHeight(element: HTMLElement | null): number {
  return (element?.clientHeight || FIRST_HEIGHT) - ROW_HEIGHT;
}

/** The index of the row with that id; -1 where there is none. */
function placeOf(rows: readonly Happening[], id: number | null): number {
  const index = id === null ? -1 : indexOfId(rows, id);
  return rows[index]?.recorded.id === id ? index : -1;
}

/** The row that a key leads to; null for any other key. From nowhere, up leads to the last and down to the first. */
function indexFor(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1;
  const from = active < 0 ? (key === 'ArrowUp' || key === 'PageUp' ? count : -1) : active;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(last, from + page);
    case 'PageUp':
      return Math.max(0, from - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Enter':
    case ' ':
      return active < 0 ? null : active;
    default:
      return null;
  }
}
