/** In place of the tree, where the draft's text is no payload: what is wrong with it, and both ways out. */
import { chooseForm, type Draft, dropText, faultOf } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';

type Props = {
  readonly store: Store;
  readonly draft: Draft;
  /** Before the text is dropped. */
  readonly onDrop: () => void;
};

export function TreeFault({ store, draft, onDrop }: Props) {
  const { id } = draft.entry;
  return (
    <p role="alert">
      <span class="refused">✗ The text is not a valid payload.</span> {faultOf(draft)}{' '}
      <button type="button" class="link" onClick={() => chooseForm(store, id, 'text')}>
        Fix it
      </button>{' '}
      to see the tree again, or go{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          onDrop();
          dropText(store, id);
        }}
      >
        back to the tree as it was last read
      </button>
      .
    </p>
  );
}
