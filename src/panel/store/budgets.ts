/** The user's size budgets, and the page's totals compared with them. One concern of the store; the work is in budgets-of-page.ts. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Host } from '../host.ts';
import type { PageBudgets } from './budgets-of-page.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { PageConcern } from './page.ts';

export type BudgetsConcern = {
  /** Null until it is loaded. */
  readonly loaded: ReadonlySignal<PageBudgets | null>;
  /** Bytes by which a cookie is over its budget; 0: it is not over, or has none. Reads signals. */
  excessOf(entry: CookieEntry): number;
  /** Loads the code that stores and judges budgets. `failure` says why that failed; never rejects. */
  follow(): Promise<void>;
  readonly failure: ReadonlySignal<string | null>;
};

/** @param now milliseconds since 1970 */
export function createBudgets(
  host: Pick<Host, 'disk' | 'browser'>,
  page: Pick<PageConcern, 'reading' | 'origin' | 'entries'>,
  now: ReadonlySignal<number>,
): BudgetsConcern {
  const loaded = signal<PageBudgets | null>(null);
  const failure = signal<string | null>(null);
  return {
    loaded,
    excessOf: (entry) => loaded.value?.excessOf(entry) ?? 0,
    async follow() {
      try {
        loaded.value = (await import('./budgets-of-page.ts')).createPageBudgets(host, page, now);
      } catch (error) {
        failure.value = error instanceof Error ? error.message : String(error);
      }
    },
    failure,
  };
}
