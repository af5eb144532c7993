/** A size compared with its budget: the same sign and words everywhere. */
import type { Held } from '../../store/budgets-of-page.ts';
import { NOT_KNOWN, verdictText } from './budget-words.ts';

type Props = {
  readonly held: Held | null;
  /** False: there may be more than could be read, so that only being over is certain. */
  readonly isWhole?: boolean;
};

export function Verdict({ held, isWhole = true }: Props) {
  if (held === null) return null;
  if (held.left < 0) return <span class="warning">▲ {verdictText(held)}</span>;
  if (!isWhole) return <span class="quiet">{NOT_KNOWN}</span>;
  return (
    <>
      <span class="accepted">✓</span> {verdictText(held)}
    </>
  );
}
