/** Sets a budget for a cookie by name, so that it applies as soon as the cookie appears. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { parseBudget } from '../../../cookies/index.ts';
import type { PageBudgets } from '../../store/budgets-of-page.ts';
import { nameText } from './budget-words.ts';
import { obstacleTo } from './CookieBudgets.tsx';
import { nameProblem } from './name-rule.ts';

type Props = { readonly budgets: PageBudgets; readonly origin: string };

type Problem = { readonly field: 'name' | 'budget'; readonly message: string };

export function AddBudget({ budgets, origin }: Props) {
  const name = useSignal('');
  const budget = useSignal('');
  const problem = useSignal<Problem | null>(null);
  const outcome = useSignal('');
  const id = useId();
  const add = (): void => {
    const wanted = name.value.trim();
    const message = nameProblem(wanted) ?? obstacleTo(wanted, budgets.ofPage.peek());
    const parsed = parseBudget(budget.value);
    outcome.value = '';
    if (message !== null) problem.value = { field: 'name', message };
    else if (!parsed.ok) problem.value = { field: 'budget', message: parsed.message };
    else {
      budgets.setCookie(origin, wanted, parsed.budget);
      problem.value = null;
      outcome.value = `Budget set for ${nameText(wanted)}.`;
      name.value = '';
      budget.value = '';
    }
  };
  const field = (which: Problem['field']) => ({
    class: 'text-input',
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': problem.value?.field === which,
    'aria-describedby': problem.value?.field === which ? id : undefined,
  });
  return (
    <form
      class="add-budget"
      aria-label="A cookie that is not present"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label>
        Another cookie{' '}
        <input
          type="text"
          {...field('name')}
          placeholder="name"
          value={name}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
      </label>{' '}
      <label>
        Its budget{' '}
        <input
          type="text"
          {...field('budget')}
          placeholder="2 KiB, 50 %"
          value={budget}
          onInput={(event) => {
            budget.value = event.currentTarget.value;
          }}
        />
      </label>{' '}
      <button type="submit" class="button">
        Set
      </button>{' '}
      <span role="status" class="quiet">
        {outcome}
      </span>
      {problem.value && (
        <span role="alert" id={id} class="problem">
          ✗ {problem.value.message}
        </span>
      )}
    </form>
  );
}
