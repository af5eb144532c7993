/** What Flask does with the selected session, in one sentence, then for how long. It must not judge: the store does. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatDuration, type Lifetime, type ServerClock } from '../../../cookies/index.ts';
import type { Verdict } from '../../../session/index.ts';
import { minute } from '../../format/dates.ts';
import { judgingClock } from '../../format/server-clock.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { madeOf } from '../../store/editing/editing.ts';
import type { Store } from '../../store/store.ts';
import type { KeyringKey } from '../../store/stored-keys.ts';
import { lazily } from '../parts/lazily.tsx';
import { ClockSentences, expiryCondition } from './ClockSentences.tsx';
import { EnterKey } from './EnterKey.tsx';
import { NearestMiss } from './NearestMiss.tsx';
import { VerdictSentence } from './VerdictSentence.tsx';

const ForgeableWarning = lazily(async () => (await import('./ForgeableWarning.tsx')).ForgeableWarning);
const FreshFallbackWarning = lazily(
  async () => (await import('./FreshFallbackWarning.tsx')).FreshFallbackWarning,
);

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function VerdictSentences({ store, entry }: Props) {
  const lifetime = store.lifetimeOf(entry);
  const keys = store.keyring.keysOf(entry.origin);
  const settings = store.settings.of(entry.origin);
  // The clock changes the verdict only when it changes the state: the payload is not read again every second.
  const verdict = useMemo(
    () => store.verdicts.verdictOf(entry),
    [entry, keys, settings, lifetime?.server.state, lifetime?.server.lifetime, lifetime?.server.source],
  );
  // Known without a key: it has the signature of the session before.
  const isUnsigned = madeOf(store.editing, entry.cookie)?.isSigned === false;
  return (
    <>
      <p>
        {verdict === null ? (
          <Unjudged store={store} lifetime={lifetime} entry={entry} isUnsigned={isUnsigned} />
        ) : (
          <Judged verdict={verdict} keys={keys} lifetime={lifetime} />
        )}{' '}
        <ClockSentences
          lifetime={lifetime}
          isOpen={
            verdict === null ? !isUnsigned : verdict.outcome === 'accepted' || verdict.outcome === 'undecided'
          }
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
  const { server } = lifetime ?? {};
  const since = server
    ? `${minute(server.refusedAfter)}, ${formatDuration(server.lifetime)} after signing`
    : '';
  const refusal = verdict.outcome === 'refused' ? verdict.reason : null;
  return (
    <>
      <VerdictSentence verdict={atThisMoment(verdict, server)} tense="is" keys={keys} since={since}>
        {verdict.outcome === 'accepted' && ` ${ageText(server?.age ?? verdict.age)}`}
        {refusal === 'expired' && server && expiryCondition(server)}
      </VerdictSentence>
      {refusal !== null && ' It silently starts an empty session.'}
      {refusal === 'future' && server?.state === 'future' && <Skew server={server} />}
    </>
  );
}

function ageText(seconds: number): string {
  return seconds < 1 ? 'just now' : `${formatDuration(seconds)} ago`;
}

/** The verdict stands until the clock changes it; how far in the future a session was signed changes every second. */
function atThisMoment(verdict: Verdict, server?: ServerClock): Verdict {
  const isFuture = verdict.outcome === 'refused' && verdict.reason === 'future';
  return isFuture && server ? { ...verdict, ahead: -server.age } : verdict;
}

function Skew({ server }: { readonly server: ServerClock }) {
  return (
    <>
      {' '}
      The clock that signed it is ahead of {judgingClock(server.ahead)} by {formatDuration(-server.age)} or
      more; it is accepted once this one catches up.
    </>
  );
}

type UnjudgedProps = Props & {
  readonly lifetime: Lifetime | null;
  /** Whether it was edited without a key. */
  readonly isUnsigned: boolean;
};

/** Without a key: what the clocks alone decide, and how to learn the rest. */
function Unjudged({ store, entry, lifetime, isUnsigned }: UnjudgedProps) {
  const refused = isUnsigned ? UNSIGNED : refusedByClock(entry, lifetime);
  if (refused !== null) {
    return (
      <>
        <span class="refused">✗ Refused by Flask</span>, whatever its key: {refused}.
      </>
    );
  }
  return <EnterKey store={store} />;
}

const UNSIGNED = 'it was edited without a key, and its old signature is no longer valid';

function refusedByClock(entry: CookieEntry, lifetime: Lifetime | null): ComponentChildren {
  const { outline } = entry;
  if (outline.kind === 'flask-session' && outline.timestamp.state === 'malformed') {
    // A timestamp beyond Python's last year is an error, not a refusal, if the signature is valid.
    return outline.timestamp.isFatal ? null : outline.timestamp.reason;
  }
  const { server } = lifetime ?? {};
  switch (server?.state) {
    case 'expired':
      return `it expired on the server at ${minute(server.refusedAfter)}, ${formatDuration(server.lifetime)} after signing${expiryCondition(server)}`;
    case 'future':
      return `signed ${formatDuration(-server.age)} in the future`;
    default:
      return null;
  }
}
