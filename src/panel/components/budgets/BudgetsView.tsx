/** The view of what the page's cookies cost: the user's budgets, the Cookie header, and the browser's and servers' limits. */
import '../../styles/budgets.css';
import { counted } from '../../format/numbers.ts';
import type { PageBudgets } from '../../store/budgets-of-page.ts';
import type { Store } from '../../store/store.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { CookieBudgets } from './CookieBudgets.tsx';
import { HeaderTotals } from './HeaderTotals.tsx';
import { JarTotals } from './JarTotals.tsx';
import { MissingCookies } from './MissingCookies.tsx';
import { SaveReport } from './SaveReport.tsx';

type Props = { readonly store: Store };

export function BudgetsView({ store }: Props) {
  const { loaded, failure } = store.budgets;
  if (failure.value !== null) {
    return (
      <p role="alert" class="problem">
        ✗ The budgets could not be loaded: {failure.value}. If the extension was updated or reloaded, close
        DevTools and open it again.
      </p>
    );
  }
  const budgets = loaded.value;
  const totals = budgets?.totals.value;
  const request = budgets?.request.value;
  if (!budgets || !totals || !request) return <NoPage store={store} />;
  const { missing } = totals.reload;
  const isWhole = missing.length === 0;
  return (
    <main class="budgets-view">
      <Summary store={store} budgets={budgets} isWhole={isWhole} />
      <MissingCookies store={store} missing={missing} />
      <Problem budgets={budgets} />
      <div class="budget-sections">
        <CookieBudgets store={store} budgets={budgets} isWhole={isWhole} />
        <div>
          <HeaderTotals store={store} budgets={budgets} request={request} frames={totals.frames} />
          <JarTotals jar={totals.jar} isWhole={isWhole} />
          <SaveReport store={store} budgets={budgets} />
        </div>
      </div>
    </main>
  );
}

function NoPage({ store }: Props) {
  if (store.page.reading.value?.kind !== 'closed') {
    return store.page.failure.value === null ? <EmptyState title="Reading the page’s cookies…" /> : null;
  }
  return (
    <EmptyState title="This page has no cookies to budget">
      <p>It is not a website. Open your application in this tab; the panel follows.</p>
    </EmptyState>
  );
}

type SummaryProps = Props & {
  readonly budgets: PageBudgets;
  /** Whether all cookies of the page can be read. */
  readonly isWhole: boolean;
};

function Summary({ store, budgets, isWhole }: SummaryProps) {
  const { cookies, header } = budgets.ofPage.value;
  const count = cookies.length + (header === null ? 0 : 1);
  const exceeded = budgets.exceeded.value;
  return (
    <p role="status" aria-label="Budgets">
      {exceeded > 0 ? (
        <span class="warning">▲ {counted(exceeded, 'size')} over budget</span>
      ) : count > 0 && !isWhole ? (
        'Not known whether anything is over budget'
      ) : count > 0 ? (
        <>
          <span class="accepted">✓</span> Nothing is over budget
        </>
      ) : (
        'No budgets yet'
      )}{' '}
      <span class="quiet">
        for {store.page.origin}
        {count === 0 &&
          ': type one beside a cookie, in bytes (2000, 2 KiB) or as a share of the limit (50 %)'}
        .
      </span>
    </p>
  );
}

function Problem({ budgets }: { readonly budgets: PageBudgets }) {
  const problem = budgets.problem.value;
  return (
    <p role="alert" class="problem">
      {problem !== null && `✗ The browser did not save these budgets: ${problem}`}
    </p>
  );
}
