/** The cookies that were found in what was pasted, one row each. */
import { useEffect, useRef } from 'preact/hooks';
import { visibleShort } from '../../format/visible.ts';
import type { PastedEntry, ScratchpadConcern } from '../../store/scratchpad.ts';

export function PastedList({ scratchpad }: { readonly scratchpad: ScratchpadConcern }) {
  const found = scratchpad.found.value;
  const selected = scratchpad.selected.value;
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = nextIndex(event.key, selected ? found.indexOf(selected) : 0, found.length);
    const next = index === null ? undefined : found[index];
    if (!next) return;
    event.preventDefault();
    scratchpad.select(next);
  };
  useEffect(() => {
    const row = table.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    row?.scrollIntoView?.({ block: 'nearest' });
    // The focus follows the row that the keys moved to.
    if (table.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid
    <table ref={table} role="grid" aria-label="Found cookies" onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="kind-column">
            Kind
          </th>
          <th scope="col" class="from-column">
            From
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map((pasted) => (
          <tr
            key={pasted.entry.id}
            aria-selected={pasted === selected}
            tabIndex={pasted === selected ? 0 : -1}
            onClick={() => scratchpad.select(pasted)}
          >
            <td class="name" title={visibleShort(pasted.entry.cookie.name)}>
              {nameOf(pasted)}
            </td>
            <td class="quiet">{shortKind(pasted)}</td>
            <td class="quiet">{pasted.from}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameOf({ entry, isNameAssumed }: PastedEntry) {
  if (isNameAssumed || entry.cookie.name === '') return <span class="quiet">no name</span>;
  return visibleShort(entry.cookie.name);
}

/** Judged by its beginning: the list does not decode whole payloads. */
function shortKind({ entry }: PastedEntry): string {
  if (entry.isFlaskSession) return 'Flask session';
  return entry.serverSide ? 'server-side' : 'plain';
}

function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
