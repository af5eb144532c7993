/** A cookie in a few sentences: what it is, whether its signature holds, how long it lives, how large it is. */
import type { ComponentChildren } from 'preact';
import { BROWSER_LIMIT, bytesLeft } from '../../../cookies/index.ts';
import { nameOf } from '../../format/cookie-name.ts';
import { second } from '../../format/dates.ts';
import { grouped } from '../../format/numbers.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Selected } from '../../store/selection.ts';
import type { Store } from '../../store/store.ts';
import { lazily } from '../parts/lazily.tsx';
import { isNearLimit, Meter } from '../parts/Meter.tsx';

const ShadowSentence = lazily(async () => (await import('./ShadowSentence.tsx')).ShadowSentence);
const ServerSideSentences = lazily(
  async () => (await import('../verdict/ServerSideSentences.tsx')).ServerSideSentences,
);

const VerdictSentences = lazily(
  async () => (await import('../verdict/VerdictSentences.tsx')).VerdictSentences,
);
const BudgetSentence = lazily(async () => (await import('../budgets/BudgetSentence.tsx')).BudgetSentence);

type Props = { readonly store: Store; readonly selected: Selected };

export function DetailHeader({ store, selected: { entry, goneSince } }: Props) {
  return (
    <section aria-label="Summary" class="detail-header">
      <h1>
        <span class="cookie-name">{nameOf(entry.cookie)}</span> <span class="kind">{kindOf(entry)}</span>
      </h1>
      {goneSince !== null && (
        <p role="status">
          <span class="warning">▲ Gone since {second(goneSince / 1000)}:</span> this cookie was deleted or has
          expired. Below is its last value.
        </p>
      )}
      <CookieSentences store={store} entry={entry}>
        <ShadowSentence store={store} entry={entry} />
      </CookieSentences>
      <BudgetSentence store={store} entry={entry} />
    </section>
  );
}

type SentencesProps = {
  readonly store: Store;
  readonly entry: CookieEntry;
  /** Sentences about its place among the site's cookies, if it has one. */
  readonly children?: ComponentChildren;
};

/** What applies to any cookie: the verdict, why it is not a session, its size. */
export function CookieSentences({ store, entry, children }: SentencesProps) {
  const { session, size } = entry;
  const left = bytesLeft(size);
  const hasKeys = store.keyring.keysOf(entry.origin).length > 0;
  return (
    <>
      {(session || (entry.isJudged && hasKeys)) && <VerdictSentences store={store} entry={entry} />}
      {entry.serverSide && <ServerSideSentences store={store} entry={entry} session={entry.serverSide} />}
      {entry.isExpectedSession && entry.whyNot && !entry.serverSide && (
        <p>
          <span class="warning">▲ Not a Flask session:</span> {entry.whyNot.reason}.
        </p>
      )}
      {children}
      {session?.notices.map((notice) => (
        <p key={notice.message}>
          <span class="warning">▲</span> {notice.message}
        </p>
      ))}
      <div class="meter-line">
        <Meter size={size} />
        <span class={isNearLimit(size) ? 'warning' : ''}>
          <b>{grouped(size.total)}</b> of {grouped(BROWSER_LIMIT)} bytes ·{' '}
          {left < 0 ? `${grouped(-left)} too many` : `${grouped(left)} left`}
        </span>
      </div>
    </>
  );
}

function kindOf({ cookie, session, serverSide, host }: CookieEntry): string {
  return [
    session ? 'Flask session' : serverSide ? `${serverSide.library} id` : 'plain cookie',
    session?.compressed ? 'compressed' : '',
    `${cookie.hostOnly ? '' : '.'}${cookie.domain} ${cookie.path}`,
    cookie.httpOnly ? 'HttpOnly' : '',
    cookie.secure ? 'Secure' : '',
    cookie.partitionKey ? `partitioned under ${cookie.partitionKey.topLevelSite}` : '',
    host.isTop ? '' : `in a frame of ${host.host}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
