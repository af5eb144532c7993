/** Tries the user's own list of keys on the selected session, and reports the result. */
import { useSignal } from '@preact/signals';
import { counted, grouped } from '../../format/numbers.ts';
import { visibleShort } from '../../format/visible.ts';
import type { ListResult } from '../../search/key-search.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { type KeyListState, keyListOf } from '../../store/key-list.ts';
import type { Store } from '../../store/store.ts';
import { addKeys, exactText } from './adding.ts';
import { SecretText } from './SecretText.tsx';
import { Section } from './Section.tsx';

type Props = { readonly store: Store };

export function KeyListTrial({ store }: Props) {
  const list = keyListOf(store).current.value;
  return (
    <Section title="Try a list of keys">
      {list.state === 'trying' ? <Trying store={store} list={list} /> : <Start store={store} />}
      <div role="status" aria-label="Result of the list">
        {list.state === 'done' && (
          <Result store={store} entry={list.entry} fileName={list.fileName} result={list.result} />
        )}
      </div>
    </Section>
  );
}

function Start({ store }: Props) {
  const entry = store.selection.selected.value?.entry;
  if (!entry) return <p class="quiet">No cookie is selected: choose a session under Cookies first.</p>;
  if (!entry.isSigned) {
    return (
      <p class="quiet">
        <CookieName entry={entry} />, the selected cookie, is not signed: there is no key to find. Choose a
        session under Cookies.
      </p>
    );
  }
  const signature = store.verdicts.signatureOf(entry);
  if (signature.state === 'valid') {
    return (
      <p>
        <span class="accepted">✓</span> The key that signed <CookieName entry={entry} /> is already known:{' '}
        <b>{signature.key.name}</b>.
      </p>
    );
  }
  return (
    <>
      <p>
        <label>
          On <CookieName entry={entry} />:{' '}
          <input
            type="file"
            aria-label={`List of keys to try on ${visibleShort(entry.cookie.name)}, one per line`}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) keyListOf(store).start(file, entry);
            }}
          />
        </label>
      </p>
      <p class="quiet">
        A text file of any size, one key per line. It is read on this computer and never sent anywhere.
      </p>
    </>
  );
}

function Trying({
  store,
  list: { entry, fileName, progress },
}: Props & { readonly list: Extract<KeyListState, { state: 'trying' }> }) {
  const { done, total, keysTried } = progress;
  return (
    <>
      <p>
        Trying the keys of <span class="breakable">{fileName}</span> on <CookieName entry={entry} />…
      </p>
      <p class="buttons">
        <progress aria-label="Bytes of the list read" max={Math.max(1, total)} value={done} />
        <button type="button" class="button" onClick={keyListOf(store).stop}>
          Stop
        </button>
      </p>
      <p class="quiet">
        {grouped(done)} of {counted(total, 'byte')}, {counted(keysTried, 'key')} tried
      </p>
    </>
  );
}

type ResultProps = Props & {
  readonly entry: CookieEntry;
  readonly fileName: string;
  readonly result: ListResult;
};

function Result({ store, entry, fileName, result }: ResultProps) {
  const file = <span class="breakable">{fileName}</span>;
  switch (result.outcome) {
    case 'found':
      return <Found store={store} entry={entry} fileName={fileName} bytes={result.key} />;
    case 'not-found':
      return (
        <p>
          <span class="refused">✗ Not found:</span> none of the {counted(result.keysTried, 'key')} in {file}{' '}
          signed <CookieName entry={entry} />.
          {result.skipped > 0 && ` ${counted(result.skipped, 'line')} skipped: too long to be a key.`}
        </p>
      );
    case 'stopped':
      return (
        <p>
          Stopped: {counted(result.keysTried, 'key')} in {file} tried, and none of them signed{' '}
          <CookieName entry={entry} />.
        </p>
      );
    case 'failed':
      return (
        <p>
          <span class="refused">✗ {file} could not be tried:</span> {result.message}
        </p>
      );
  }
}

type FoundProps = Omit<ResultProps, 'result'> & { readonly bytes: Uint8Array };

function Found({ store, entry, fileName, bytes }: FoundProps) {
  const outcome = useSignal('');
  const key = exactText(bytes);
  return (
    <>
      <p>
        <span class="accepted">✓ Found:</span> a key in <span class="breakable">{fileName}</span> signed{' '}
        <CookieName entry={entry} />. <SecretText name="found" text={key.text} />
      </p>
      <p>
        {outcome.value || (
          <button
            type="button"
            class="button"
            onClick={() => {
              outcome.value = addKeys(store.keyring, entry.origin, [{ ...key, bytes, role: null }], '');
            }}
          >
            Add it to the keyring
          </button>
        )}
      </p>
    </>
  );
}

function CookieName({ entry }: { readonly entry: CookieEntry }) {
  return (
    <>
      <b class="breakable">{visibleShort(entry.cookie.name)}</b> of {entry.host.host}
    </>
  );
}
