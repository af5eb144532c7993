/** The view of a site's keys: which keys it has, how they sign, and how to find, make and forget them. */
import '../../styles/keys.css';
import { useSignal } from '@preact/signals';
import type { Store } from '../../store/store.ts';
import { AddKeys } from './AddKeys.tsx';
import { ForgetAll } from './ForgetAll.tsx';
import { GoodKey } from './GoodKey.tsx';
import { KeyListTrial } from './KeyListTrial.tsx';
import { KeyTable } from './KeyTable.tsx';
import { Section } from './Section.tsx';
import { SigningSettings } from './SigningSettings.tsx';
import { SiteChoice } from './SiteChoice.tsx';

type Props = { readonly store: Store };

export function KeysView({ store }: Props) {
  /** Null: the page's site, also after a navigation. */
  const chosen = useSignal<string | null>(null);
  const page = store.page.origin.value;
  const origin = chosen.value ?? page;
  return (
    <main class="keys-view">
      <Problem store={store} />
      <SiteChoice
        store={store}
        origin={origin}
        onChoose={(site) => {
          chosen.value = site === page ? null : site;
        }}
      />
      {origin !== '' && (
        <Section title="Keyring">
          <KeyTable store={store} origin={origin} />
        </Section>
      )}
      <div class="key-sections">
        {/* Text typed for one site does not apply to the next. */}
        {origin !== '' && <AddKeys key={`add ${origin}`} store={store} origin={origin} />}
        {origin !== '' && <SigningSettings key={`sign ${origin}`} store={store} origin={origin} />}
        <KeyListTrial store={store} />
        <GoodKey store={store} />
        <ForgetAll store={store} />
      </div>
    </main>
  );
}

function Problem({ store }: Props) {
  const problem = store.keyring.problem.value;
  return (
    <p role="alert" class="problem">
      {problem !== null &&
        `✗ The browser could not save or read the keys: ${problem}. The keys shown are kept until DevTools closes.`}
    </p>
  );
}
