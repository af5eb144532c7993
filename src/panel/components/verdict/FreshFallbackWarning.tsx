/** A session that was signed just now, but with a fallback key: Flask 3.1.0 does that, or the server's keys are in another order. */
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { KeyName } from './KeyName.tsx';

export function FreshFallbackWarning({
  store,
  entry,
}: {
  readonly store: Store;
  readonly entry: CookieEntry;
}) {
  const fresh = store.verdicts.freshFallbackOf(entry);
  if (!fresh) return null;
  return (
    <p role="status" aria-label="Signed with a fallback key">
      <span class="warning">
        ▲ Newly signed with {fresh.isLast ? 'the last' : 'a'} fallback key, <KeyName name={fresh.key.name} />
      </span>
      .{fresh.isLast && ' Flask 3.1.0 does that (CVE-2025-47278): update to 3.1.1 or later.'} If the server
      runs another version of Flask, this is its SECRET_KEY:{' '}
      <button
        type="button"
        class="link"
        onClick={() => store.keyring.makeCurrent(entry.origin, fresh.key.id)}
      >
        make it the current key
      </button>
      .
    </p>
  );
}
