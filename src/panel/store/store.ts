/** All the panel's state, one file per concern, created for each panel (and each test). No markup here. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Lifetime, lifetimeOf as lifetimeAt, type Shadow, shadowsOf } from '../../cookies/index.ts';
import type { Host, SiteAccess } from '../host.ts';
import { type AcceptancesConcern, createAcceptances } from './acceptances.ts';
import { type ActivityConcern, createActivity } from './activity/activity.ts';
import { type BudgetsConcern, createBudgets } from './budgets.ts';
import type { CookieEntry } from './cookie-entry.ts';
import { createEditing, type EditingConcern, madeOf } from './editing/editing.ts';
import { createInvestigations, type InvestigationsConcern } from './investigations.ts';
import type { KeyListConcern } from './key-list.ts';
import { createKeyring, type KeyringConcern } from './keyring.ts';
import { createPage, type PageConcern } from './page.ts';
import type { ScratchpadConcern } from './scratchpad.ts';
import { createSelection, type SelectionConcern } from './selection.ts';
import { createSiteSettings, type SiteSettingsConcern } from './site-settings.ts';
import { createVerdicts, type VerdictsConcern } from './verdicts.ts';

/** The views in the panel's top row. */
export type View = 'cookies' | 'activity' | 'budgets' | 'keys' | 'scratchpad';

export type DetailTab = 'payload' | 'size' | 'lifetime' | 'signature' | 'raw';

export type Store = {
  readonly page: PageConcern;
  readonly selection: SelectionConcern;
  readonly settings: SiteSettingsConcern;
  readonly keyring: KeyringConcern;
  readonly verdicts: VerdictsConcern;
  readonly acceptances: AcceptancesConcern;
  readonly investigations: InvestigationsConcern;
  /** Null until the view of the keys is shown, with which it is loaded. */
  readonly keyList: { made: KeyListConcern | null };
  readonly activity: ActivityConcern;
  readonly budgets: BudgetsConcern;
  readonly editing: EditingConcern;
  /** Null until its view is shown, with which it is loaded. */
  readonly scratchpad: { made: ScratchpadConcern | null };
  readonly access: SiteAccess;
  /** For the concerns that are created later. */
  readonly host: Pick<Host, 'browser' | 'keySearch'>;
  readonly filter: Signal<string>;
  /** The entries that the filter lets through. */
  readonly visible: ReadonlySignal<readonly CookieEntry[]>;
  /** Same-named cookies that reach the server together, by the ids of the cookies concerned. */
  readonly shadows: ReadonlySignal<ReadonlyMap<string, Shadow>>;
  readonly view: Signal<View>;
  readonly tab: Signal<DetailTab>;
  /** Milliseconds since 1970; moves about once a second. */
  readonly now: ReadonlySignal<number>;
  /** Both clocks of a session; null when its timestamp cannot be read. Reads signals. */
  lifetimeOf(entry: CookieEntry): Lifetime | null;
  copy(text: string): Promise<void>;
  /** Reads the page, then the record and the budgets, and keeps following all of them. */
  start(): Promise<void>;
};

/** The state of one panel. The stored keys and settings are read at once, the page and the record from `start` on. */
export function createStore(host: Host): Store {
  const settings = createSiteSettings(host);
  const keyring = createKeyring(host);
  const page = createPage(host, (origin) => settings.of(origin).cookieName);
  const selection = createSelection(host, page.place, page.entries);
  const filter = signal('');
  const now = signal(host.now());
  const editing = createEditing(host);
  const activity = createActivity(host, page, keyring, settings, editing);
  const aheadOf = (origin: string): number => activity.serverOffsets.value.get(origin)?.ahead ?? 0;
  const lifetimeOf = (entry: CookieEntry): Lifetime | null => {
    const { outline } = entry;
    if (outline.kind !== 'flask-session' || outline.timestamp.state !== 'read') return null;
    return lifetimeAt({
      expires: entry.cookie.expires,
      timestamp: outline.timestamp.seconds,
      setting: settings.of(entry.origin).lifetime,
      original: madeOf(editing, entry.cookie)?.original ?? null,
      now: now.value / 1000,
      serverAhead: aheadOf(entry.origin),
    });
  };
  const budgets = createBudgets(host, page, now);
  const verdicts = createVerdicts(keyring, settings, now, lifetimeOf, editing, aheadOf);
  return {
    page,
    selection,
    settings,
    keyring,
    verdicts,
    acceptances: createAcceptances(page.entries, verdicts, keyring),
    investigations: createInvestigations(host.keySearch, page, selection, keyring, settings, verdicts),
    keyList: { made: null },
    activity,
    budgets,
    editing,
    scratchpad: { made: null },
    access: host.access,
    host,
    filter,
    visible: computed(() => page.entries.value.filter(matching(filter.value))),
    shadows: computed(() => shadowsById(page.entries.value)),
    view: signal<View>('cookies'),
    tab: signal<DetailTab>('payload'),
    now,
    lifetimeOf,
    copy: host.copyText,
    start() {
      const look = (): void => {
        now.value = host.now();
      };
      host.onSecond(look);
      // A cookie signed since the last reading would appear to come from the future.
      page.reading.subscribe(look);
      // The record is judged by the page that it belongs to, and by what the panel wrote itself.
      return page.follow().then(editing.follow).then(activity.follow).then(budgets.follow);
    },
  };
}

function matching(filter: string): (entry: CookieEntry) => boolean {
  const wanted = filter.trim().toLowerCase();
  return ({ cookie }) =>
    [cookie.name, cookie.value, cookie.domain].some((text) => text.toLowerCase().includes(wanted));
}

function shadowsById(entries: readonly CookieEntry[]): ReadonlyMap<string, Shadow> {
  const ids = new Map(entries.map((entry) => [entry.cookie, entry.id]));
  const shadows = new Map<string, Shadow>();
  for (const url of new Set(entries.map((entry) => entry.host.url))) {
    const cookies = entries.filter((entry) => entry.host.url === url).map((entry) => entry.cookie);
    for (const shadow of shadowsOf(cookies, new URL(url))) {
      for (const cookie of shadow.cookies) shadows.set(ids.get(cookie) ?? '', shadow);
    }
  }
  return shadows;
}
