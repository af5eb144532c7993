/** Every cookie of the page with its size and its budget, the largest first; then the budgets of cookies that are not present. */
import { useState } from 'preact/hooks';
import { BROWSER_LIMIT, budgetOf, type SiteBudgets } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import type { PageBudgets } from '../../store/budgets-of-page.ts';
import { MOST_BUDGETS } from '../../store/budgets-stored.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { AddBudget } from './AddBudget.tsx';
import { BudgetField } from './BudgetField.tsx';
import { NOT_KNOWN, nameText, placeText, shown } from './budget-words.ts';
import { Verdict } from './Verdict.tsx';

/** Rows without a budget before the user asks for more. */
const ROWS_AT_ONCE = 40;
const MORE_ROWS = 400;

type Props = { readonly store: Store; readonly budgets: PageBudgets };

type TableProps = Props & {
  /** Whether all cookies of the page can be read. */
  readonly isWhole: boolean;
};

export function CookieBudgets({ store, budgets, isWhole }: TableProps) {
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const ofPage = budgets.ofPage.value;
  const origin = store.page.origin.value;
  const entries = store.page.entries.value.toSorted((a, b) => b.size.total - a.size.total);
  const rows = entries.filter(({ cookie }, index) => index < most || budgetOf(cookie.name, ofPage) !== null);
  const hidden = entries.length - rows.length;
  const present = new Set(entries.map(({ cookie }) => cookie.name));
  const absent = ofPage.cookies.filter(({ name }) => !present.has(name));
  return (
    <section aria-label="Cookies and their budgets">
      <table class="budget-table">
        <caption>Cookies</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" class="number">
              Bytes
            </th>
            <th scope="col" class="number share" title="Of the browser’s limit for name + value">
              of {grouped(BROWSER_LIMIT)}
            </th>
            <th scope="col" class="budget">
              Budget
            </th>
            <th scope="col" class="verdict">
              Verdict
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <Row key={`${origin} ${entry.id}`} store={store} budgets={budgets} entry={entry} />
          ))}
          {absent.map(({ name, budget }) => (
            <tr key={`${origin} absent ${name}`}>
              <th scope="row" title={shown(name)}>
                {nameText(name)}
              </th>
              <td class="number quiet">–</td>
              <td class="number share" />
              <td class="budget">
                <BudgetField
                  of={nameText(name)}
                  budget={budget}
                  onTake={(taken) => budgets.setCookie(origin, name, taken)}
                />
              </td>
              <td class="verdict quiet">{isWhole ? 'not present' : NOT_KNOWN}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && (
        <p class="quiet">
          {isWhole ? 'This page has no cookies.' : 'No cookie of this page can be read without permission.'}
        </p>
      )}
      {hidden > 0 && (
        <p>
          <button type="button" class="link" onClick={() => setMost(most + MORE_ROWS)}>
            Show {counted(Math.min(hidden, MORE_ROWS), 'smaller cookie')}
          </button>
        </p>
      )}
      {/* Text typed for one site does not apply to the next. */}
      <AddBudget key={origin} budgets={budgets} origin={origin} />
    </section>
  );
}

function Row({ store, budgets, entry }: Props & { readonly entry: CookieEntry }) {
  const { cookie, size } = entry;
  const origin = store.page.origin.value;
  const ofPage = budgets.ofPage.value;
  const name = nameText(cookie.name);
  const place = placeText(cookie, new URL(origin).hostname);
  return (
    <tr>
      <th scope="row" title={`${name} ${place}`}>
        {name} {place !== '' && <span class="quiet">{place}</span>}
      </th>
      <td class="number">{grouped(size.total)}</td>
      <td class="number share">{((100 * size.total) / BROWSER_LIMIT).toFixed(1)} %</td>
      <td class="budget">
        <BudgetField
          of={place === '' ? name : `${name} (${place})`}
          budget={budgetOf(cookie.name, ofPage)}
          obstacle={obstacleTo(cookie.name, ofPage)}
          onTake={(taken) => budgets.setCookie(origin, cookie.name, taken)}
        />
      </td>
      <td class="verdict">
        <Verdict held={budgets.verdictOf(entry)} />
      </td>
    </tr>
  );
}

/** Why no budget can be set for the name; null when one can. */
export function obstacleTo(name: string, ofPage: SiteBudgets): string | null {
  if (ofPage.cookies.length < MOST_BUDGETS || budgetOf(name, ofPage) !== null) return null;
  return `This site has ${MOST_BUDGETS} budgets, which is the maximum: remove one first.`;
}
