/** A session signed with a key that anyone can know. */
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { CopyButton } from '../CopyButton.tsx';

/** As Flask's own documentation tells how to make one. */
const MAKE_A_KEY = `python -c 'import secrets; print(secrets.token_hex())'`;

export function ForgeableWarning({ store, entry }: { readonly store: Store; readonly entry: CookieEntry }) {
  const published = store.investigations.publishedKeyOf(entry);
  if (!published) return null;
  return (
    <p role="status" aria-label="Forgeable">
      <span class="warning">▲ Anyone can forge this session</span>: its key, <code>{published.literal}</code>,{' '}
      {published.source ? (
        <>
          is printed in{' '}
          <a href={published.source.url} target="_blank" rel="noreferrer">
            {published.source.title}
          </a>
        </>
      ) : (
        'is the first that anybody tries'
      )}
      . Make a good one: <code>{MAKE_A_KEY}</code> <CopyButton store={store} text={MAKE_A_KEY} label="Copy" />
    </p>
  );
}
