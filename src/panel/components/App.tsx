/** The whole panel: the view tabs and the chosen view. The cookies view shows the cookies, or the reason why there are none. */
import type { PageReading } from '../../messaging/protocol.ts';
import type { Store } from '../store/store.ts';
import { CookieList } from './cookies/CookieList.tsx';
import { Toolbar } from './cookies/Toolbar.tsx';
import { Detail } from './detail/Detail.tsx';
import { EmptyState } from './parts/EmptyState.tsx';
import { Guarded } from './parts/Guarded.tsx';
import { lazily } from './parts/lazily.tsx';
import { VIEW_PANEL, ViewTabs } from './ViewTabs.tsx';

export function App({ store }: { readonly store: Store }) {
  return (
    <div class="app">
      <ViewTabs store={store} />
      <Failure store={store} />
      <div class="view" role="tabpanel" id={VIEW_PANEL} aria-labelledby={`tab-${store.view.value}`}>
        <View store={store} />
      </div>
    </div>
  );
}

/** Shown when the background cannot be reached: the panel then shows what was last read. */
function Failure({ store }: { readonly store: Store }) {
  const failure = store.page.failure.value;
  if (failure === null) return null;
  return (
    <p role="alert" class="banner">
      <span class="refused">✗</span> The cookies could not be read: {failure}. If the extension was updated or
      reloaded, close DevTools and open it again.
    </p>
  );
}

const ActivityView = lazily(async () => (await import('./activity/ActivityView.tsx')).ActivityView);
const BudgetsView = lazily(async () => (await import('./budgets/BudgetsView.tsx')).BudgetsView);
const KeysView = lazily(async () => (await import('./keys/KeysView.tsx')).KeysView);
const ScratchpadView = lazily(async () => (await import('./scratchpad/ScratchpadView.tsx')).ScratchpadView);
const NothingToShow = lazily(async () => (await import('./cookies/NothingToShow.tsx')).NothingToShow);

function View({ store }: { readonly store: Store }) {
  switch (store.view.value) {
    case 'cookies':
      return (
        <>
          <Toolbar store={store} />
          <Content store={store} />
        </>
      );
    case 'activity':
      return <ActivityView store={store} />;
    case 'budgets':
      return <BudgetsView store={store} />;
    case 'keys':
      return <KeysView store={store} />;
    case 'scratchpad':
      return <ScratchpadView store={store} />;
  }
}

function Content({ store }: { readonly store: Store }) {
  const reading = store.page.reading.value;
  if (!reading)
    return store.page.failure.value === null ? <EmptyState title="Reading the page’s cookies…" /> : null;
  const isEmpty = store.page.entries.value.length === 0;
  if (reading.kind === 'closed' || (isEmpty && !store.selection.selected.value && !mayAskForFrame(reading))) {
    return <NothingToShow store={store} reading={reading} />;
  }
  return (
    <main class="split">
      <CookieList store={store} />
      <Guarded shown={store.selection.selected.value?.entry}>
        <Detail store={store} />
      </Guarded>
    </main>
  );
}

/** The list asks for access to a frame that has no permission. */
function mayAskForFrame({ hosts }: Extract<PageReading, { kind: 'page' }>): boolean {
  return hosts.some((host) => !host.isTop && host.missing.length > 0);
}
