/** Renders the view of the keys alone on a fake host, and what a user does there. */
import { render, screen, within } from '@testing-library/preact';
import { KeysView } from '../../src/panel/components/keys/KeysView.tsx';
import { createStore, type Store } from '../../src/panel/store/store.ts';
import { type FakeHost, pageWith } from './fake-host.ts';
import { settle } from './render-panel.tsx';

/** The origin of the page that `pageWith` makes. */
export const SITE = 'http://localhost:5000';

/** On a page without cookies, unless the host has another one. */
export async function renderKeys(host: FakeHost): Promise<Store> {
  if (!(host.page instanceof Error) && host.page.kind === 'closed') host.page = pageWith([]);
  const store = createStore(host);
  render(<KeysView store={store} />);
  await settle(() => store.start());
  return store;
}

export const field = (name: string | RegExp) => screen.getByLabelText(name) as HTMLInputElement;

export const press = (name: string | RegExp) => settle(() => screen.getByRole('button', { name }).click());

/** Types into a field, or chooses in a list; `change`: and leaves it. */
export async function enter(
  name: string | RegExp,
  text: string,
  event: 'input' | 'change' = 'input',
): Promise<void> {
  const input = field(name);
  await settle(() => {
    input.value = text;
    input.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

/** Pastes keys and takes them. */
export async function addKey(text: string, name = ''): Promise<void> {
  await enter('Secret key', text);
  if (name) await enter('Name', name);
  await press('Add');
}

export const section = (name: string) => within(screen.getByRole('region', { name }));

/** What the field for keys has been recognised as, or what became of it. */
export const said = () => section('Add a key').getByRole('status').textContent;

/** The names of a site's keys in order, as the table shows them. */
export function names(): string[] {
  return (screen.queryAllByLabelText(/^Name of /) as HTMLInputElement[]).map(({ value }) => value);
}
