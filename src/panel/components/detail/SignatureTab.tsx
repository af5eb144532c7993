/** The evidence for the verdict: every check that Flask makes, in order, and what the signature was verified with. */
import {
  DIGEST_BYTES,
  FLASK_SIGNING,
  isSameSigning,
  type SigningParameters,
} from '../../../session/index.ts';
import { DIGEST_NAMES } from '../../format/digests.ts';
import { counted } from '../../format/numbers.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { Fact, Facts } from '../parts/Facts.tsx';
import { Checks } from '../verdict/Checks.tsx';

type Props = {
  readonly store: Store;
  readonly entry: CookieEntry;
  /** Whether there is a site that can have keys. */
  readonly hasSite?: boolean;
};

export function SignatureTab({ store, entry, hasSite = true }: Props) {
  if (!entry.isSigned) {
    return (
      <p>{entry.serverSide ? 'The id is not signed' : 'Not a session'}: there is no signature to verify.</p>
    );
  }
  const parameters = store.verdicts.parametersOf(entry);
  return (
    <>
      {entry.isJudged && <Checks store={store} entry={entry} />}
      <Facts caption="Verified with">
        <Fact name="Keys" value={<Keys store={store} origin={entry.origin} />} />
        <Fact name="Salt" value={<code class="breakable">{parameters.salt}</code>} />
        <Fact name="Key derivation" value={<code>{parameters.keyDerivation}</code>} />
        <Fact name="Digest" value={DIGEST_NAMES[parameters.digest]} />
        <Fact name="Signature" value={signatureLength(entry, parameters)} />
      </Facts>
      <p class="quiet">
        {sourceOf(entry, parameters)}{' '}
        {hasSite && (
          <button
            type="button"
            class="link"
            onClick={() => {
              store.view.value = 'keys';
            }}
          >
            Keys and parameters of {entry.origin}
          </button>
        )}
      </p>
    </>
  );
}

function Keys({ store, origin }: { readonly store: Store; readonly origin: string }) {
  const keys = store.keyring.keysOf(origin);
  if (keys.length === 0) return <>none given</>;
  return <>{keys.map(({ name }, index) => `${name}${index === 0 ? ' (current)' : ''}`).join(', ')}</>;
}

function signatureLength({ session, serverSide }: CookieEntry, { digest }: SigningParameters): string {
  if (serverSide) return counted(DIGEST_BYTES.sha1, 'byte');
  if (!session) return 'none that can be identified';
  const bytes = session.signatureBytes;
  if (bytes === null) return 'not base64';
  const made = DIGEST_BYTES[digest];
  return `${counted(bytes, 'byte')}${bytes === made ? '' : `: ${DIGEST_NAMES[digest]} makes ${made}`}`;
}

function sourceOf({ serverSide }: CookieEntry, parameters: SigningParameters): string {
  if (serverSide) return `As ${serverSide.library} signs its ids.`;
  return isSameSigning(parameters, FLASK_SIGNING) ? 'Flask’s defaults.' : 'As set for this site.';
}
