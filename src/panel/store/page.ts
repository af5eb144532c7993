/** The inspected page as last read, and when to read it again. One concern of the store. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { domainMatches } from '../../cookies/index.ts';
import type { CookieChange, HostReading, PageReading } from '../../messaging/protocol.ts';
import type { Host } from '../host.ts';
import { type CookieEntry, entriesOf } from './cookie-entry.ts';

/** The user timing mark set when a page's cookies have arrived; the time from there until they are on screen is the panel's. */
export const ARRIVED = 'cookies-arrived';

export type PageConcern = {
  /** Null until the first reading. */
  readonly reading: ReadonlySignal<PageReading | null>;
  /** Why the last attempt to read failed; null if it did not. The previous reading is kept. */
  readonly failure: ReadonlySignal<string | null>;
  readonly entries: ReadonlySignal<readonly CookieEntry[]>;
  /** The page's host name; '' when there is none. */
  readonly host: ReadonlySignal<string>;
  /** The page's origin, whose keys and settings apply; '' when there is none. */
  readonly origin: ReadonlySignal<string>;
  /** Identifies what the cookies belong to: it differs by host, by store, and without permission. '' for no site. */
  readonly place: ReadonlySignal<string>;
  /** Reads the page now. */
  refresh(): Promise<void>;
  /** Reads the page and follows it: its cookies, navigations, permissions. */
  follow(): Promise<void>;
};

/** @param sessionNameOf the name of the session cookie of an origin; reads signals */
export function createPage(host: Host, sessionNameOf: (origin: string) => string): PageConcern {
  const reading = signal<PageReading | null>(null);
  const failure = signal<string | null>(null);
  let known: readonly CookieEntry[] = [];
  const entries = computed(() => {
    const page = reading.value;
    known = page?.kind === 'page' ? entriesOf(page.hosts, sessionNameOf, known) : [];
    return known;
  });

  const refresh = oneAtATime(async () => {
    try {
      const page = await host.readPage();
      performance.clearMarks(ARRIVED);
      performance.mark(ARRIVED);
      reading.value = page;
      failure.value = null;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
    }
  });

  const concerns = (change: CookieChange): boolean => {
    const page = reading.value;
    if (page?.kind !== 'page') return true;
    return (
      page.storeId === change.storeId && page.hosts.some(({ host: name }) => domainMatches(change, name))
    );
  };

  return {
    reading,
    failure,
    entries,
    host: computed(() => (reading.value?.kind === 'page' ? new URL(reading.value.url).host : '')),
    origin: computed(() => (reading.value?.kind === 'page' ? new URL(reading.value.url).origin : '')),
    place: computed(() => (reading.value ? placeOf(reading.value) : '')),
    refresh,
    follow() {
      host.onCookieChanged((change) => {
        if (concerns(change)) void refresh();
      });
      host.onNavigated(() => void refresh());
      host.onAccessChanged(() => void refresh());
      return refresh();
    },
  };
}

function placeOf(page: PageReading): string {
  if (page.kind === 'closed') return '';
  const [top] = page.hosts;
  return JSON.stringify([page.storeId, top?.host, isUnseen(top)]);
}

/** Whether the host's own cookies cannot be read because permission is missing. */
export function isUnseen(host: HostReading | undefined): boolean {
  return host?.missing.some(({ domain }) => domain === host.host) ?? false;
}

/** Runs the task; any number of calls made while it runs lead to one more run after it. */
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = run();
    return running ?? Promise.resolve();
  };
}
