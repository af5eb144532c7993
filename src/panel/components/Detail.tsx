/** Everything about the selected cookie: what it is in a few lines, then the tabs. */
import type { ComponentChildren } from 'preact';
import type { Selected } from '../store/selection.ts';
import type { DetailTab, Store } from '../store/store.ts';
import { CopyPayload } from './CopyPayload.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { EmptyState } from './EmptyState.tsx';
import { lazily } from './lazily.tsx';
import { PayloadTab } from './PayloadTab.tsx';
import { type Tab, Tabs } from './Tabs.tsx';

const SizeTab = lazily(async () => (await import('./SizeTab.tsx')).SizeTab);
const LifetimeTab = lazily(async () => (await import('./LifetimeTab.tsx')).LifetimeTab);
const SignatureTab = lazily(async () => (await import('./SignatureTab.tsx')).SignatureTab);
const RawTab = lazily(async () => (await import('./RawTab.tsx')).RawTab);

const TABS: readonly Tab<DetailTab>[] = [
  { name: 'payload', label: 'Payload' },
  { name: 'size', label: 'Size' },
  { name: 'lifetime', label: 'Lifetime' },
  { name: 'signature', label: 'Signature' },
  { name: 'raw', label: 'Raw' },
];

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
  const { session } = selected.entry;
  return (
    <section class="detail" aria-label="Selected cookie">
      <DetailHeader store={store} selected={selected} />
      <Tabs
        label="About the cookie"
        tabs={TABS}
        current={store.tab.value}
        onSelect={(tab) => {
          store.tab.value = tab;
        }}
        actions={session && store.tab.value === 'payload' && <CopyPayload store={store} session={session} />}
      >
        {contentOf(store, selected)}
      </Tabs>
    </section>
  );
}

function contentOf(store: Store, { entry }: Selected): ComponentChildren {
  switch (store.tab.value) {
    case 'payload':
      // The key starts a new tree for another cookie; a change of the same cookie keeps what is open.
      return <PayloadTab key={entry.id} entry={entry} />;
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
