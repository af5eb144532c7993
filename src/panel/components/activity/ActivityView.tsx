/** What happened to the tab's cookies since DevTools opened: why a session was lost, every change, and one of them in full. */
import '../../styles/activity.css';
import { NO_FILTER } from '../../store/activity/activity.ts';
import type { Store } from '../../store/store.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Guarded } from '../parts/Guarded.tsx';
import { ActivityList } from './ActivityList.tsx';
import { ActivityToolbar } from './ActivityToolbar.tsx';
import { Diagnoses } from './Diagnoses.tsx';
import { HappeningDetail } from './HappeningDetail.tsx';

type Props = { readonly store: Store };

export function ActivityView({ store }: Props) {
  return (
    <main class="activity">
      <Diagnoses activity={store.activity} />
      <ActivityToolbar activity={store.activity} />
      <PartFailed activity={store.activity} />
      <Content store={store} />
    </main>
  );
}

function PartFailed({ activity: { happenings, failure } }: Pick<Store, 'activity'>) {
  if (failure.value === null || happenings.value.length === 0) return null;
  return (
    <p role="alert" class="problem">
      ✗ Not all of the activity could be judged: {failure.value}. Entries may be missing from the list.
    </p>
  );
}

function Content({ store }: Props) {
  const { happenings, visible, filter, selected, failure } = store.activity;
  if (happenings.value.length === 0) {
    if (failure.value !== null) {
      return (
        <p role="alert" class="problem">
          ✗ The activity cannot be judged: {failure.value}. If the extension was updated or reloaded, close
          DevTools and open it again.
        </p>
      );
    }
    return (
      <EmptyState title="Nothing recorded yet">
        <p>Every Set-Cookie since DevTools opened appears here. Reload the page, or log in.</p>
      </EmptyState>
    );
  }
  const happening = selected.value;
  const showAll = (): void => {
    filter.value = NO_FILTER;
  };
  return (
    <div class={happening ? 'activity-split with-detail' : 'activity-split'}>
      {visible.value.length === 0 ? (
        <EmptyState title="Nothing matches the filter">
          <p>
            <button type="button" class="link" onClick={showAll}>
              Show all entries
            </button>
          </p>
        </EmptyState>
      ) : (
        <ActivityList activity={store.activity} />
      )}
      {happening && (
        <Guarded shown={happening}>
          <HappeningDetail store={store} happening={happening} />
        </Guarded>
      )}
    </div>
  );
}
