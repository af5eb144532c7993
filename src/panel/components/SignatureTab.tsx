/** Who signed the session: the key that the user supplies, how it was read, and what it says. */
import { useSignal } from '@preact/signals';
import { FLASK_SIGNING, type SecretKeyForm } from '../../session/index.ts';
import { counted } from '../format/numbers.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import type { SignatureState } from '../store/signatures.ts';
import type { Store } from '../store/store.ts';
import { Fact, Facts } from './Facts.tsx';

const FORMS: readonly (readonly [SecretKeyForm, string])[] = [
  ['auto', 'automatically'],
  ['text', 'as text'],
  ['literal', 'as a Python literal'],
  ['hex', 'as hex'],
  ['base64', 'as base64'],
];

/** Ties the sentence about the key to its field. */
const ABOUT_KEY = 'about-the-key';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function SignatureTab({ store, entry }: Props) {
  const { session } = entry;
  if (!session) return <p>Not a Flask session: there is no signature to verify.</p>;
  const signature = store.signatures.signatureOf(entry);
  return (
    <>
      <KeyInput store={store} origin={entry.origin} />
      <p role="status">
        <Outcome signature={signature} />
      </p>
      <Facts caption="Signed as Flask signs">
        <Fact name="Salt" value={<code>{FLASK_SIGNING.salt}</code>} />
        <Fact name="Key derivation" value={<code>{FLASK_SIGNING.keyDerivation}</code>} />
        <Fact name="Digest" value={<code>{FLASK_SIGNING.digest}</code>} />
        <Fact
          name="Signature"
          value={
            session.signatureBytes === null
              ? 'not base64'
              : `${counted(session.signatureBytes, 'byte')}${session.signatureBytes === 20 ? '' : ': SHA-1 makes 20'}`
          }
        />
      </Facts>
    </>
  );
}

function KeyInput({ store, origin }: { readonly store: Store; readonly origin: string }) {
  const typed = store.settings.secretKey(origin).value;
  const isShown = useSignal(false);
  const reading = store.signatures.keyReading(origin);
  const notKept = store.settings.problem.value;
  return (
    <>
      <p class="setting">
        <label>
          Secret key{' '}
          <input
            type="text"
            class={isShown.value ? 'text-input key' : 'text-input key masked'}
            placeholder="SECRET_KEY of this site"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={reading?.ok === false}
            aria-describedby={ABOUT_KEY}
            value={typed.text}
            onInput={(event) =>
              store.settings.setSecretKey(origin, { ...typed, text: event.currentTarget.value })
            }
          />
        </label>{' '}
        <label>
          read{' '}
          <select
            aria-label="How to read the key"
            value={typed.form}
            onChange={(event) => {
              const form = FORMS.find(([name]) => name === event.currentTarget.value)?.[0] ?? 'auto';
              store.settings.setSecretKey(origin, { ...typed, form });
            }}
          >
            {FORMS.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>{' '}
        <label>
          <input
            type="checkbox"
            checked={isShown.value}
            onChange={(event) => {
              isShown.value = event.currentTarget.checked;
            }}
          />{' '}
          Show
        </label>
      </p>
      <p id={ABOUT_KEY} class={reading?.ok === false || notKept ? 'problem' : 'quiet'}>
        {reading?.ok === false
          ? `${reading.message} (character ${reading.position + 1})`
          : notKept
            ? `The browser does not keep it: ${notKept}. It holds until the panel closes.`
            : `Kept in the browser’s memory for ${origin} until the browser closes; never on disk.`}
      </p>
    </>
  );
}

function Outcome({ signature }: { readonly signature: SignatureState }) {
  switch (signature.state) {
    case 'valid':
      return (
        <>
          <span class="accepted">✓ Signature valid</span>: signed with this key, {signature.key.description}.
        </>
      );
    case 'bad':
      return (
        <>
          <span class="refused">✗ Bad signature</span>: not signed with this key. Tried:{' '}
          {signature.keys.map((key) => key.description).join('; ')}.
        </>
      );
    case 'unreadable-key':
      return <span class="refused">✗ The key cannot be read</span>;
    case 'no-key':
    case 'not-a-session':
      return <span class="quiet">Not checked: no secret key given.</span>;
  }
}
