/** A payload as a tree, by the ARIA pattern: arrow keys walk, open and close; Python's notation and types. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Value } from '../../../session/index.ts';
import { MoreRow } from './MoreRow.tsx';
import { PayloadRow } from './PayloadRow.tsx';
import { stepFor } from './tree-steps.ts';
import { useExpansion } from './use-expansion.ts';
import { LONG_TEXT, type RowName, rowName, rowsOf } from './value-rows.ts';

/** Open from the start: developers look for them, and they are small. */
const OPEN_FROM_THE_START: ReadonlySet<RowName> = new Set([rowName(['_flashes'])]);

type Props = {
  readonly payload: Value;
  /** A control for a top-level value, given its key. */
  readonly action?: (key: string, isFocusable: boolean) => ComponentChildren;
};

export function PayloadTree({ payload, action }: Props) {
  const { open, shown, setOpen, showMore } = useExpansion(OPEN_FROM_THE_START);
  const current = useSignal<RowName | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  // The focus follows the row that the keys moved to.
  useEffect(() => {
    if (current.value !== null && tree.current?.contains(document.activeElement)) {
      tree.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }, [current.value]);
  const rows = rowsOf(payload, { open, shown, opensAlone: isLong });
  const values = rows.filter((row) => row.kind === 'value');
  const focusable = values.find(({ name }) => name === current.value) ?? values[0];
  if (!focusable) return <p class="quiet">An empty {payload.type}: the session holds nothing.</p>;

  const onKeyDown = (event: KeyboardEvent): void => {
    const isPressed = (event.key === 'Enter' || event.key === ' ') && focusable.canOpen;
    const step = isPressed ? { isOpen: !focusable.isOpen } : stepFor(event.key, values, focusable);
    if (!step) return;
    event.preventDefault();
    if ('isOpen' in step) setOpen(focusable.name, step.isOpen);
    current.value = 'to' in step ? step.to.name : focusable.name;
  };

  return (
    <div ref={tree} role="tree" aria-label="Payload" class="tree" onKeyDown={onKeyDown}>
      {rows.map((row) =>
        row.kind === 'more' ? (
          <MoreRow key={`${row.name} more`} row={row} onShow={() => showMore(row.name)} />
        ) : (
          <PayloadRow
            key={row.name}
            row={row}
            isFocusable={row === focusable}
            action={row.level === 1 && action?.(String(row.path[0] ?? ''), row === focusable)}
            onToggle={() => {
              current.value = row.name;
              if (row.canOpen) setOpen(row.name, !row.isOpen);
            }}
          />
        ),
      )}
    </div>
  );
}

/** What opens to be read in full. */
function isLong(value: Value): boolean {
  switch (value.type) {
    case 'str':
    case 'Markup':
      return value.text.length > LONG_TEXT;
    case 'bytes':
      return value.bytes.length > LONG_TEXT / 2;
    case 'int':
      return value.digits.length > LONG_TEXT;
    default:
      return false;
  }
}
