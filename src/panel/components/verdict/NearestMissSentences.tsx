/** Why the selected cookie was not signed with any of the site's keys, and how to fix it. */
import type { ComponentChildren } from 'preact';
import { alterationOf, type Finding } from '../../../keys/index.ts';
import { type Explanation, explainAlteration, explainFinding } from '../../format/findings.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function NearestMissSentences({ store, entry }: Props) {
  // The search is made for the live cookie only.
  if (store.selection.selected.value?.entry !== entry) return null;
  const miss = store.investigations.nearestMiss.value;
  const before = store.acceptances.beforeOf(entry);
  const alteration = before && alterationOf(entry.text, before.text);
  switch (miss.state) {
    case 'none':
      return null;
    case 'searching':
      return <p class="quiet">Looking for the key that would have matched…</p>;
    case 'failed':
      return <p class="problem">The search for the key that would have matched failed: {miss.message}</p>;
    case 'unexplained':
      if (alteration) return <Sentences {...explainAlteration(alteration, before.key.name)} />;
      if (store.verdicts.signatureOf(entry).state === 'no-key') return null;
      return (
        <p class="quiet">
          No other reading, salt, key derivation or digest of your keys matches: it was signed with another
          key, or the cookie was changed.
        </p>
      );
    case 'found':
      return <Found store={store} entry={entry} finding={miss.finding} />;
  }
}

function Found({ store, entry, finding }: Props & { readonly finding: Finding }) {
  const origin = finding.mistake === 'other-site' ? finding.origin : entry.origin;
  const key = store.keyring.keysOf(origin).find(({ id }) => id === finding.keyId);
  // The key was forgotten, and the search is about to start again.
  if (!key) return null;
  const own = store.verdicts.parametersOf(entry);
  const parameters = finding.mistake === 'parameters' && !entry.serverSide ? finding.parameters : null;
  return (
    <Sentences {...explainFinding(finding, key.name, entry.origin, own)}>
      {parameters && (
        <>
          {' '}
          <button
            type="button"
            class="link"
            onClick={() => store.settings.change(entry.origin, { parameters })}
          >
            Use these parameters for this site
          </button>
        </>
      )}
    </Sentences>
  );
}

function Sentences({ mistake, remedy, children }: Explanation & { readonly children?: ComponentChildren }) {
  return (
    <p role="status" aria-label="Nearest miss">
      <span class="warning">▲ {mistake}</span> {remedy}
      {children}
    </p>
  );
}
