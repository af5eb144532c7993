/** What the end-to-end tests read off the panel, by role and name. Waits; asserts nothing. */
import type { Found, Inspected } from '../../src/demo/browsers/index.ts';

/** The row of the list whose text matches. */
export function row(tab: Inspected, name: RegExp): Promise<Found> {
  return tab.panel.waitForElement({ role: 'row', name });
}

/** The row of the payload's tree with that key. */
export function payloadRow(tab: Inspected, key: string): Promise<Found> {
  return tab.panel.waitForElement({ role: 'treeitem', name: new RegExp(`^\\W*${key}\\b`) });
}

/** Python's type of each key at the top of the payload, as shown. */
export async function payloadTypes(tab: Inspected): Promise<Record<string, string>> {
  const pairs = await tab.panel.evaluate<[string, string][]>(
    `[...document.querySelectorAll('[role=treeitem][aria-level="1"]')].map((item) => [
      item.querySelector('.tree-label').textContent,
      item.querySelector('.tree-type').textContent.split(',')[0],
    ])`,
  );
  return Object.fromEntries(pairs);
}

/** The views, whose tabs stay where they are. */
const VIEWS: readonly string[] = ['Cookies', 'Activity', 'Budgets', 'Keys', 'Scratchpad'];

/** Opens a view, or a tab of the selected cookie. */
export async function openTab(tab: Inspected, name: string): Promise<void> {
  if (VIEWS.includes(name)) return tab.panel.click({ role: 'tab', name });
  // What the workers find out about a cookie may move its tabs at any moment, away from under a pointer.
  await tab.panel.waitForElement({ role: 'tab', name });
  await tab.panel.evaluate(`document.getElementById('tab-${name.toLowerCase()}').click()`);
}

/** The value beside a name in one of the tables of facts. */
export async function fact(tab: Inspected, name: string): Promise<string> {
  const [value = ''] = await facts(tab, name);
  return value;
}

/** The values beside several names, all of the same moment. */
export function facts(tab: Inspected, ...names: string[]): Promise<string[]> {
  return tab.panel.waitFor<string[]>(
    `((shown) => shown.every(Boolean) && shown)(${JSON.stringify(names)}.map((name) =>
      [...document.querySelectorAll('.facts th')].find((th) => th.textContent === name)?.nextElementSibling.textContent))`,
    `the facts ${names.join(', ')}`,
  );
}

/** The sentences above the tabs. */
export const header = `document.querySelector('.detail-header')?.innerText ?? ''`;

/** Waits until the text that an expression gives matches. */
export async function until(tab: Inspected, expression: string, pattern: RegExp): Promise<void> {
  await tab.panel.waitFor(`${pattern}.test(${expression})`, `${pattern} in the panel`);
}
