/** A size beside its budget in a few words: the same sign and words wherever one stands. */
import type { Held } from '../../store/budgets-of-page.ts';
import { allowedText, leftText } from './budget-words.ts';

export function Verdict({ held }: { readonly held: Held | null }) {
  if (held === null) return null;
  const share = allowedText(held);
  if (held.left < 0) {
    return (
      <span class="warning">
        ▲ {leftText(held.left)}
        {share}
      </span>
    );
  }
  return (
    <>
      <span class="accepted">✓</span> {leftText(held.left)}
      {share}
    </>
  );
}
