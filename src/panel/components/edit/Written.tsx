/** Shown for a cookie that was written from the panel: when, and how to undo it. */
import '../../styles/edit.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { clockTime } from '../../format/clock.ts';
import { counted } from '../../format/numbers.ts';
import { hostFor, isStill, presentCookie, undoLast } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';
import { Question } from './Question.tsx';
import { Refusal } from './Refusal.tsx';
import { Review } from './Review.tsx';

type Props = {
  readonly store: Store;
  /** The cookie's. */
  readonly id: string;
};

export function Written({ store, id }: Props) {
  const writings = store.editing.writings.value.get(id) ?? [];
  const isAsking = useSignal(false);
  const undone = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const last = writings.at(-1);
  const undoButton = useRef<HTMLButtonElement>(null);
  const undoneText = useRef<HTMLParagraphElement>(null);
  // The button that wrote it, or undid that, is gone.
  useEffect(() => {
    if (document.activeElement === document.body) (undoButton.current ?? undoneText.current)?.focus();
  }, [last, undone.value]);
  if (!last)
    return undone.value ? (
      <p ref={undoneText} role="status" tabIndex={-1} class="written">
        ✓ Undone.
      </p>
    ) : null;

  const cookie = last.after ?? last.before;
  const isHere = cookie !== null && hostFor(store, cookie) !== undefined;
  const present = presentCookie(store, id);
  const isOvertaken = !isStill(present, last.after);
  const undo = async (): Promise<void> => {
    const result = await undoLast(store, id, isAsking.peek() ? present : last.after);
    undone.value = result.outcome === 'written';
    isAsking.value = result.outcome === 'overtaken';
    refusal.value = result.outcome === 'refused' ? result.message : null;
  };
  const rest = writings.length - 1;
  return (
    <div class="written">
      <p role="status">
        <span class="accepted">✓ {last.after ? 'Written' : 'Deleted'}</span> at {clockTime(last.time)}.{' '}
        {!isHere && <span class="quiet">To undo it, open a page of {cookie?.domain} in this tab.</span>}
        {isAsking.value || !isHere ? null : (
          <button
            ref={undoButton}
            type="button"
            class="link"
            disabled={store.editing.isWriting.value}
            onClick={isOvertaken ? () => (isAsking.value = true) : undo}
          >
            Undo
          </button>
        )}
        {rest > 0 && <span class="quiet"> {counted(rest, 'earlier write')} can be undone after it.</span>}
      </p>
      {refusal.value !== null && <Refusal message={refusal.value} />}
      {isAsking.value && isHere && (
        <section aria-label="Undo">
          <div class="review-bar">
            <Question>Undo anyway?</Question>
            <span class="editor-buttons">
              <button type="button" class="button" disabled={store.editing.isWriting.value} onClick={undo}>
                Undo anyway
              </button>
              <button type="button" class="link" onClick={() => (isAsking.value = false)}>
                Back
              </button>
            </span>
          </div>
          <p>
            <span class="warning">
              ▲{' '}
              {present
                ? 'The server or the page has since changed the cookie'
                : 'The cookie has since been deleted'}
              .
            </span>{' '}
            Undoing the write replaces what is there now.
          </p>
          <Review store={store} host={last.host} before={present} after={last.before} />
        </section>
      )}
    </div>
  );
}
