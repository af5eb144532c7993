/** A cookie in a few sentences: what it is, whether its signature holds, how long it lives, how large it is. */
import {
  BROWSER_LIMIT,
  bytesLeft,
  type Cookie,
  type NotSentReason,
  type Shadow,
} from '../../cookies/index.ts';
import { second } from '../format/dates.ts';
import { counted, grouped } from '../format/numbers.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import type { Selected } from '../store/selection.ts';
import type { Store } from '../store/store.ts';
import { lazily } from './lazily.tsx';
import { isNearLimit, Meter } from './Meter.tsx';

const ServerSideSentences = lazily(
  async () => (await import('./verdict/ServerSideSentences.tsx')).ServerSideSentences,
);

const VerdictSentences = lazily(
  async () => (await import('./verdict/VerdictSentences.tsx')).VerdictSentences,
);
const BudgetSentence = lazily(async () => (await import('./budgets/BudgetSentence.tsx')).BudgetSentence);

type Props = { readonly store: Store; readonly selected: Selected };

export function DetailHeader({ store, selected: { entry, goneSince } }: Props) {
  const { cookie, session, size } = entry;
  const left = bytesLeft(size);
  const hasKeys = store.keyring.keysOf(entry.origin).length > 0;
  return (
    <header class="detail-header">
      <h1>
        <span class="cookie-name">{cookie.name}</span> <span class="kind">{kindOf(entry)}</span>
      </h1>
      {goneSince !== null && (
        <p role="status">
          <span class="warning">▲ Gone since {second(goneSince / 1000)}:</span> this cookie was deleted or has
          expired. Below is its last value.
        </p>
      )}
      {(session || (entry.isJudged && hasKeys)) && <VerdictSentences store={store} entry={entry} />}
      {entry.serverSide && <ServerSideSentences store={store} entry={entry} session={entry.serverSide} />}
      {entry.isExpectedSession && entry.whyNot && !entry.serverSide && (
        <p>
          <span class="warning">▲ Not a Flask session:</span> {entry.whyNot.reason}.
        </p>
      )}
      <ShadowSentence store={store} entry={entry} />
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
      <BudgetSentence store={store} entry={entry} />
    </header>
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

function ShadowSentence({ store, entry }: { readonly store: Store; readonly entry: CookieEntry }) {
  const shadow = store.shadows.value.get(entry.id);
  if (shadow) {
    return (
      <p>
        <span class="warning">
          ▲ {counted(shadow.cookies.length, 'cookie')} of this name are sent together
        </span>
        , and Flask reads only the first. {shadowSentence(entry.cookie, shadow)}
      </p>
    );
  }
  const { sending } = entry;
  if (sending.sent) return null;
  return <p class="quiet">Not sent to this page: {NOT_SENT[sending.reason](entry.cookie)}.</p>;
}

const NOT_SENT: Readonly<Record<NotSentReason, (cookie: Cookie) => string>> = {
  scheme: () => 'it is no web page',
  domain: ({ domain }) => `it belongs to ${domain}`,
  path: ({ path }) => `its path is ${path}`,
  secure: () => 'it is Secure, and the page is not',
};

function shadowSentence(cookie: Cookie, shadow: Shadow): string {
  if (shadow.first === cookie) return 'This is the first: the longest path goes first.';
  if (shadow.first) return `This one is shadowed by the one with the path ${shadow.first.path}.`;
  if (!shadow.candidates.includes(cookie)) return 'This one is shadowed by those with a longer path.';
  return 'Which that is cannot be known: their paths are equally long, and browsers do not tell which is older.';
}
