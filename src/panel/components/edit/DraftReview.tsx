/** A draft before it is written: what changes, the expected result, and the browser's message if it was refused. */
import type { RefObject } from 'preact';
import { fits } from '../../../cookies/index.ts';
import { changeDraft, type Draft, endDraft, isOvertaken } from '../../store/editing/drafts.ts';
import type { Prospect } from '../../store/editing/prospect.ts';
import { hostFor, presentCookie, replaceCookie } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';
import { AssumedLifetime } from './AssumedLifetime.tsx';
import { Overtaken } from './Overtaken.tsx';
import { Judged } from './ProspectSentences.tsx';
import { Question } from './Question.tsx';
import { Refusal } from './Refusal.tsx';
import { Review } from './Review.tsx';
import { Signing } from './Signing.tsx';

type Props = {
  readonly store: Store;
  readonly draft: Draft;
  readonly prospect: Prospect;
  readonly place: RefObject<HTMLElement | null>;
};

const DELETED = { cookie: null, made: null, assumed: null };

export function DraftReview({ store, draft, prospect, place }: Props) {
  const { entry, seen } = draft;
  const { id, host } = entry;
  const { cookie: after, made, assumed } = prospect.kind === 'cookie' ? prospect : DELETED;
  const write = async (): Promise<void> => {
    const result = await replaceCookie(store, { before: seen, after, host, made });
    if (result.outcome === 'written') endDraft(store, id);
    else if (result.outcome === 'refused') changeDraft(store, id, { refusal: result });
  };
  const isDoubtful =
    prospect.kind === 'cookie' &&
    (prospect.verdict?.outcome !== 'accepted' || prospect.isKeyDoubtful || !fits(prospect.size));
  const what = prospect.kind === 'deleted' ? 'Delete cookie' : 'Write cookie';
  return (
    <section ref={place} class="editor" aria-label="Review">
      <Overtaken store={store} draft={draft} />
      <div class="editor-bar">
        <Question>{`${what}?`}</Question>
        <span class="editor-buttons">
          <button
            type="button"
            class="button"
            disabled={
              store.editing.isWriting.value ||
              prospect.kind === 'impossible' ||
              isOvertaken(store, draft) ||
              !hostFor(store, entry.cookie)
            }
            onClick={write}
          >
            {what}
            {isDoubtful && ' anyway'}
          </button>
          <button type="button" class="link" onClick={() => changeDraft(store, id, { isInReview: false })}>
            Back
          </button>
          <button type="button" class="link" onClick={() => endDraft(store, id)}>
            Discard
          </button>
        </span>
      </div>
      <p role="status" aria-label="Expected result">
        <Judged store={store} draft={draft} prospect={prospect} />
      </p>
      {assumed && <AssumedLifetime store={store} assumed={assumed} />}
      {prospect.kind !== 'deleted' && <Signing store={store} draft={draft} />}
      {draft.refusal !== null && <Refusal {...draft.refusal}>The draft is kept.</Refusal>}
      <Review store={store} host={host} before={presentCookie(store, id)} after={after} />
    </section>
  );
}
