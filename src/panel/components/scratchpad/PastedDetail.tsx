/** Everything about a pasted cookie that does not depend on a site: not whether it is sent, shadowed or stored. */
import type { ComponentChildren } from 'preact';
import { visibleShort } from '../../format/visible.ts';
import type { PastedEntry, ScratchpadConcern } from '../../store/scratchpad.ts';
import type { DetailTab, Store } from '../../store/store.ts';
import { CopyAs } from '../copy/CopyAs.tsx';
import { CookieSentences } from '../detail/DetailHeader.tsx';
import { TABS } from '../detail/detail-tabs.ts';
import { LifetimeTab } from '../detail/LifetimeTab.tsx';
import { OtherValue } from '../detail/OtherValue.tsx';
import { RawValue } from '../detail/RawTab.tsx';
import { SignatureTab } from '../detail/SignatureTab.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { PayloadTree } from '../payload/PayloadTree.tsx';
import { PastedAttributes } from './PastedAttributes.tsx';
import { PastedClock } from './PastedClock.tsx';
import { PastedSize } from './PastedSize.tsx';
import { pastedTexts } from './pasted-texts.ts';
import { FROM, kindText } from './pasted-words.ts';

type Props = { readonly scratchpad: ScratchpadConcern; readonly pasted: PastedEntry };

export function PastedDetail({ scratchpad, pasted }: Props) {
  const { store, url } = scratchpad;
  const { entry, setCookie } = pasted;
  const texts = setCookie && pastedTexts(setCookie);
  return (
    <section class="detail" aria-label="Pasted cookie">
      <section aria-label="Summary" class="detail-header">
        <h1>
          <span class="cookie-name">{visibleShort(entry.cookie.name) || 'a cookie without a name'}</span>{' '}
          <span class="kind">
            {kindText(pasted)} · from {FROM[pasted.from]}
          </span>
        </h1>
        <CookieSentences store={store} entry={entry}>
          <WhoseKeys scratchpad={scratchpad} pasted={pasted} />
        </CookieSentences>
      </section>
      <Tabs
        label="About the cookie"
        tabs={TABS}
        current={store.tab.value}
        onSelect={(tab) => {
          store.tab.value = tab;
        }}
        actions={
          <CopyAs
            store={store}
            entry={entry}
            source={{ entry, setCookie: texts, header: texts?.text ?? null, url: url.value }}
          />
        }
      >
        {contentOf(store, pasted, scratchpad.origin.value !== '')}
      </Tabs>
    </section>
  );
}

function contentOf(store: Store, pasted: PastedEntry, hasSite: boolean): ComponentChildren {
  const { entry } = pasted;
  const tab: DetailTab = store.tab.value;
  switch (tab) {
    case 'payload':
      // Without the editor and its actions: the browser's jar has no such cookie.
      return entry.session ? (
        <PayloadTree key={entry.id} payload={entry.session.payload} />
      ) : (
        <OtherValue entry={entry} />
      );
    case 'size':
      return <PastedSize pasted={pasted} />;
    case 'lifetime':
      return (
        <LifetimeTab
          key={entry.origin}
          store={store}
          entry={entry}
          hasSite={hasSite}
          browserClock={<PastedClock pasted={pasted} now={store.now.value / 1000} />}
        />
      );
    case 'signature':
      return <SignatureTab key={entry.origin} store={store} entry={entry} hasSite={hasSite} />;
    case 'raw':
      return (
        <>
          <RawValue entry={entry} />
          <PastedAttributes pasted={pasted} />
        </>
      );
  }
}

/** What was not pasted, but affects the verdict. */
function WhoseKeys({ scratchpad: { origin }, pasted: { entry, isNameAssumed } }: Props) {
  const site = origin.value;
  return (
    <>
      {isNameAssumed && (
        <p class="quiet">
          Pasted without a name: assumed to be “{visibleShort(entry.cookie.name)}”,{' '}
          {site === '' ? 'Flask’s default name' : 'the name of this site’s session cookie'}.
        </p>
      )}
      {entry.isSigned && (
        <p class="quiet">
          {site === ''
            ? 'No site is inspected, so there are no keys to verify it with: open your application in this tab.'
            : `Checked with the keys and settings of the inspected site, ${site}.`}
        </p>
      )}
    </>
  );
}
