/** Which cookie is selected, also after it is gone. One concern of the store. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Host } from '../host.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { PageConcern } from './page.ts';

/** The cookie in the detail view; `goneSince` (milliseconds since 1970) when it is no longer in the jar. */
export type Selected = { readonly entry: CookieEntry; readonly goneSince: number | null };

export type SelectionConcern = {
  readonly selected: ReadonlySignal<Selected | null>;
  select(id: string): void;
};

/**
 * The first session is selected automatically, or else the cookie that has the name of one. A selected cookie that
 * disappears stays selected until another is chosen, it comes back, or the panel shows another site.
 */
export function createSelection(
  host: Pick<Host, 'now'>,
  place: PageConcern['place'],
  entries: PageConcern['entries'],
): SelectionConcern {
  const selected = signal<Selected | null>(null);
  let selectedAt = '';

  effect(() => {
    const list = entries.value;
    const here = place.value;
    // During a navigation, a tab has no page for a moment.
    if (here === '') return;
    const current = selected.peek();
    const present = current && list.find((entry) => entry.id === current.entry.id);
    if (present) {
      if (present !== current.entry || current.goneSince !== null) {
        selected.value = { entry: present, goneSince: null };
      }
    } else if (current && here === selectedAt) {
      if (current.goneSince === null) selected.value = { ...current, goneSince: host.now() };
    } else {
      const session =
        list.find(({ isSession }) => isSession) ?? list.find((entry) => entry.isExpectedSession);
      selected.value = session ? { entry: session, goneSince: null } : null;
    }
    selectedAt = here;
  });

  return {
    selected: computed(() => selected.value),
    select(id) {
      const entry = entries.peek().find((candidate) => candidate.id === id);
      if (!entry) return;
      if (entry !== selected.peek()?.entry) selected.peek()?.entry.release();
      selected.value = { entry, goneSince: null };
    },
  };
}
