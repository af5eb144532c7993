/** One line about a cookie that is over the user's own budget. */
import { formatBudget } from '../../../cookies/index.ts';
import { counted } from '../../format/numbers.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';

export function BudgetSentence({ store, entry }: { readonly store: Store; readonly entry: CookieEntry }) {
  const held = store.budgets.loaded.value?.verdictOf(entry) ?? null;
  if (held === null || held.left >= 0) return null;
  const { budget, allowed, left } = held;
  return (
    <p>
      <span class="warning">▲ {counted(-left, 'byte')} over your budget</span> of {counted(allowed, 'byte')}
      {budget.kind === 'share' && ` (${formatBudget(budget)})`}.
    </p>
  );
}
