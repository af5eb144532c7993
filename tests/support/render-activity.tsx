/** Renders the panel with its view of the activity in front, and what a user does there. */
import { screen, within } from '@testing-library/preact';
import type { NewEntry } from '../../src/messaging/recording.ts';
import type { Store } from '../../src/panel/store/store.ts';
import { FakeHost, pageWith } from './fake-host.ts';
import { renderPanel, settle } from './render-panel.tsx';

/** A host whose page has no cookies, and whose record holds these entries. */
export function hostRecording(...entries: readonly NewEntry[]): FakeHost {
  const host = new FakeHost();
  host.page = pageWith([]);
  host.recorder.record(...entries);
  return host;
}

export async function renderActivity(host: FakeHost): Promise<Store> {
  const store = await renderPanel(host);
  await settle(() => screen.getByRole('tab', { name: 'Activity' }).click());
  return store;
}

/** The rows of the entries, without the head. */
export function rows(): HTMLElement[] {
  return within(screen.getByRole('grid', { name: 'Activity' }))
    .getAllByRole('row')
    .slice(1);
}

/** What each column of a row says, but for its sign. */
export function cells(row: HTMLElement | undefined): string[] {
  if (!row) return [];
  return within(row)
    .getAllByRole('cell')
    .slice(1)
    .map((cell) => (cell.textContent ?? '').trim());
}

export const choose = (row: HTMLElement | undefined) => settle(() => row?.click());

export const entry = () => within(screen.getByRole('region', { name: 'Selected entry' }));

/** Presses a key in the list. */
export async function key(name: string): Promise<void> {
  const grid = screen.getByRole('grid', { name: 'Activity' });
  await settle(() => grid.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
}

export async function filterBy(text: string): Promise<void> {
  const field = screen.getByRole('searchbox') as HTMLInputElement;
  await settle(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function chooseOutcome(words: string): Promise<void> {
  const list = screen.getByRole('combobox', { name: 'Outcome' }) as HTMLSelectElement;
  const option = within(list).getByRole('option', { name: words }) as HTMLOptionElement;
  await settle(() => {
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
