/** The payload of a session as a tree; of any other cookie, what it holds. */
import type { CookieEntry } from '../store/cookie-entry.ts';
import { lazily } from './lazily.tsx';
import { PayloadTree } from './PayloadTree.tsx';

const OtherValue = lazily(async () => (await import('./OtherValue.tsx')).OtherValue);

export function PayloadTab({ entry }: { readonly entry: CookieEntry }) {
  const { session } = entry;
  return session ? <PayloadTree payload={session.payload} /> : <OtherValue entry={entry} />;
}
