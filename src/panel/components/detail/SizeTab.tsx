/** The size of a cookie by both rules, and where the bytes of a session go. */
import '../../styles/size.css';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { Costs } from '../size/Costs.tsx';
import { InferredHeader } from '../size/InferredHeader.tsx';
import { Limits } from '../size/Limits.tsx';
import { WireFacts } from '../size/WireFacts.tsx';

export function SizeTab({ entry }: { readonly entry: CookieEntry }) {
  const { session } = entry;
  return (
    <>
      <Limits entry={entry} />
      {session && (
        <>
          {/* The branch that is open is of no use in another cookie. */}
          <Costs key={entry.id} session={session} />
          <WireFacts session={session} />
        </>
      )}
      <InferredHeader cookie={entry.cookie} />
    </>
  );
}
