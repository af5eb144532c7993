/** Everything about a cookie: a summary in a few lines, then the tabs. */
import type { ComponentChildren } from 'preact';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Selected } from '../../store/selection.ts';
import type { Store } from '../../store/store.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { lazily } from '../parts/lazily.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { TABS } from './detail-tabs.ts';
import { PayloadTab } from './PayloadTab.tsx';

const CopyAs = lazily(async () => (await import('../copy/CopyAs.tsx')).CopyAs);
const EditActions = lazily(async () => (await import('../edit/index.ts')).EditActions);
const WayBack = lazily(async () => (await import('../edit/index.ts')).WayBack);
const SizeTab = lazily(async () => (await import('./SizeTab.tsx')).SizeTab);
const LifetimeTab = lazily(async () => (await import('./LifetimeTab.tsx')).LifetimeTab);
const SignatureTab = lazily(async () => (await import('./SignatureTab.tsx')).SignatureTab);
const RawTab = lazily(async () => (await import('./RawTab.tsx')).RawTab);

/** The live cookie that is selected in the list. */
export function Detail({ store }: { readonly store: Store }) {
  const selected = store.selection.selected.value;
  if (!selected) {
    return (
      <section class="detail" aria-label="Selected cookie">
        <EmptyState title="No Flask session among these cookies">
          <p>
            Select a cookie to see its size, lifetime and value. A session appears here as soon as the server
            sets one.
          </p>
        </EmptyState>
      </section>
    );
  }
  return <CookieDetail store={store} label="Selected cookie" {...selected} />;
}

type Props = Selected & {
  readonly store: Store;
  /** Which cookie this is, for those who cannot see its position. */
  readonly label: string;
};

/** Any cookie, whatever its origin. */
export function CookieDetail({ store, label, entry, goneSince }: Props) {
  return (
    <section class="detail" aria-label={label}>
      <DetailHeader store={store} selected={{ entry, goneSince }} />
      <WayBack store={store} entry={entry} goneSince={goneSince} />
      <Tabs
        label="About the cookie"
        tabs={TABS}
        current={store.tab.value}
        onSelect={(tab) => {
          store.tab.value = tab;
        }}
        actions={
          <div class="actions">
            {store.tab.value === 'payload' && <EditActions store={store} entry={entry} />}
            <CopyAs store={store} entry={entry} />
          </div>
        }
      >
        {contentOf(store, entry)}
      </Tabs>
    </section>
  );
}

function contentOf(store: Store, entry: CookieEntry): ComponentChildren {
  switch (store.tab.value) {
    case 'payload':
      // The key starts a new tree for another cookie; a change of the same cookie keeps what is open.
      return <PayloadTab key={entry.id} store={store} entry={entry} />;
    case 'size':
      return <SizeTab entry={entry} />;
    case 'lifetime':
      return <LifetimeTab key={entry.origin} store={store} entry={entry} />;
    case 'signature':
      return <SignatureTab key={entry.origin} store={store} entry={entry} />;
    case 'raw':
      return <RawTab entry={entry} />;
  }
}
