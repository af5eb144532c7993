/** What Flask makes of the selected session, in one sentence, then how long that holds. It must not judge: the store does. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatDuration, type Lifetime } from '../../../cookies/index.ts';
import type { Verdict } from '../../../session/index.ts';
import { minute } from '../../format/dates.ts';
import { DOUBTS, errorText, refusalText } from '../../format/verdict.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import type { KeyringKey } from '../../store/stored-keys.ts';
import { ClockSentences, expiryCondition } from './ClockSentences.tsx';
import { ForgeableWarning } from './ForgeableWarning.tsx';
import { FreshFallbackWarning } from './FreshFallbackWarning.tsx';
import { KeyName } from './KeyName.tsx';
import { NearestMiss } from './NearestMiss.tsx';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function VerdictSentences({ store, entry }: Props) {
  const lifetime = store.lifetimeOf(entry);
  const keys = store.keyring.keysOf(entry.origin);
  const settings = store.settings.of(entry.origin);
  // The clock turns the verdict only where it turns the state: the payload is not read again every second.
  const verdict = useMemo(
    () => store.verdicts.verdictOf(entry),
    [entry, keys, settings, lifetime?.server.state, lifetime?.server.lifetime, lifetime?.server.source],
  );
  return (
    <>
      <p>
        {verdict === null ? (
          <Unjudged store={store} lifetime={lifetime} entry={entry} />
        ) : (
          <Judged verdict={verdict} keys={keys} lifetime={lifetime} />
        )}{' '}
        <ClockSentences
          lifetime={lifetime}
          isOpen={verdict === null || verdict.outcome === 'accepted' || verdict.outcome === 'undecided'}
        />
      </p>
      <NearestMiss store={store} entry={entry} />
      <FreshFallbackWarning store={store} entry={entry} />
      <ForgeableWarning store={store} entry={entry} />
    </>
  );
}

type JudgedProps = {
  readonly verdict: Verdict;
  readonly keys: readonly KeyringKey[];
  readonly lifetime: Lifetime | null;
};

function Judged({ verdict, keys, lifetime }: JudgedProps) {
  switch (verdict.outcome) {
    case 'accepted':
      return (
        <>
          <span class="accepted">✓ Accepted by Flask</span>
          {verdict.empty && ', though it is empty'}: signed with{' '}
          <SignedWith keys={keys} index={verdict.key} />{' '}
          {verdict.age < 1 ? 'just now' : `${formatDuration(verdict.age)} ago`}.
        </>
      );
    case 'refused': {
      const { server } = lifetime ?? {};
      const since = server
        ? `${minute(server.refusedAfter)}, ${formatDuration(server.lifetime)} after signing`
        : '';
      return (
        <>
          <span class="refused">✗ Refused by Flask</span>: {refusalText(verdict, keys.length, since)}
          {verdict.reason === 'expired' && server && expiryCondition(server)}. It starts an empty session,
          without a word.{verdict.reason === 'future' && <Skew ahead={verdict.ahead} />}
        </>
      );
    }
    case 'error':
      return (
        <>
          <span class="refused">✗ Flask answers with status 500</span>: {errorText(verdict)}.
        </>
      );
    case 'undecided':
      return (
        <>
          <span class="warning">
            ▲ Signature valid, but whether Flask accepts it or answers with status 500 is not certain
          </span>
          : {DOUBTS[verdict.doubt]}.
        </>
      );
    case 'no-key':
      return null;
  }
}

function SignedWith({ keys, index }: { readonly keys: readonly KeyringKey[]; readonly index: number }) {
  const key = keys[index];
  return (
    <>
      {key && <KeyName name={key.name} />} ({index === 0 ? 'the current key' : `fallback key ${index}`})
    </>
  );
}

function Skew({ ahead }: { readonly ahead: number }) {
  return (
    <>
      {' '}
      The clock that signed it is ahead of this computer’s by {formatDuration(ahead)} or more; it is accepted
      once this one gets there.
    </>
  );
}

type UnjudgedProps = Props & { readonly lifetime: Lifetime | null };

/** Without a key: what the clocks alone decide, and how to learn the rest. */
function Unjudged({ store, entry, lifetime }: UnjudgedProps) {
  const refused = refusedByClock(entry, lifetime);
  if (refused !== null) {
    return (
      <>
        <span class="refused">✗ Refused by Flask</span>, whatever its key: {refused}.
      </>
    );
  }
  return (
    <>
      Signature not checked:{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          store.view.value = 'keys';
        }}
      >
        enter the secret key
      </button>
      .
    </>
  );
}

function refusedByClock(entry: CookieEntry, lifetime: Lifetime | null): ComponentChildren {
  const { outline } = entry;
  if (outline.kind === 'flask-session' && outline.timestamp.state === 'malformed')
    return outline.timestamp.reason;
  const { server } = lifetime ?? {};
  switch (server?.state) {
    case 'expired':
      return `expired on the server since ${minute(server.refusedAfter)}, ${formatDuration(server.lifetime)} after signing${expiryCondition(server)}`;
    case 'future':
      return `signed ${formatDuration(-server.age)} in the future`;
    default:
      return null;
  }
}
