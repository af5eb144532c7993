/** What Flask makes of a session, in sentences: the signature, the clocks, and whether the payload is one it can take. */
import { useMemo } from 'preact/hooks';
import { formatDuration, type Lifetime, type ServerClock } from '../../cookies/index.ts';
import type { Doubt, ServerError, Verdict } from '../../session/index.ts';
import { minute, second } from '../format/dates.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import type { SignatureState } from '../store/signatures.ts';
import type { Store } from '../store/store.ts';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function VerdictSentences({ store, entry }: Props) {
  const signature = store.signatures.signatureOf(entry);
  const lifetime = store.lifetimeOf(entry);
  const { server } = lifetime ?? {};
  // The clock turns the verdict only where it turns the state: the payload is not read again every second.
  const verdict = useMemo(
    () => store.verdictOf(entry),
    [entry, signature, server?.state, server?.lifetime, server?.source],
  );
  return (
    <>
      <SignatureSentence
        signature={signature}
        isAccepted={verdict?.outcome === 'accepted'}
        onAskKey={() => {
          store.tab.value = 'signature';
        }}
      />{' '}
      {verdict && <PayloadSentence verdict={verdict} />} <LifetimeSentence lifetime={lifetime} />
    </>
  );
}

/** Only what the other two sentences do not say already. */
function PayloadSentence({ verdict }: { readonly verdict: Verdict }) {
  switch (verdict.outcome) {
    case 'error':
      return <span class="refused">✗ Flask answers with status 500: {errorText(verdict)}.</span>;
    case 'undecided':
      return (
        <span class="warning">
          ▲ Whether Flask accepts it or answers with status 500 is not certain: {DOUBTS[verdict.doubt]}.
        </span>
      );
    case 'accepted':
    case 'refused':
    case 'no-key':
      return null;
  }
}

function errorText(error: ServerError): string {
  switch (error.reason) {
    case 'bad-tag':
      return 'a tag in the payload has a content that is none of its type';
    case 'bad-payload':
    case 'not-a-dict':
      return error.detail;
    case 'timestamp-beyond-9999':
      return 'its timestamp lies beyond the year 9999';
    case 'not-utf8':
      return `a lone surrogate in the ${error.where} has no UTF-8`;
  }
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  'payload-cut': 'the payload is too large to be read whole here',
  'too-deep': 'how deep a payload may be nested depends on the server',
  'odd-date': 'a date in it has a form that Flask does not write',
  'odd-markup': 'Markup in it has a content that Flask does not write',
};

function SignatureSentence({
  signature,
  isAccepted,
  onAskKey,
}: {
  readonly signature: SignatureState;
  readonly isAccepted: boolean;
  readonly onAskKey: () => void;
}) {
  switch (signature.state) {
    case 'valid':
      return (
        <span class="accepted">✓ Signature valid{isAccepted ? ', and Flask accepts the session' : ''}.</span>
      );
    case 'bad':
      return <span class="refused">✗ Bad signature: not signed with your key.</span>;
    case 'unreadable-key':
      return <span class="refused">✗ Signature not checked: your key cannot be read.</span>;
    case 'no-key':
      return (
        <>
          Signature not checked:{' '}
          <button type="button" class="link" onClick={onAskKey}>
            enter the secret key
          </button>
          .
        </>
      );
    case 'not-a-session':
      return null;
  }
}

function LifetimeSentence({ lifetime }: { readonly lifetime: Lifetime | null }) {
  if (!lifetime) return <span class="refused">✗ Malformed timestamp: the server refuses it.</span>;
  const { browser, server } = lifetime;
  const kept = browser.kind === 'volatile' ? 'Volatile' : 'Permanent';
  switch (server.state) {
    case 'future':
      return (
        <span class="refused">
          ✗ Signed {formatDuration(-server.age)} in the future: the server refuses it until its clock gets
          there.
        </span>
      );
    case 'expired':
      return (
        <span class="refused">
          ✗ Expired on the server since {minute(server.refusedAfter)}, {formatDuration(server.lifetime)} after
          signing{condition(server)}.
        </span>
      );
    case 'accepted':
      return (
        <>
          Signed {server.age < 1 ? 'just now' : `${formatDuration(server.age)} ago`}. {kept}; the server
          refuses it{server.source === 'at-least' && ' at the earliest'} after{' '}
          <time title={second(server.refusedAfter)}>{minute(server.refusedAfter)}</time>
          {condition(server)}.
        </>
      );
  }
}

/** What the server's lifetime rests on, where the user has not said it. */
function condition({ source }: ServerClock): string {
  switch (source) {
    case 'setting':
      return '';
    case 'inferred':
      return ', inferred from Expires';
    case 'at-least':
      return ': browsers cut Expires at 400 days';
    case 'default':
      return ' if it keeps Flask’s 31 days';
  }
}
