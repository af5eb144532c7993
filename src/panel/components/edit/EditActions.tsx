/** The ways into the editor of a session: as it is, or with one change made, to be reviewed. */
import { CLEARED, isPermanent, setPermanent } from '../../../session/index.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { beginDraft, isEditable, isLive } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function EditActions({ store, entry }: Props) {
  const { session } = entry;
  if (!session || !isLive(store, entry) || store.editing.drafts.value.has(entry.id)) return null;
  const { payload } = session;
  const permanent = isPermanent(payload);
  const isCut = !isEditable(entry);
  const title = isCut ? 'Only the beginning of this payload is read: it cannot be edited.' : undefined;
  return (
    <>
      <button
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
