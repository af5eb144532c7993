/** The list of what happened, newest last. There may be thousands of entries: only the visible rows are drawn. */
import { useRef } from 'preact/hooks';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';
import { ActivityRow, rowId } from './ActivityRow.tsx';
import { seenHeight, useScrolling } from './use-scrolling.ts';
import { indexOfId, ROW_HEIGHT } from './window.ts';

type Props = { readonly activity: ActivityConcern };

const COLUMNS = ['Time', 'Cookie', 'Outcome', 'Changes', 'Size', 'Key', 'Request'] as const;
const COLUMN_TITLES: Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> = {
  Changes: 'What the session’s new value added (+), removed (−) and changed (~)',
  Size: 'Bytes of name + value more or fewer than before',
  Key: 'Whether your secret key signed it',
};

/** The id of the element that holds the keyboard's focus for all rows. */
const GRID = 'activity-list';

/** Returns the focus to the rows: the arrow keys continue from the row that was selected last. */
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
    if (event.key === 'Escape' && selectedId !== null) {
      // DevTools have a use of their own for Escape.
      event.preventDefault();
      event.stopPropagation();
      activity.select(null);
    }
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
