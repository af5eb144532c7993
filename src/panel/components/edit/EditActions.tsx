/** The buttons that open the editor of a session: as it is, or with one change to review. */
import { useEffect, useRef } from 'preact/hooks';
import { CLEARED, isPermanent, setPermanent } from '../../../session/index.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { beginDraft, isEditable, isLive } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function EditActions({ store, entry }: Props) {
  const { id, session } = entry;
  const hasDraft = store.editing.drafts.value.has(id);
  const editButton = useRef<HTMLButtonElement>(null);
  const drafted = useRef<string | null>(null);
  // The button that ended the draft is gone.
  useEffect(() => {
    const isEnded = drafted.current === id && !hasDraft;
    drafted.current = hasDraft ? id : null;
    if (isEnded && document.activeElement === document.body) editButton.current?.focus();
  }, [id, hasDraft]);
  if (!session || !isLive(store, entry) || hasDraft) return null;
  const { payload } = session;
  const permanent = isPermanent(payload);
  const isCut = !isEditable(entry);
  const title = isCut ? 'Only the beginning of this payload was read, so it cannot be edited.' : undefined;
  return (
    <>
      <button
        ref={editButton}
        type="button"
        class="link"
        disabled={isCut}
        title={title}
        onClick={() => beginDraft(store, entry)}
      >
        Edit
      </button>
      {payload.type === 'dict' && !isCut && (
        <>
          <button
            type="button"
            class="link"
            title="session.clear(): the cookie is deleted"
            onClick={() => beginDraft(store, entry, { ok: true, value: CLEARED })}
          >
            Clear
          </button>
          <button
            type="button"
            class="link"
            title={`session.permanent = ${permanent ? 'False' : 'True'}`}
            onClick={() => beginDraft(store, entry, setPermanent(payload, !permanent))}
          >
            {permanent ? 'Make volatile' : 'Make permanent'}
          </button>
        </>
      )}
    </>
  );
}
