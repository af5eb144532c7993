/** `session.pop(key)` beside a key of the payload: leads to the review. */
import { removeValue } from '../../../session/index.ts';
import { popText } from '../../format/pop-text.ts';
import { keyLabel } from '../../format/preview.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { beginDraft, isEditable, isLive } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';

type Props = {
  readonly store: Store;
  readonly entry: CookieEntry;
  /** The key. */
  readonly name: string;
  /** Whether its row, and therefore the button, is in the focus order. */
  readonly isFocusable: boolean;
};

export function PopButton({ store, entry, name, isFocusable }: Props) {
  const payload = entry.session?.payload;
  if (payload?.type !== 'dict' || !isLive(store, entry) || !isEditable(entry)) return null;
  return (
    <button
      type="button"
      class="icon-button pop"
      tabIndex={isFocusable ? 0 : -1}
      aria-label={`Remove ${keyLabel(name)}`}
      title={popText(name)}
      onClick={(event) => {
        event.stopPropagation();
        beginDraft(store, entry, removeValue(payload, [name]));
      }}
      onKeyDown={(event) => event.stopPropagation()}
    />
  );
}
