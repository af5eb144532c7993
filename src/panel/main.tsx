/** The panel's entry: the real host, the store, the interface. */
import './styles/panel.css';
import { render } from 'preact';
import { createBrowserHost } from './browser-host.ts';
import { App } from './components/App.tsx';
import { loadAll } from './components/parts/lazily.tsx';
import { createStore } from './store/store.ts';
import { applyTheme } from './theme.ts';

const host = createBrowserHost();
applyTheme(host);
const store = createStore(host);
render(<App store={store} />, document.body);
void store.start().then(loadAll);
