/** Said over a draft whose cookie has changed since it was begun. */
import { type Draft, isOvertaken, keepDraft, startAnew } from '../../store/editing/drafts.ts';
import { hostFor, presentCookie } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly draft: Draft };

export function Overtaken({ store, draft }: Props) {
  const { id, cookie } = draft.entry;
  if (!hostFor(store, cookie)) {
    return (
      <p role="alert" class="overtaken">
        <span class="warning">▲ The cookie is another site’s than this page.</span> To write the draft, open
        its page again: one of {cookie.domain}.
      </p>
    );
  }
  if (!isOvertaken(store, draft)) return null;
  const isGone = presentCookie(store, id) === null;
  return (
    <p role="alert" class="overtaken">
      <span class="warning">
        ▲ {isGone ? 'The cookie was deleted' : 'The server or the page has changed the cookie'} since this
        draft was begun.
      </span>{' '}
      <button type="button" class="link" onClick={() => keepDraft(store, id)}>
        Keep the draft
      </button>
      {' · '}
      <button type="button" class="link" onClick={() => startAnew(store, id)}>
        {isGone ? 'Discard it' : 'Start anew from the present value'}
      </button>
    </p>
  );
}
