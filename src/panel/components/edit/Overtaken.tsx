/** Shown above a draft whose cookie has changed since the draft was started. */
import { type Draft, isOvertaken, keepDraft, startAnew } from '../../store/editing/drafts.ts';
import { hostFor, presentCookie } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly draft: Draft };

export function Overtaken({ store, draft }: Props) {
  const { id, cookie } = draft.entry;
  if (!hostFor(store, cookie)) {
    return (
      <p role="alert" class="overtaken">
        <span class="warning">▲ The cookie belongs to a site other than this page’s.</span> To write the
        draft, open a page of {cookie.domain} again.
      </p>
    );
  }
  if (!isOvertaken(store, draft)) return null;
  const isGone = presentCookie(store, id) === null;
  return (
    <p role="alert" class="overtaken">
      <span class="warning">
        ▲ {isGone ? 'The cookie was deleted' : 'The server or the page has changed the cookie'} since this
        draft was started.
      </span>{' '}
      <button type="button" class="link" onClick={() => keepDraft(store, id)}>
        Keep the draft
      </button>
      {' · '}
      <button type="button" class="link" onClick={() => startAnew(store, id)}>
        {isGone ? 'Discard it' : 'Start again from the current value'}
      </button>
    </p>
  );
}
