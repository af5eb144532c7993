/** What happened to the tab's cookies since DevTools opened, and why a session was lost. One concern of the store. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Dropped } from '../../../messaging/recording.ts';
import type { Diagnosis, Outcome, TrailEntry } from '../../../trail/index.ts';
import type { Host } from '../../host.ts';
import { CookieEntry } from '../cookie-entry.ts';
import type { EditingConcern } from '../editing/editing.ts';
import type { KeyringConcern } from '../keyring.ts';
import type { PageConcern } from '../page.ts';
import type { SiteSettingsConcern } from '../site-settings.ts';
import type { SignatureState } from '../verdicts.ts';
import type { Followed } from './following.ts';
import type { Signatures } from './judging.ts';
import type { Happening, Surroundings } from './ledger.ts';
import type { ServerOffsets } from './server-clock.ts';

/** The filter of the list; all parts must match. */
export type ActivityFilter = {
  /** A part of a cookie's name, or of the request's method, URL or status. */
  readonly text: string;
  readonly outcome: Outcome | 'any' | 'warned' | 'unexplained' | 'unread';
  /** Only the cookies that held a session. */
  readonly sessionsOnly: boolean;
};

export type ActivityConcern = {
  /** Oldest first. */
  readonly happenings: ReadonlySignal<readonly Happening[]>;
  /** The happenings that the filter lets through. */
  readonly visible: ReadonlySignal<readonly Happening[]>;
  readonly filter: Signal<ActivityFilter>;
  readonly dropped: ReadonlySignal<Dropped>;
  readonly selected: ReadonlySignal<Happening | null>;
  select(id: number | null): void;
  /** Selects an entry, or the Set-Cookie that turned out to have caused it; resets a filter that hides it. */
  show(id: number): void;
  /** The cookie of a happening as it was then, shown like a live one; null if there is none. */
  cookieOf(happening: Happening): CookieEntry | null;
  /**
   * Which of the site's keys signed the session that an entry sets; `unsigned` if it sets none. Verifies each once, on
   * demand. Reads signals: follows the keys and settings.
   */
  signatureOf(happening: Happening): SignatureState;
  /** `+cart ~visits −user`: the session's keys that an entry changed; '' if it is not about a session. */
  changesOf(happening: Happening): string;
  /** The happenings of the same cookie, oldest first. */
  trailOf(happening: Happening): readonly Happening[];
  /** Reads signals: follows the record, the keys and the settings. */
  readonly diagnoses: ReadonlySignal<readonly Diagnosis[]>;
  /** How far the servers' clocks are from the browser's, as the newest response of each origin tells. */
  readonly serverOffsets: ReadonlySignal<ServerOffsets>;
  clear(): void;
  /** Starts following the record once the code that judges it is loaded. `failure` says why that failed; never rejects. */
  follow(): Promise<void>;
  /** Why the record, or a part of it, cannot be judged; null if it can. */
  readonly failure: ReadonlySignal<string | null>;
};

export const NO_FILTER: ActivityFilter = { text: '', outcome: 'any', sessionsOnly: false };

const GONE: ReadonlySet<Outcome> = new Set(['deleted', 'deletes-nothing']);
const UNSIGNED: SignatureState = { state: 'unsigned' };
const NO_KEY: SignatureState = { state: 'no-key' };

/** The code that judges the record; loaded after the panel has appeared. */
type Judging = typeof import('./following.ts');

/** Empty until `follow`. What the panel wrote itself is known by `ownWrites`. */
export function createActivity(
  host: Pick<Host, 'recorder' | 'browser'>,
  page: Pick<PageConcern, 'reading'>,
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
  { ownWrites }: Pick<EditingConcern, 'ownWrites'>,
): ActivityConcern {
  const happenings = signal<readonly Happening[]>([]);
  const serverOffsets = signal<ServerOffsets>(new Map());
  const dropped = signal<Dropped>({ count: 0, until: null });
  const selectedId = signal<number | null>(null);
  const filter = signal(NO_FILTER);
  const failure = signal<string | null>(null);
  const judging = signal<Judging | null>(null);
  const signatures = signal<Signatures | null>(null);
  const followed = signal<Followed | null>(null);
  const sessionNameOf = (origin: string): string => settings.of(origin).cookieName;

  const judgeWith = (loaded: Judging): void => {
    const signatureOf = loaded.createSignatures(keyring, settings);
    const surroundings: Surroundings = {
      ...{ browser: host.browser, storeId: () => pageOf(page)?.storeId ?? '', sessionNameOf },
      isOwn: (change) => loaded.isOwnChange(change, ownWrites.peek()),
    };
    const shown = { happenings, serverOffsets, dropped, failure };
    judging.value = loaded;
    signatures.value = signatureOf;
    followed.value = loaded.followRecord(host, surroundings, signatureOf, settings, shown);
  };

  /** The page that an entry is about: a change without a response belongs to the current page. */
  const urlOf = ({ request }: TrailEntry): string | undefined => request?.url ?? pageOf(page)?.url.href;

  const visible = computed(() =>
    happenings.value.filter(judging.value?.matching(filter.value) ?? (() => false)),
  );

  return {
    happenings,
    filter,
    dropped,
    visible,
    selected: computed(
      () => happenings.value.find(({ recorded }) => recorded.id === selectedId.value) ?? null,
    ),
    select: (id) => {
      selectedId.value = id;
    },
    show(told) {
      const id = happenings.peek().find(isAbout(told))?.recorded.id ?? told;
      if (!visible.peek().some(({ recorded }) => recorded.id === id)) filter.value = NO_FILTER;
      selectedId.value = id;
    },
    cookieOf(happening) {
      if (happening.kind === 'unread') return null;
      const { entry } = happening.step;
      const url = urlOf(entry);
      if (url === undefined) return null;
      const about = { host: new URL(url).hostname, url, isTop: true };
      const isExpected = entry.name === sessionNameOf(new URL(url).origin);
      return new CookieEntry(`activity ${entry.id}`, entry.cookie, about, isExpected);
    },
    signatureOf(happening) {
      if (happening.kind === 'unread' || !happening.isSession || GONE.has(happening.outcome)) return UNSIGNED;
      const { entry } = happening.step;
      const url = urlOf(entry);
      if (url === undefined || !signatures.value) return NO_KEY;
      return signatures.value(entry, new URL(url).origin);
    },
    trailOf(happening) {
      const loaded = judging.peek();
      if (happening.kind === 'unread' || !loaded) return [];
      const same = loaded.sameCookieAs(happening.step.entry.cookie);
      return happenings.value.filter((other) => other.kind !== 'unread' && same(other.step.entry.cookie));
    },
    changesOf: (happening) => followed.value?.changesOf(happening) ?? '',
    diagnoses: computed(() => followed.value?.diagnoses.value ?? []),
    serverOffsets,
    clear: () => host.recorder.clear(),
    async follow() {
      try {
        judgeWith(await import('./following.ts'));
      } catch (error) {
        failure.value = error instanceof Error ? error.message : String(error);
      }
    },
    failure,
  };
}

/** Finds an entry, also by the id it had first. */
function isAbout(id: number): (happening: Happening) => boolean {
  return ({ recorded }) => recorded.id === id || (recorded.kind === 'set-cookie' && recorded.explains === id);
}

function pageOf({ reading }: Pick<PageConcern, 'reading'>): { url: URL; storeId: string } | null {
  const page = reading.peek();
  return page?.kind === 'page' ? { url: new URL(page.url), storeId: page.storeId } : null;
}
