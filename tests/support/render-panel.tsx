/** Renders the panel on a fake host and waits until it has read the page. */
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { App } from '../../src/panel/components/App.tsx';
import { loadAll } from '../../src/panel/components/parts/lazily.tsx';
import { createStore, type Store } from '../../src/panel/store/store.ts';
import type { FakeHost } from './fake-host.ts';

afterEach(cleanup);

export async function renderPanel(host: FakeHost): Promise<Store> {
  // What the panel loads a moment later is there at once: a test waits for nothing but the panel itself.
  await loadAll();
  const store = createStore(host);
  render(<App store={store} />);
  await settle(() => store.start());
  return store;
}

/** Does something and lets every promise and rendering that follows from it come to rest. */
export async function settle(action: () => unknown): Promise<void> {
  await act(async () => {
    await action();
    await new Promise((resolve) => setTimeout(resolve));
  });
}
