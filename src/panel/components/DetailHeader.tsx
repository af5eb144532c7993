/** The selected cookie in a few sentences: what it is, whether its signature holds, how long it lives, how large it is. */
import {
  BROWSER_LIMIT,
  bytesLeft,
  type Cookie,
  formatDuration,
  type Lifetime,
  type NotSentReason,
  type ServerClock,
  type Shadow,
} from '../../cookies/index.ts';
import { minute, second } from '../format/dates.ts';
import { counted, grouped } from '../format/numbers.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import type { Selected } from '../store/selection.ts';
import type { SignatureState } from '../store/signatures.ts';
import type { Store } from '../store/store.ts';
import { isNearLimit, Meter } from './Meter.tsx';

type Props = { readonly store: Store; readonly selected: Selected };

export function DetailHeader({ store, selected: { entry, goneSince } }: Props) {
  const { cookie, session, size } = entry;
  const left = bytesLeft(size);
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
      {session && (
        <p>
          <SignatureSentence
            signature={store.signatures.signatureOf(entry)}
            onAskKey={() => showSignature(store)}
          />{' '}
          <LifetimeSentence lifetime={store.lifetimeOf(entry)} />
        </p>
      )}
      {entry.isExpectedSession && entry.whyNot && (
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
          <b>{grouped(size.total)}</b> of {grouped(BROWSER_LIMIT)} bytes · {grouped(left)} left
        </span>
      </div>
    </header>
  );
}

function showSignature(store: Store): void {
  store.tab.value = 'signature';
}

function kindOf({ cookie, session, host }: CookieEntry): string {
  return [
    session ? 'Flask session' : 'plain cookie',
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

function SignatureSentence({
  signature,
  onAskKey,
}: {
  readonly signature: SignatureState;
  readonly onAskKey: () => void;
}) {
  switch (signature.state) {
    case 'valid':
      return <span class="accepted">✓ Signature valid.</span>;
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
