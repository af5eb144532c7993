/** A warning for a session signed with a publicly known key. */
import { GOOD_KEY_COMMAND } from '../../../keys/index.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { CopyButton } from '../parts/CopyButton.tsx';

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
        'is one of the first that an attacker tries'
      )}
      . Make a good one: <code>{GOOD_KEY_COMMAND}</code>{' '}
      <CopyButton store={store} text={GOOD_KEY_COMMAND} label="Copy" />
    </p>
  );
}
