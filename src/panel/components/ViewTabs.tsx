/** The topmost row: the panel's views, and the host of the page. */
import type { Store, View } from '../store/store.ts';
import { type Tab, TabList } from './parts/Tabs.tsx';

/** The id of the element that shows the chosen view. */
export const VIEW_PANEL = 'view';

const VIEWS: readonly Tab<View>[] = [
  { name: 'cookies', label: 'Cookies' },
  { name: 'activity', label: 'Activity' },
  { name: 'budgets', label: 'Budgets' },
  { name: 'keys', label: 'Keys' },
  { name: 'scratchpad', label: 'Scratchpad' },
];

export function ViewTabs({ store }: { readonly store: Store }) {
  return (
    <div class="tab-row views">
      <TabList
        label="Session Lens"
        tabs={VIEWS}
        current={store.view.value}
        controls={VIEW_PANEL}
        onSelect={(view) => {
          store.view.value = view;
        }}
      />
      <span class="page-host">{store.page.host}</span>
    </div>
  );
}
