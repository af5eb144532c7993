/** What the end-to-end tests read off the panel and do in it, by role and name. Waits; asserts nothing. */
import type { Found, Inspected, RoleTarget } from '../../src/demo/browsers/index.ts';

/** The sentences above the tabs. */
export const header: RoleTarget = { role: 'region', name: 'Summary' };

/** The views, whose tabs stay where they are. */
const VIEWS: readonly string[] = ['Cookies', 'Activity', 'Budgets', 'Keys', 'Scratchpad'];

/** The row of the list whose text matches. */
export function row(tab: Inspected, name: RegExp): Promise<Found> {
  return tab.panel.waitForElement({ role: 'row', name });
}

/** The row of the payload's tree with that key. */
export function payloadRow(tab: Inspected, key: string): Promise<Found> {
  return tab.panel.waitForElement({ role: 'treeitem', name: new RegExp(`^\\W*${key}\\b`) });
}

/** Opens a view, or a tab of the selected cookie. */
export async function openTab(tab: Inspected, name: string): Promise<void> {
  const target = { role: 'tab', name };
  if (VIEWS.includes(name)) await tab.panel.click(target);
  else await activate(tab, target);
}

/** Clicks what may move at any moment, by what the workers find out, away from under a pointer. */
export async function activate(tab: Inspected, target: RoleTarget): Promise<void> {
  await tab.panel.focus(target);
  await tab.panel.evaluate('document.activeElement.click()');
}

/** The value beside a name in one of the tables of facts. */
export async function fact(tab: Inspected, name: string): Promise<string> {
  const [value = ''] = await facts(tab, name);
  return value;
}

/** The values beside several names, all of the same moment. */
export async function facts(tab: Inspected, ...names: string[]): Promise<string[]> {
  for (const name of names) await tab.panel.waitForElement({ role: 'rowheader', name });
  const rows = await tab.panel.find({ role: 'row', within: '[role=tabpanel]' });
  return names.map((name) => rows.find(({ cells }) => cells[0] === name)?.cells[1] ?? '');
}

/** Waits until what is seen of an element, or the text that an expression gives, matches. */
export async function until(tab: Inspected, shown: RoleTarget | string, pattern: RegExp): Promise<void> {
  if (typeof shown !== 'string') await tab.panel.waitForElement({ ...shown, text: pattern });
  else await tab.panel.waitFor(`${pattern}.test(${shown})`, `${pattern} in the panel`);
}
