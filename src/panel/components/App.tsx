/** The whole panel: the views to choose from, and the chosen one. Of the cookies, either they or the reason why there are none. */
import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import type { PageReading } from '../../messaging/protocol.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import { isUnseen } from '../store/page.ts';
import type { Store } from '../store/store.ts';
import { AccessRequest } from './AccessRequest.tsx';
import { CookieList } from './CookieList.tsx';
import { Detail } from './Detail.tsx';
import { EmptyState } from './EmptyState.tsx';
import { lazily } from './lazily.tsx';
import { Toolbar } from './Toolbar.tsx';
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

/** The background cannot be reached: what is shown is what was last read. */
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
  }
}

function Content({ store }: { readonly store: Store }) {
  const reading = store.page.reading.value;
  if (!reading)
    return store.page.failure.value === null ? <EmptyState title="Reading the page’s cookies…" /> : null;
  const isEmpty = store.page.entries.value.length === 0;
  if (reading.kind === 'closed' || (isEmpty && !store.selection.selected.value)) {
    const nothing = nothingToShow(reading, store);
    if (nothing) return nothing;
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

type GuardedProps = { readonly shown: CookieEntry | undefined; readonly children: ComponentChildren };

/** A fault of ours in one cookie's view must not take the list away; another cookie, or another value, is a new try. */
function Guarded({ shown, children }: GuardedProps) {
  const [error, reset] = useErrorBoundary();
  useEffect(reset, [shown]);
  if (error === undefined) return <>{children}</>;
  return (
    <EmptyState title="Session Lens cannot show this cookie">
      <p>That is a bug of Session Lens: {error instanceof Error ? error.message : String(error)}</p>
    </EmptyState>
  );
}

function nothingToShow(reading: PageReading, store: Store) {
  if (reading.kind === 'closed') {
    return (
      <EmptyState title="This page has no cookies that an extension may see">
        <p>
          {reading.url ? <code class="breakable">{reading.url.slice(0, 200)}</code> : 'The page'} is not a
          website. Open your application in this tab; the panel follows.
        </p>
      </EmptyState>
    );
  }
  if (reading.hosts.some((host) => !host.isTop && host.missing.length > 0)) return null;
  const [top] = reading.hosts;
  if (top && top.missing.length > 0) {
    return (
      <EmptyState
        title={
          isUnseen(top)
            ? `No permission to read the cookies of ${top.host}`
            : `No cookies of ${top.host} can be seen`
        }
      >
        <p>Session Lens reads this computer’s own hosts, and any other site only when you allow it.</p>
        {top.missing.map((missing) => (
          <p key={missing.domain}>
            <AccessRequest store={store} missing={missing} />
          </p>
        ))}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`${top?.host ?? 'This page'} has no cookies`}>
      <p>
        Log in, or do whatever makes the server set one: it appears here at once. Flask sends a session cookie
        only once something is in <code>session</code>.
      </p>
    </EmptyState>
  );
}
