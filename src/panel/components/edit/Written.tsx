/** Shown for a cookie that was written from the panel: when, whether it still holds, and how to undo it. */
import '../../styles/edit.css';
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Cookie } from '../../../cookies/index.ts';
import type { Writing } from '../../../messaging/written.ts';
import { clockTime } from '../../format/clock.ts';
import { second } from '../../format/dates.ts';
import { counted } from '../../format/numbers.ts';
import {
  forgetWritings,
  hasExpired,
  hostFor,
  isStill,
  presentCookie,
  type Refused,
  undoLast,
} from '../../store/editing/writing.ts';
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
  const refusal = useSignal<Refused | null>(null);
  const last = writings.at(-1);
  const place = useRef<HTMLDivElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const undoneText = useRef<HTMLParagraphElement>(null);
  // What was asked and answered was about another write.
  useLayoutEffect(() => {
    isAsking.value = false;
    refusal.value = null;
    if (last) undone.value = false;
  }, [last]);
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
  const ended = hasExpired(last.before, store.now.value) ? (last.before?.expires ?? null) : null;
  const canUndo = isHere && ended === null;
  const asks = isAsking.value && canUndo;
  const undo = async (): Promise<void> => {
    const result = await undoLast(store, id, isAsking.peek() ? present : last.after);
    undone.value = result.outcome === 'written';
    isAsking.value = result.outcome === 'overtaken';
    refusal.value = result.outcome === 'refused' ? result : null;
  };
  const dismiss = (): void => {
    const tab = place.current?.parentElement?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]');
    forgetWritings(store, id);
    // The button is gone.
    tab?.focus();
  };
  const rest = writings.length - 1;
  return (
    <div ref={place} class="written">
      <p role="status">
        {isHere && isOvertaken ? (
          <span class="quiet">{sinceThen(last, present)}</span>
        ) : (
          <>
            <span class="accepted">✓ {last.after ? 'Written' : 'Deleted'}</span> at {clockTime(last.time)}.
          </>
        )}{' '}
        {ended !== null ? (
          <span class="quiet">
            It can no longer be undone: the cookie before it expired on {second(ended)}, and the browser would
            not keep it.
          </span>
        ) : (
          !isHere && <span class="quiet">To undo it, open a page of {cookie?.domain} in this tab.</span>
        )}
        {canUndo && !asks && (
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
        {rest > 0 && canUndo && (
          <span class="quiet"> {counted(rest, 'earlier write')} can be undone after it.</span>
        )}
        {(isOvertaken || ended !== null) && !asks && (
          <>
            {' '}
            <button
              type="button"
              class="link"
              title="Forget what was written from here: it can then not be undone"
              onClick={dismiss}
            >
              Dismiss
            </button>
          </>
        )}
      </p>
      {refusal.value !== null && <Refusal {...refusal.value} />}
      {asks && (
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

/** What became of a write that is in force no more. */
function sinceThen({ after, time }: Writing, present: Cookie | null): string {
  const at = clockTime(time);
  if (after === null) return `The cookie was set again after you deleted it at ${at}.`;
  return present
    ? `Your write of ${at} was replaced since.`
    : `The cookie was deleted after your write of ${at}.`;
}
