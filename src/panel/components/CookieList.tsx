/** The list of cookies: one row each, grouped by the host that they are listed for. */
import { BROWSER_LIMIT } from '../../cookies/index.ts';
import type { HostReading } from '../../messaging/protocol.ts';
import { grouped } from '../format/numbers.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import type { Store } from '../store/store.ts';
import { CookieRow } from './CookieRow.tsx';
import { lazily } from './lazily.tsx';

const AccessRequest = lazily(async () => (await import('./AccessRequest.tsx')).AccessRequest);

const COLUMNS = 6;

export function CookieList({ store }: { readonly store: Store }) {
  const visible = store.visible.value;
  const selectedId = store.selection.selected.value?.entry.id ?? null;
  // The one row in the focus order: the selected one, or the first.
  const focusable = visible.some((entry) => entry.id === selectedId) ? selectedId : visible[0]?.id;
  const page = store.page.reading.value;
  const hosts = page?.kind === 'page' ? page.hosts : [];

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    const focused = row && visible[Number(row.dataset.row)];
    const next = focused && neighbour(visible, focused, event.key);
    if (!next) return;
    event.preventDefault();
    store.selection.select(next.id);
    (event.currentTarget as HTMLElement)
      .querySelector<HTMLElement>(`[data-row="${rowKey(next, visible)}"]`)
      ?.focus();
  };

  return (
    <section class="list" aria-label="Cookies">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid */}
      <table role="grid" aria-label="Cookies" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" class="sign-column" aria-label="Warnings" />
            <th scope="col">Name</th>
            <th scope="col" class="format-column">
              Format
            </th>
            <th scope="col" class="size-column">
              Size of {grouped(BROWSER_LIMIT)}
            </th>
            <th scope="col" class="expires-column">
              Expires
            </th>
            <th scope="col" class="key-column" title="Whether your secret key signed it">
              Key
            </th>
          </tr>
        </thead>
        <tbody>
          {hosts.map((host) => (
            <HostRows
              key={host.host}
              store={store}
              host={host}
              rows={visible.filter((entry) => entry.host.host === host.host)}
              selectedId={selectedId}
              focusable={focusable ?? null}
              keyOf={(entry) => rowKey(entry, visible)}
            />
          ))}
        </tbody>
      </table>
      {visible.length === 0 && store.filter.value !== '' && <p class="hint">No cookie matches the filter.</p>}
    </section>
  );
}

type HostRowsProps = {
  readonly store: Store;
  readonly host: HostReading;
  readonly rows: readonly CookieEntry[];
  readonly selectedId: string | null;
  readonly focusable: string | null;
  readonly keyOf: (entry: CookieEntry) => number;
};

function HostRows({ store, host, rows, selectedId, focusable, keyOf }: HostRowsProps) {
  if (rows.length === 0 && host.missing.length === 0) return null;
  return (
    <>
      {!host.isTop && (
        <tr class="group">
          <th colSpan={COLUMNS} scope="rowgroup">
            {host.host} <span class="quiet">in a frame</span>
          </th>
        </tr>
      )}
      {rows.map((entry) => (
        <CookieRow
          key={entry.id}
          store={store}
          entry={entry}
          shadow={store.shadows.value.get(entry.id)}
          rowKey={keyOf(entry)}
          isSelected={entry.id === selectedId}
          isFocusable={entry.id === focusable}
        />
      ))}
      {host.missing.map((missing) => (
        <tr key={missing.domain} class="missing">
          <td colSpan={COLUMNS}>
            {missing.domain === host.host
              ? `No permission to read the cookies of ${missing.domain}.`
              : `Cookies set for all of ${missing.domain}, if any, need a permission of their own.`}{' '}
            <AccessRequest store={store} missing={missing} />
          </td>
        </tr>
      ))}
    </>
  );
}

/** Rows are found by their place, not by their id: an id holds text that the site chose. */
function rowKey(entry: CookieEntry, visible: readonly CookieEntry[]): number {
  return visible.indexOf(entry);
}

/** The row that a key selects from the focused one. */
function neighbour(
  visible: readonly CookieEntry[],
  focused: CookieEntry,
  key: string,
): CookieEntry | undefined {
  const index = visible.indexOf(focused);
  switch (key) {
    case 'ArrowDown':
      return visible[Math.min(index + 1, visible.length - 1)];
    case 'ArrowUp':
      return visible[Math.max(index - 1, 0)];
    case 'Home':
      return visible[0];
    case 'End':
      return visible.at(-1);
    case 'Enter':
    case ' ':
      return focused;
    default:
      return undefined;
  }
}
