/** The row above the cookies: reload, filter, and count. */
import { counted, grouped } from '../../format/numbers.ts';
import type { Store } from '../../store/store.ts';

export function Toolbar({ store }: { readonly store: Store }) {
  return (
    <header class="toolbar">
      <button
        type="button"
        class="icon-button"
        aria-label="Read the cookies again"
        title="Read the cookies again"
        onClick={() => void store.page.refresh()}
      >
        ⟳
      </button>
      <input
        type="search"
        class="filter"
        placeholder="Filter"
        aria-label="Filter cookies by name, value or domain"
        value={store.filter}
        onInput={(event) => {
          store.filter.value = event.currentTarget.value;
        }}
      />
      <Summary store={store} />
    </header>
  );
}

function Summary({ store }: { readonly store: Store }) {
  const entries = store.page.entries.value;
  const sessions = entries.filter((entry) => entry.isSession).length;
  const over = entries.filter((entry) => store.budgets.excessOf(entry) > 0).length;
  const shown = store.visible.value.length;
  return (
    <span role="status" class="summary">
      {shown < entries.length && `${shown} of `}
      {counted(entries.length, 'cookie')}, {counted(sessions, 'session')}
      {over > 0 && `, ${grouped(over)} over budget`}
    </span>
  );
}
