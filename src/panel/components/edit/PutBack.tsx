/** Puts an earlier value of a cookie back into the jar: shows old beside new, then writes it as it was. */
import '../../styles/edit.css';
import { useSignal } from '@preact/signals';
import { type Cookie, cookieId } from '../../../cookies/index.ts';
import {
  hasExpired,
  hostFor,
  isSame,
  presentCookie,
  type Refused,
  replaceCookie,
} from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';
import { Question } from './Question.tsx';
import { Refusal } from './Refusal.tsx';
import { Review } from './Review.tsx';

type Props = {
  readonly store: Store;
  /** The cookie as it was. */
  readonly cookie: Cookie;
  /** What that is to who looks at it. */
  readonly value?: keyof typeof NAMES;
};

/** Each begins with a t, small within a sentence. */
const NAMES = { this: 'this value', before: 'the previous value', last: 'the last value' };

export function PutBack({ store, cookie, value = 'this' }: Props) {
  const name = NAMES[value];
  const start = `T${name.slice(1)}`;
  const isInReview = useSignal(false);
  const refusal = useSignal<Refused | null>(null);
  const id = cookieId(cookie);
  const host = hostFor(store, cookie);
  if (!host) {
    return (
      <p class="quiet">
        To put {name} back, open a page of {cookie.domain} in this tab.
      </p>
    );
  }
  const present = presentCookie(store, id);
  const written = store.editing.writings.value.get(id)?.at(-1);
  // Undo is beside it, and does the same.
  if (written && isSame(written.after, present) && isSame(written.before, cookie)) return null;
  const isThere = isSame(present, cookie);
  const write = async (): Promise<void> => {
    const result = await replaceCookie(store, { before: present, after: cookie, host });
    refusal.value = result.outcome === 'refused' ? result : null;
    if (result.outcome === 'written') isInReview.value = false;
  };
  return (
    <>
      {isThere ? (
        <p class="quiet">{start} is the current one.</p>
      ) : hasExpired(cookie, store.now.value) ? (
        <p class="quiet">{start} has expired: the browser would not keep it.</p>
      ) : isInReview.value ? (
        <section class="put-back" aria-label={`Put ${name} back`}>
          <div class="review-bar">
            <Question>{`Put ${name} back?`}</Question>
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
          {refusal.value !== null && <Refusal {...refusal.value} />}
          <Review store={store} host={host} before={present} after={cookie} />
        </section>
      ) : (
        <p>
          <button type="button" class="button" onClick={() => (isInReview.value = true)}>
            Put {name} back…
          </button>
        </p>
      )}
    </>
  );
}
