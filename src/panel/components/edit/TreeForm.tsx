/** The payload as a tree whose chosen row has fields: by the ARIA pattern of a tree grid. One row has fields, however many there are. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  emptyValue,
  insertValue,
  isContainer,
  removeValue,
  type ValuePath,
  valueAt,
} from '../../../session/index.ts';
import { counted } from '../../format/numbers.ts';
import {
  applyEdit,
  chooseForm,
  chooseRow,
  type Draft,
  dropText,
  faultOf,
} from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';
import { CHILDREN_AT_ONCE } from '../payload-rows.ts';
import { type EditRow, editRowsOf, nextPath, type RowName, rowName } from './edit-rows.ts';
import { PlainRow } from './PlainRow.tsx';
import { RowFields } from './RowFields.tsx';

type Props = { readonly store: Store; readonly draft: Draft };

/** Where the focus goes once the rows have changed. */
type Goal = 'row' | 'key' | 'value';

const CHOSEN = '[role="row"][aria-selected="true"]';

export function TreeForm({ store, draft }: Props) {
  const { id } = draft.entry;
  const { payload, row: chosen } = draft;
  const open = useSignal<ReadonlySet<RowName>>(new Set());
  const shown = useSignal<ReadonlyMap<RowName, number>>(new Map());
  const grid = useRef<HTMLDivElement>(null);
  const goal = useRef<Goal | null>(null);
  const focus = (to: Goal): HTMLElement | null | undefined => {
    const row =
      grid.current?.querySelector<HTMLElement>(CHOSEN) ??
      grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    const target = row?.querySelector<HTMLElement>(`[data-field="${to}"]`) ?? row;
    target?.focus();
    return target;
  };
  // At once: what is typed next is meant for it.
  useLayoutEffect(() => {
    const wanted = goal.current;
    if (wanted === null) return;
    // Before the focus is moved: a row that gets it is chosen, which is the next goal.
    goal.current = null;
    const target = focus(wanted);
    if (target instanceof HTMLInputElement) target.select();
  });
  if (draft.fault) {
    return (
      <p role="alert">
        <span class="refused">✗ The text is no payload.</span> {faultOf(draft)}{' '}
        <button type="button" class="link" onClick={() => chooseForm(store, id, 'text')}>
          Mend it
        </button>
        , and the tree is here again, or go{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            goal.current = 'row';
            dropText(store, id);
          }}
        >
          Back to the tree as last read
        </button>
        .
      </p>
    );
  }
  const rows = editRowsOf(payload, { open: open.value, shown: shown.value, chosen });
  const values = rows.filter((row) => row.kind === 'value');
  const current = values.find(({ path }) => chosen !== null && rowName(path) === rowName(chosen)) ?? null;

  const choose = (path: ValuePath | null, next: Goal = 'row'): void => {
    if (chooseRow(store, id, path)) goal.current = next;
    else focusFault();
  };
  // Nothing is drawn anew then, and what was pressed has the focus.
  const focusFault = (): void => void focus(draft.field?.what ?? 'row');
  const setOpen = (name: RowName, isOpen: boolean): void => {
    const names = new Set(open.value);
    if (isOpen) names.add(name);
    else names.delete(name);
    open.value = names;
  };
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
    // In a field, keys are the field's; and no row but the chosen one is acted on.
    if (!(event.target instanceof HTMLElement) || !event.target.matches(CHOSEN) || !current) return;
    const index = values.indexOf(current);
    const go = (row: EditRow | undefined): void => choose(row?.path ?? current.path);
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(values[index + 1]),
      ArrowUp: () => go(values[index - 1]),
      Home: () => go(values[0]),
      End: () => go(values.at(-1)),
      ArrowRight: () => {
        if (current.isOpen) go(values[index + 1]);
        else if (current.canOpen) setOpen(current.name, true);
      },
      ArrowLeft: () => {
        if (current.isOpen) setOpen(current.name, false);
        else go(values.find(({ name }) => name === rowName(current.path.slice(0, -1))));
      },
      Enter: () => choose(current.path, 'value'),
      Delete: () => remove(current.path),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
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
            return (
              <div key={`${rowName(row.path)} more`} class="tree-more" style={{ '--level': row.level }}>
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    const name = rowName(row.path);
                    const before = shown.value.get(name) ?? CHILDREN_AT_ONCE;
                    shown.value = new Map(shown.value).set(name, before + CHILDREN_AT_ONCE);
                  }}
                >
                  Show {Math.min(row.hidden, CHILDREN_AT_ONCE)} more of {counted(row.hidden, 'hidden value')}
                </button>
              </div>
            );
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
              onLeave={() => choose(row.path)}
            />
          ) : (
            <PlainRow
              key={row.name}
              row={row}
              isFocusable={current === null && index === 0}
              onChoose={() => choose(row.path, 'value')}
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
