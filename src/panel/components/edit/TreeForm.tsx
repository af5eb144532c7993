/** The payload as a tree whose chosen row has fields, by the ARIA tree grid pattern. Only one row has fields, however many rows there are. */
import {
  type Container,
  emptyValue,
  insertValue,
  isContainer,
  removeValue,
  type ValuePath,
  valueAt,
} from '../../../session/index.ts';
import { applyEdit, chooseRow, type Draft } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';
import { MoreRow } from '../payload/MoreRow.tsx';
import { stepFor } from '../payload/tree-steps.ts';
import { useExpansion } from '../payload/use-expansion.ts';
import { rowName, rowsOf } from '../payload/value-rows.ts';
import { PlainRow } from './PlainRow.tsx';
import { RowFields } from './RowFields.tsx';
import { TreeFault } from './TreeFault.tsx';
import { CHOSEN, type Goal, useRowFocus } from './use-row-focus.ts';

type Props = { readonly store: Store; readonly draft: Draft };

export function TreeForm({ store, draft }: Props) {
  const { id } = draft.entry;
  const { payload, row: chosen } = draft;
  const { open, shown, setOpen, showMore } = useExpansion();
  const { grid, goal, focus } = useRowFocus();
  if (draft.fault) {
    return <TreeFault store={store} draft={draft} onDrop={() => (goal.current = 'row')} />;
  }
  const rows = isContainer(payload) ? rowsOf(payload, { open, shown, chosen }) : [];
  const values = rows.filter((row) => row.kind === 'value');
  const current = values.find(({ path }) => chosen !== null && rowName(path) === rowName(chosen)) ?? null;

  const choose = (path: ValuePath | null, next: Goal = 'row'): void => {
    if (chooseRow(store, id, path)) goal.current = next;
    else focusFault();
  };
  // Nothing is redrawn then, and the pressed control keeps the focus.
  const focusFault = (): void => void focus(draft.field?.what ?? 'row');
  // The row may have another key again.
  const leave = (): void => choose(store.editing.drafts.peek().get(id)?.row ?? null);
  const add = (path: ValuePath): void => {
    const container = valueAt(payload, path);
    if (!container || !isContainer(container)) return;
    if (draft.field?.problem) {
      focusFault();
      return;
    }
    const to = nextPath(container, path);
    setOpen(rowName(path), true);
    goal.current = container.type === 'dict' ? 'key' : 'value';
    applyEdit(store, id, insertValue(payload, to, emptyValue('str')), { row: to, field: null });
  };
  const remove = (path: ValuePath): void => {
    const index = values.findIndex((row) => rowName(row.path) === rowName(path));
    const rest = values.filter(({ path: other }) => !path.every((step, at) => step === other[at]));
    const next = rest[Math.min(index, rest.length - 1)]?.path ?? null;
    const isItem = typeof path.at(-1) === 'number';
    goal.current = 'row';
    applyEdit(store, id, removeValue(payload, path), {
      row: isItem && next ? path.slice(0, -1) : next,
      field: null,
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Inside a field, the field handles the keys; and they act on the chosen row only.
    if (!(event.target instanceof HTMLElement) || !event.target.matches(CHOSEN) || !current) return;
    const step = stepFor(event.key, values, current);
    if (step && 'to' in step) choose(step.to.path);
    else if (step) setOpen(current.name, step.isOpen);
    else if (event.key === 'Enter') choose(current.path, 'value');
    else if (event.key === 'Delete') remove(current.path);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={grid}
        role="treegrid"
        aria-label="Payload, editable"
        class="tree edit-tree"
        onKeyDown={onKeyDown}
      >
        {rows.map((row, index) => {
          if (row.kind === 'more') {
            return <MoreRow key={`${row.name} more`} row={row} onShow={() => showMore(row.name)} />;
          }
          return row === current ? (
            <RowFields
              key="chosen"
              store={store}
              draft={draft}
              row={row}
              onToggle={() => setOpen(row.name, !row.isOpen)}
              onAdd={isContainer(row.value) ? () => add(row.path) : null}
              onRemove={() => remove(row.path)}
              onLeave={leave}
              onHeld={focusFault}
            />
          ) : (
            <PlainRow
              key={row.name}
              row={row}
              isFocusable={current === null && index === 0}
              onChoose={(field) => choose(row.path, field)}
              onFocus={() => choose(row.path)}
              onToggle={() => setOpen(row.name, !row.isOpen)}
            />
          );
        })}
      </div>
      {isContainer(payload) && (
        <p>
          <button type="button" class="link" onClick={() => add([])}>
            {payload.type === 'dict' ? '+ Add a key' : '+ Add an item'}
          </button>
        </p>
      )}
    </>
  );
}

/** The path of one more value in a container: a key that is not there yet, or the next index. */
function nextPath(container: Container, path: ValuePath): ValuePath {
  if (container.type !== 'dict') return [...path, container.items.length];
  const keys = new Set(container.entries.map(([key]) => key));
  for (let number = 1; ; number++) {
    const key = number === 1 ? 'new' : `new${number}`;
    if (!keys.has(key)) return [...path, key];
  }
}
