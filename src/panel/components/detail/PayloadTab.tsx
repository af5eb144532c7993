/** The payload of a session as a tree or in the editor; for any other cookie, its value. */
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { lazily } from '../parts/lazily.tsx';
import { PayloadTree } from '../payload/PayloadTree.tsx';

const Editor = lazily(async () => (await import('../edit/index.ts')).Editor);
const OtherValue = lazily(async () => (await import('./OtherValue.tsx')).OtherValue);
const PopButton = lazily(async () => (await import('../edit/index.ts')).PopButton);

type Props = { readonly store: Store; readonly entry: CookieEntry };

export function PayloadTab({ store, entry }: Props) {
  const { session } = entry;
  // A cookie from the record has its own id, and no draft.
  const draft = store.editing.drafts.value.get(entry.id);
  if (draft) return <Editor store={store} draft={draft} />;
  return session ? (
    <PayloadTree
      payload={session.payload}
      action={(key, isFocusable) => (
        <PopButton store={store} entry={entry} name={key} isFocusable={isFocusable} />
      )}
    />
  ) : (
    <OtherValue entry={entry} />
  );
}
