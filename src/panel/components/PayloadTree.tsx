/** A payload as a tree, by the ARIA pattern: arrow keys walk, open and close; Python's notation and types. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Value } from '../../session/index.ts';
import { counted } from '../format/numbers.ts';
import { PayloadRow } from './PayloadRow.tsx';
import { CHILDREN_AT_ONCE, childPath, type Path, parentPath, type Row, rowsOf } from './payload-rows.ts';

/** Opened by themselves: they are what a developer looks for, and small. */
const OPEN_FROM_THE_START: ReadonlySet<Path> = new Set([childPath('', '_flashes')]);

type Props = {
  readonly payload: Value;
  /** What can be done with a top-level value, by its key. */
  readonly action?: (key: string, isFocusable: boolean) => ComponentChildren;
};

export function PayloadTree({ payload, action }: Props) {
  const open = useSignal<ReadonlySet<Path>>(OPEN_FROM_THE_START);
  const shown = useSignal<ReadonlyMap<Path, number>>(new Map());
  const current = useSignal<Path | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  // The focus goes with the row that the keys have gone to.
  useEffect(() => {
    if (tree.current?.contains(document.activeElement)) {
      tree.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }, [current.value]);
  const rows = rowsOf(payload, { open: open.value, shown: shown.value });
  const [first] = rows;
  if (!first) return <p class="quiet">An empty {payload.type}: the session holds nothing.</p>;
  const isShown = rows.some((row) => row.kind === 'value' && row.path === current.value);
  const focusable = (isShown ? current.value : null) ?? first.path;

  const toggle = (path: Path): void => {
    const next = new Set(open.value);
    if (!next.delete(path)) next.add(path);
    open.value = next;
  };
  const showMore = (path: Path): void => {
    const before = shown.value.get(path) ?? CHILDREN_AT_ONCE;
    shown.value = new Map(shown.value).set(path, before + CHILDREN_AT_ONCE);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = stepFor(event.key, rows, focusable);
    if (!move) return;
    event.preventDefault();
    if (move.toggle) toggle(focusable);
    current.value = move.path;
  };

  return (
    <div ref={tree} role="tree" aria-label="Payload" class="tree" onKeyDown={onKeyDown}>
      {rows.map((row) =>
        row.kind === 'more' ? (
          <MoreRow key={`${row.path} more`} row={row} onShow={() => showMore(row.path)} />
        ) : (
          <PayloadRow
            key={row.path}
            row={row}
            isFocusable={row.path === focusable}
            action={row.level === 1 && action?.(row.label, row.path === focusable)}
            onToggle={() => {
              current.value = row.path;
              if (row.isExpandable) toggle(row.path);
            }}
          />
        ),
      )}
    </div>
  );
}

function MoreRow({
  row,
  onShow,
}: {
  readonly row: Extract<Row, { kind: 'more' }>;
  readonly onShow: () => void;
}) {
  return (
    <div class="tree-more" style={{ '--level': row.level }}>
      <button type="button" class="link" onClick={onShow}>
        Show {Math.min(row.hidden, CHILDREN_AT_ONCE)} more of {counted(row.hidden, 'hidden value')}
      </button>
    </div>
  );
}

type Move = { readonly path: Path; readonly toggle: boolean };

/** What a key does from the row at `path`: where to go, and whether to open or close on the way. */
function stepFor(key: string, rows: readonly Row[], path: Path): Move | null {
  const values = rows.filter((row) => row.kind === 'value');
  const index = values.findIndex((row) => row.path === path);
  const row = values[index];
  if (!row) return null;
  const go = (to: { readonly path: Path } | undefined): Move => ({ path: to?.path ?? path, toggle: false });
  switch (key) {
    case 'ArrowDown':
      return go(values[index + 1]);
    case 'ArrowUp':
      return go(values[index - 1]);
    case 'Home':
      return go(values[0]);
    case 'End':
      return go(values.at(-1));
    case 'ArrowRight':
      if (!row.isExpandable) return null;
      return row.isExpanded ? go(values[index + 1]) : { path, toggle: true };
    case 'ArrowLeft':
      if (row.isExpanded) return { path, toggle: true };
      return go(values.find((candidate) => candidate.path === parentPath(path)));
    case 'Enter':
    case ' ':
      return row.isExpandable ? { path, toggle: true } : null;
    default:
      return null;
  }
}
