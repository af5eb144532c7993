/** Puts a value from the record back into the jar: shows old beside new, then writes it as it was. */
import '../../styles/edit.css';
import { useSignal } from '@preact/signals';
import { cookieId } from '../../../cookies/index.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { hostFor, isSame, presentCookie, replaceCookie } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';
import { Question } from './Question.tsx';
import { Refusal } from './Refusal.tsx';
import { Review } from './Review.tsx';
import { Written } from './Written.tsx';

type Props = {
  readonly store: Store;
  /** The cookie as it was. */
  readonly entry: CookieEntry;
};

export function PutBack({ store, entry: { cookie } }: Props) {
  const isInReview = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const id = cookieId(cookie);
  const host = hostFor(store, cookie);
  if (!host) {
    return <p class="quiet">To put this value back, open a page of {cookie.domain} in this tab.</p>;
  }
  const present = presentCookie(store, id);
  const isThere = isSame(present, cookie);
  const hasExpired = cookie.expires !== null && cookie.expires <= store.now.value / 1000;
  const write = async (): Promise<void> => {
    const result = await replaceCookie(store, { before: present, after: cookie, host });
    refusal.value = result.outcome === 'refused' ? result.message : null;
    if (result.outcome === 'written') isInReview.value = false;
  };
  return (
    <>
      <Written key={id} store={store} id={id} />
      {isThere ? (
        <p class="quiet">This is the cookie’s current value.</p>
      ) : hasExpired ? (
        <p class="quiet">This value has expired: the browser would not keep it.</p>
      ) : isInReview.value ? (
        <section class="put-back" aria-label="Put this value back">
          <div class="review-bar">
            <Question>Put this value back?</Question>
            <span class="editor-buttons">
              <button type="button" class="button" disabled={store.editing.isWriting.value} onClick={write}>
                Write cookie
              </button>
              <button type="button" class="link" onClick={() => (isInReview.value = false)}>
                Back
              </button>
            </span>
          </div>
          <p>It is written as it was, signature included: no key is needed.</p>
          {refusal.value !== null && <Refusal message={refusal.value} />}
          <Review store={store} host={host} before={present} after={cookie} />
        </section>
      ) : (
        <p>
          <button type="button" class="button" onClick={() => (isInReview.value = true)}>
            Put this value back…
          </button>
        </p>
      )}
    </>
  );
}
