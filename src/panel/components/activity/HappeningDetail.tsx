/** One entry of the activity in full: the request, what happened to the header and why, what changed, and the cookie as it was. */
import { useMemo } from 'preact/hooks';
import { cookieId } from '../../../cookies/index.ts';
import { exactTime } from '../../format/clock.ts';
import { causeText, requestLine } from '../../format/happenings.ts';
import { visible, visibleShort } from '../../format/visible.ts';
import type { Happening, Judged } from '../../store/activity/ledger.ts';
import type { Store } from '../../store/store.ts';
import { CookieDetail } from '../detail/Detail.tsx';
import { lazily } from '../parts/lazily.tsx';
import { focusRows } from './ActivityList.tsx';
import { UNREAD } from './ActivityRow.tsx';
import { Changes } from './Changes.tsx';
import { HeaderJudgement } from './HeaderJudgement.tsx';
import { SizeLine } from './SizeLine.tsx';

const PutBack = lazily(async () => (await import('../edit/index.ts')).PutBack);
const Written = lazily(async () => (await import('../edit/index.ts')).Written);

type Props = { readonly store: Store; readonly happening: Happening };

/** Characters of a URL that are shown. */
const MOST_URL = 2000;

export function HappeningDetail({ store, happening }: Props) {
  const { activity } = store;
  return (
    <section class="happening-detail" aria-label="Selected entry">
      <header>
        <button
          type="button"
          class="icon-button close"
          aria-label="Close the entry"
          title="Close the entry"
          onClick={() => {
            activity.select(null);
            focusRows();
          }}
        >
          ✕
        </button>
        <Origin happening={happening} />
      </header>
      {happening.kind === 'unread' ? (
        <p>
          <span class="warning">▲</span> This is {UNREAD}: it may have set cookies.
        </p>
      ) : (
        <>
          {happening.kind === 'set-cookie' && <HeaderJudgement happening={happening} />}
          <WrittenHere store={store} happening={happening} />
          <Changes activity={activity} happening={happening} />
          <PutBackBefore store={store} happening={happening} />
          <Trail store={store} happening={happening} />
          <CookieThen store={store} happening={happening} />
        </>
      )}
    </section>
  );
}

/** The request that it came from, if any. */
function Origin({ happening }: { readonly happening: Happening }) {
  const time = <time class="quiet">{exactTime(happening.recorded.time)}</time>;
  if (happening.kind === 'change') {
    const { outcome, recorded } = happening;
    return (
      <h1>
        <span class="cookie-name">{visibleShort(recorded.cookie.name)}</span> {outcome}, not by a response:{' '}
        {causeText(happening)} {time}
      </h1>
    );
  }
  const { method, url, status } = happening.recorded.request;
  return (
    <>
      <h1>
        <span class="cookie-name">{requestLine(method, url.text)}</span> {status} {time}
      </h1>
      <p class="quiet breakable">
        {visible(url.text.slice(0, MOST_URL))}
        {url.length > MOST_URL && '…'}
      </p>
    </>
  );
}

function Trail({ store, happening }: { readonly store: Store; readonly happening: Judged }) {
  const all = store.activity.happenings.value;
  const trail = useMemo(() => store.activity.trailOf(happening), [happening, all]);
  return <SizeLine trail={trail} selected={happening} />;
}

/** Not created again every second: what it has decoded stays. */
function CookieThen({ store, happening }: { readonly store: Store; readonly happening: Judged }) {
  const entry = useMemo(() => store.activity.cookieOf(happening), [happening]);
  // A header that deletes a cookie has no value to show.
  if (!entry || entry.cookie.value === '') return null;
  const label = happening.outcome === 'rejected' ? 'The cookie that was rejected' : 'The cookie as it was';
  return (
    <>
      <h2>{label}</h2>
      {canBePutBack(happening) && <PutBack key={entry.id} store={store} cookie={entry.cookie} />}
      <CookieDetail store={store} label={label} entry={entry} goneSince={null} />
    </>
  );
}

/** Shown once for the cookie, whichever of its values was put back. */
function WrittenHere({ store, happening }: { readonly store: Store; readonly happening: Judged }) {
  const id = cookieId(happening.step.entry.cookie);
  return <Written key={id} store={store} id={id} />;
}

/** The way back to what the entry replaced or deleted, which may be older than the record. */
function PutBackBefore({ store, happening }: { readonly store: Store; readonly happening: Judged }) {
  const { before, entry, tookEffect } = happening.step;
  const isOwnValue = happening.kind === 'change' && happening.outcome === 'deleted';
  if (!before || !tookEffect || isOwnValue || before.outcome === 'deleted') return null;
  return <PutBack key={entry.id} store={store} cookie={before.cookie} value="before" />;
}

/** Whether the value was in the jar, or was removed from it; a Set-Cookie that deletes has no value of its own. */
function canBePutBack({ kind, outcome }: Judged): boolean {
  return outcome !== 'rejected' && (kind === 'change' || outcome !== 'deleted');
}
