/** The list of cookies: one row each, grouped by host. */
import { BROWSER_LIMIT } from '../../../cookies/index.ts';
import type { HostReading } from '../../../messaging/protocol.ts';
import { grouped } from '../../format/numbers.ts';
import type { Store } from '../../store/store.ts';
import { lazily } from '../parts/lazily.tsx';
import { CookieRow } from './CookieRow.tsx';
import { type Row, rowsByHost } from './cookie-rows.ts';

const AccessRequest = lazily(async () => (await import('../parts/AccessRequest.tsx')).AccessRequest);

const COLUMNS = 6;

export function CookieList({ store }: { readonly store: Store }) {
  const visible = store.visible.value;
  const selectedId = store.selection.selected.value?.entry.id ?? null;
  // The one row in the focus order: the selected one, or the first.
  const focusable = visible.some((entry) => entry.id === selectedId) ? selectedId : visible[0]?.id;
  const page = store.page.reading.value;
  const hosts = page?.kind === 'page' ? page.hosts : [];
  const rows = rowsByHost(visible);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    const place = row ? neighbour(Number(row.dataset.row), visible.length, event.key) : null;
    const next = place === null ? undefined : visible[place];
    if (!next) return;
    event.preventDefault();
    store.selection.select(next.id);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-row="${place}"]`)?.focus();
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
              rows={rows.get(host.host) ?? []}
              selectedId={selectedId}
              focusable={focusable ?? null}
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
  readonly rows: readonly Row[];
  readonly selectedId: string | null;
  readonly focusable: string | null;
};

function HostRows({ store, host, rows, selectedId, focusable }: HostRowsProps) {
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
      {rows.map(({ entry, place }) => (
        <CookieRow
          key={entry.id}
          store={store}
          entry={entry}
          shadow={store.shadows.value.get(entry.id)}
          place={place}
          isSelected={entry.id === selectedId}
          isFocusable={entry.id === focusable}
        />
      ))}
      {host.missing.map((missing) => (
        <tr key={missing.domain} class="missing">
          <td colSpan={COLUMNS}>
            {missing.domain === host.host
              ? `No permission to read the cookies of ${missing.domain}.`
              : `Cookies set for all of ${missing.domain}, if any, need a separate permission.`}{' '}
            <AccessRequest store={store} missing={missing} />
          </td>
        </tr>
      ))}
    </>
  );
}

/** The place of the row that a key selects from that of the focused one; null: the key selects none. */
function neighbour(place: number, count: number, key: string): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(place + 1, count - 1);
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Enter':
    case ' ':
      return place;
    default:
      return null;
  }
}
