/** The field of one budget: accepted on Enter or on leaving the field, refused with a sentence, emptied to remove it. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { type Budget, formatBudget, parseBudget } from '../../../cookies/index.ts';

type Props = {
  /** Completes "Budget for …". */
  readonly of: string;
  readonly budget: Budget | null;
  /** Why no budget can be set here at all, as a sentence; null if one can. */
  readonly obstacle?: string | null;
  /** Null: remove it. */
  readonly onTake: (budget: Budget | null) => void;
};

export function BudgetField({ of, budget, obstacle = null, onTake }: Props) {
  /** Text that was refused: it stays in the field to be corrected. */
  const refused = useSignal<{ readonly text: string; readonly problem: string } | null>(null);
  const id = useId();
  const kept = budget === null ? '' : formatBudget(budget);
  const take = (input: HTMLInputElement): void => {
    const text = input.value;
    if (text.trim() === '') {
      refused.value = null;
      input.value = '';
      if (budget !== null) onTake(null);
      return;
    }
    const parsed = parseBudget(text);
    const problem = parsed.ok ? obstacle : parsed.message;
    refused.value = problem === null ? null : { text, problem };
    if (!parsed.ok || problem !== null) return;
    // The same budget written differently changes nothing that would redraw the field.
    input.value = formatBudget(parsed.budget);
    onTake(parsed.budget);
  };
  return (
    <span class="budget-field">
      <input
        type="text"
        class="text-input"
        aria-label={`Budget for ${of}`}
        aria-invalid={refused.value !== null}
        aria-describedby={refused.value ? id : undefined}
        placeholder="none"
        autocomplete="off"
        spellcheck={false}
        value={refused.value?.text ?? kept}
        onChange={(event) => take(event.currentTarget)}
      />
      {budget !== null && (
        <button
          type="button"
          class="icon-button"
          aria-label={`Remove the budget for ${of}`}
          title="Remove this budget"
          onClick={() => {
            refused.value = null;
            onTake(null);
          }}
        >
          ×
        </button>
      )}
      {refused.value && (
        <span role="alert" id={id} class="problem">
          ✗ {refused.value.problem}
          {budget !== null && ` Still in effect: ${kept}.`}
        </span>
      )}
    </span>
  );
}
