/** All the panel's state, one file a concern, made anew for each panel (and each test). No markup here. */
import { computed, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { type Lifetime, lifetimeOf as lifetimeAt, type Shadow, shadowsOf } from '../../cookies/index.ts';
import { FLASK_SIGNING, type Verdict, verdictOf } from '../../session/index.ts';
import type { Host, SiteAccess } from '../host.ts';
import type { CookieEntry } from './cookie-entry.ts';
import { createPage, type PageConcern } from './page.ts';
import { createSelection, type SelectionConcern } from './selection.ts';
import { createSignatures, type SignaturesConcern } from './signatures.ts';
import { createSiteSettings, type SiteSettingsConcern } from './site-settings.ts';

export type DetailTab = 'payload' | 'size' | 'lifetime' | 'signature' | 'raw';

export type Store = {
  readonly page: PageConcern;
  readonly selection: SelectionConcern;
  readonly settings: SiteSettingsConcern;
  readonly signatures: SignaturesConcern;
  readonly access: SiteAccess;
  readonly filter: Signal<string>;
  /** The entries that the filter lets through. */
  readonly visible: ReadonlySignal<readonly CookieEntry[]>;
  /** Same-named cookies that reach the server together, by the ids of those concerned. */
  readonly shadows: ReadonlySignal<ReadonlyMap<string, Shadow>>;
  readonly tab: Signal<DetailTab>;
  /** Milliseconds since 1970; moves about once a second. */
  readonly now: ReadonlySignal<number>;
  /** Both clocks of a session; null when its timestamp cannot be read. Reads signals. */
  lifetimeOf(entry: CookieEntry): Lifetime | null;
  /** What Flask does with a session that the user's key has signed; null for any other. Follows no signal. */
  verdictOf(entry: CookieEntry): Verdict | null;
  copy(text: string): Promise<void>;
  /** Reads the page and keeps following it. */
  start(): Promise<void>;
};

export function createStore(host: Host): Store {
  const page = createPage(host);
  const settings = createSiteSettings(host);
  const filter = signal('');
  const now = signal(host.now());
  const signatures = createSignatures(settings);
  const lifetimeOf = (entry: CookieEntry): Lifetime | null => {
    const { outline } = entry;
    if (outline.kind !== 'flask-session' || outline.timestamp.state !== 'read') return null;
    return lifetimeAt({
      expires: entry.cookie.expires,
      timestamp: outline.timestamp.seconds,
      setting: settings.lifetime(entry.origin).value,
      now: now.value / 1000,
    });
  };
  return {
    page,
    selection: createSelection(host, page.place, page.entries),
    settings,
    signatures,
    access: host.access,
    filter,
    visible: computed(() => page.entries.value.filter(matching(filter.value))),
    shadows: computed(() => shadowsById(page.entries.value)),
    tab: signal<DetailTab>('payload'),
    now,
    lifetimeOf,
    verdictOf(entry) {
      return untracked(() => {
        const signature = signatures.signatureOf(entry);
        const server = lifetimeOf(entry)?.server;
        if (signature.state !== 'valid' || !server) return null;
        const { bytes } = signature.key;
        // Of a lifetime that is only known to be at least so long, nothing says when it ends.
        const lifetime = server.source === 'at-least' ? Number.MAX_SAFE_INTEGER : server.lifetime;
        const seconds = Math.floor(now.value / 1000);
        return verdictOf(entry.cookie.value, { keys: [bytes], parameters: FLASK_SIGNING, lifetime }, seconds);
      });
    },
    copy: host.copyText,
    start() {
      const look = (): void => {
        now.value = host.now();
      };
      host.onSecond(look);
      // A cookie signed since the last look would seem to come from the future.
      page.reading.subscribe(look);
      return page.follow();
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
