/** The row above the activity: the filter, the number of entries, and how many the record has dropped. */
import { useMemo } from 'preact/hooks';
import { clockTime } from '../../format/clock.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { type ActivityConcern, type ActivityFilter, NO_FILTER } from '../../store/activity/activity.ts';

type Props = { readonly activity: ActivityConcern };

const OUTCOMES: readonly (readonly [ActivityFilter['outcome'], string])[] = [
  ['any', 'Any outcome'],
  ['stored', 'Stored'],
  ['replaced', 'Replaced'],
  ['deleted', 'Deleted'],
  ['deletes-nothing', 'No effect'],
  ['rejected', 'Rejected'],
  ['unknown', 'Not known'],
  ['warned', 'With warnings'],
  ['unexplained', 'Not by a response'],
  ['unread', 'Headers not seen'],
];

export function ActivityToolbar({ activity }: Props) {
  const { filter } = activity;
  const narrow = (change: Partial<ActivityFilter>): void => {
    filter.value = { ...filter.peek(), ...change };
  };
  return (
    <header class="toolbar">
      <input
        type="search"
        class="filter"
        placeholder="Filter"
        aria-label="Filter by cookie, method, URL or status"
        value={filter.value.text}
        onInput={(event) => narrow({ text: event.currentTarget.value })}
      />
      <select
        aria-label="Outcome"
        value={filter.value.outcome}
        onChange={(event) => {
          const chosen = OUTCOMES.find(([name]) => name === event.currentTarget.value);
          if (chosen) narrow({ outcome: chosen[0] });
        }}
      >
        {OUTCOMES.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
      <label class="only-sessions">
        <input
          type="checkbox"
          checked={filter.value.sessionsOnly}
          onChange={(event) => narrow({ sessionsOnly: event.currentTarget.checked })}
        />
        Sessions only
      </label>
      <button type="button" class="link" onClick={() => activity.clear()}>
        Clear
      </button>
      <Summary activity={activity} />
      <DroppedNotice activity={activity} />
    </header>
  );
}

function Summary({ activity }: Props) {
  const text = shownText(activity.visible.value.length, activity.happenings.value.length);
  const { filter } = activity;
  // Announced when the filter changes; what the page does changes the number all the time.
  const told = useMemo(() => (filter.value === NO_FILTER ? '' : text), [filter.value]);
  return (
    <>
      <span class="summary">{text}</span>
      <span role="status" class="visually-hidden" aria-label="What the filter shows">
        {told}
      </span>
    </>
  );
}

function shownText(shown: number, all: number): string {
  return shown < all ? `${grouped(shown)} of ${grouped(all)}` : counted(all, 'entry', 'entries');
}

function DroppedNotice({ activity }: Props) {
  const { count, until } = activity.dropped.value;
  if (count === 0) return null;
  return (
    <span role="note" class="dropped warning">
      ▲ {counted(count, 'older entry was', 'older entries were')} dropped
      {until !== null && `: the record is complete from ${clockTime(until)}`}
    </span>
  );
}
