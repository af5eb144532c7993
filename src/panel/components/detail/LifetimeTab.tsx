/** The two clocks of a session side by side, the browser's and the server's, with now between them. */
import type { ComponentChildren } from 'preact';
import { formatDuration, type Lifetime } from '../../../cookies/index.ts';
import { second, utc } from '../../format/dates.ts';
import { skewText } from '../../format/server-clock.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { Fact, Facts } from '../parts/Facts.tsx';
import { LifetimeSetting } from '../parts/LifetimeSetting.tsx';
import { Timeline } from './Timeline.tsx';

type Props = {
  readonly store: Store;
  readonly entry: CookieEntry;
  /** What is known of the browser's clock; by default, what the jar says. */
  readonly browserClock?: ComponentChildren;
  /** Whether there is a site that can have settings. */
  readonly hasSite?: boolean;
};

export function LifetimeTab({ store, entry, browserClock, hasSite = true }: Props) {
  const { session } = entry;
  const lifetime = store.lifetimeOf(entry);
  const now = store.now.value / 1000;
  return (
    <>
      {lifetime && <Timeline lifetime={lifetime} now={now} />}
      {browserClock ?? <BrowserClock expires={entry.cookie.expires} now={now} />}
      {lifetime && <ServerClock lifetime={lifetime} now={now + lifetime.server.ahead} />}
      {session?.timestamp.state === 'read' && session.timestamp.legacySeconds !== null && (
        <Facts caption="Counted from 2011, as itsdangerous did before 1.0">
          <Fact name="Signed" value={<Moment seconds={session.timestamp.legacySeconds} now={now} />} />
        </Facts>
      )}
      {session && !lifetime && session.timestamp.state === 'malformed' && (
        <p>
          <span class="refused">✗ Malformed timestamp:</span> {session.timestamp.reason}. Flask refuses such a
          session.
        </p>
      )}
      {session && hasSite && <LifetimeSetting store={store} origin={entry.origin} />}
    </>
  );
}

type BrowserClockProps = {
  /** Seconds since 1970; null: volatile. */
  readonly expires: number | null;
  readonly now: number;
};

export function BrowserClock({ expires, now }: BrowserClockProps) {
  return (
    <Facts caption="The browser’s clock">
      {expires === null ? (
        <Fact name="Lifetime" value="volatile: until the browser closes" />
      ) : (
        <>
          <Fact name="Lifetime" value="permanent" />
          <Fact name="Expires" value={<Moment seconds={expires} now={now} />} />
        </>
      )}
    </Facts>
  );
}

/** @param now by the server's clock */
function ServerClock({ lifetime, now }: { readonly lifetime: Lifetime; readonly now: number }) {
  const { server } = lifetime;
  const skew = skewText(server.ahead);
  return (
    <Facts caption="The server’s clock">
      {skew && <Fact name="Its time" value={`${second(now)}, ${skew}`} />}
      <Fact name="Signed" value={<Moment seconds={server.refusedAfter - server.lifetime} now={now} />} />
      <Fact
        name="Lifetime"
        value={`${formatDuration(server.lifetime, 'all')} (${server.lifetime} s), ${sourceText(lifetime)}`}
      />
      <Fact name="Refused after" value={<Moment seconds={server.refusedAfter} now={now} />} />
      {server.state !== 'accepted' && (
        <Fact
          name="Now"
          value={
            <span class="refused">
              {server.state === 'expired' ? '✗ expired on the server' : '✗ signed in the future: refused'}
            </span>
          }
        />
      )}
    </Facts>
  );
}

function sourceText({ server, inferred }: Lifetime): string {
  const extent = inferred && !inferred.exact ? ', to within 2 seconds' : '';
  const inference = inferred
    ? `; Expires − timestamp says ${formatDuration(inferred.seconds, 'all')}${extent}`
    : '';
  switch (server.source) {
    case 'setting':
      return `as you set it${inference}`;
    case 'inferred':
      return `inferred from Expires − timestamp${extent}`;
    case 'inferred-before-edit':
      return `inferred from Expires − timestamp before your edit${extent}`;
    case 'at-least':
      return 'at least: browsers cut Expires at 400 days';
    case 'default':
      return 'Flask’s default, for volatile sessions too';
  }
}

/** A moment to the second, in local time, in UTC, and from now. */
function Moment({ seconds, now }: { readonly seconds: number; readonly now: number }) {
  const distance = Math.floor(seconds) - Math.floor(now);
  return (
    <>
      <time dateTime={utc(seconds)}>{second(seconds)}</time> <span class="quiet">{utc(seconds)}</span> ·{' '}
      {distanceText(distance)}
    </>
  );
}

function distanceText(seconds: number): string {
  if (seconds === 0) return 'now';
  return seconds > 0 ? `in ${formatDuration(seconds)}` : `${formatDuration(-seconds)} ago`;
}
