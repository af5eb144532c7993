/** A size compared with its budget: the same sign and words everywhere. */
import type { Held } from '../../store/budgets-of-page.ts';
import { verdictText } from './budget-words.ts';

export function Verdict({ held }: { readonly held: Held | null }) {
  if (held === null) return null;
  if (held.left < 0) return <span class="warning">▲ {verdictText(held)}</span>;
  return (
    <>
      <span class="accepted">✓</span> {verdictText(held)}
    </>
  );
}
