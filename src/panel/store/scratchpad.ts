/** What was pasted into the scratchpad, and the cookies found in it. One concern of the store, loaded with its view; nothing of it may be kept or sent anywhere. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  MAX_PASTED_TEXT,
  type ParsedSetCookie,
  type PastedCookie,
  readPastedCookies,
} from '../../cookies/index.ts';
import { counted } from '../format/numbers.ts';
import { CookieEntry } from './cookie-entry.ts';
import { createInvestigations } from './investigations.ts';
import type { Selected } from './selection.ts';
import { FLASK_SETTINGS } from './site-settings.ts';
import type { Store } from './store.ts';

/** A cookie that was found, to be looked at like a live one. */
export type PastedEntry = {
  readonly entry: CookieEntry;
  readonly from: PastedCookie['from'];
  /** The header as the browser reads it; null: its attributes are not known. */
  readonly setCookie: ParsedSetCookie | null;
  /** It was pasted without a name, and is given that of the site's session cookie. */
  readonly isNameAssumed: boolean;
};

export type ScratchpadConcern = {
  /** As it is in the field, cut at `MAX_PASTED_TEXT`. */
  readonly text: ReadonlySignal<string>;
  paste(text: string): void;
  readonly found: ReadonlySignal<readonly PastedEntry[]>;
  /** Sentences; if nothing was found, the last one says why. */
  readonly notices: ReadonlySignal<readonly string[]>;
  /** The one that was chosen, or else the first session, or else the first. */
  readonly selected: ReadonlySignal<PastedEntry | null>;
  select(pasted: PastedEntry): void;
  /** The origin whose keys and settings apply; '' if no site is inspected. */
  readonly origin: ReadonlySignal<string>;
  /** The inspected page's URL, without its fragment; null where there is none. */
  readonly url: ReadonlySignal<string | null>;
  /** The panel's store, with the pasted cookie in the place of the one that is selected among the page's. */
  readonly store: Store;
};

/**
 * The most characters of a value examined: many times what a browser stores and a server accepts. The work on one
 * cookie, some of it for each key, is bounded by this.
 */
const LONGEST_VALUE = 65_536;
const LONGEST_NAME = 4096;

/** The URL of a cookie without a site: it has no origin. */
const NO_SITE = 'about:blank';

/** The scratchpad of a panel, created on first use: it stays while views are switched, and is gone with the panel. */
export function scratchpadOf(store: Store): ScratchpadConcern {
  store.scratchpad.made ??= createScratchpad(store);
  return store.scratchpad.made;
}

function createScratchpad(store: Store): ScratchpadConcern {
  const text = signal('');
  const chosen = signal<{ readonly index: number; readonly name: string } | null>(null);
  const { origin } = store.page;
  const cookieName = computed(
    () => (origin.value === '' ? FLASK_SETTINGS : store.settings.of(origin.value)).cookieName,
  );
  const read = computed(() => {
    const { cookies, notices } = readPastedCookies(text.value, store.host.browser);
    const fit = cookies.filter(
      ({ name, value }) => (name?.length ?? 0) <= LONGEST_NAME && value.length <= LONGEST_VALUE,
    );
    const left = cookies.length - fit.length;
    return {
      cookies: fit,
      notices:
        left === 0 ? notices : [...notices, `${counted(left, 'cookie is', 'cookies are')} ${TOO_LONG}`],
    };
  });
  const found = computed(() => {
    const site = { origin: origin.value, cookieName: cookieName.value };
    return read.value.cookies.map((cookie, index) => pastedEntry(cookie, index, site));
  });
  const selected = computed(() => {
    const all = found.value;
    const { index = -1, name } = chosen.value ?? {};
    const kept = all[index];
    return (
      (kept?.entry.cookie.name === name ? kept : undefined) ??
      all.find(({ entry }) => entry.isSession) ??
      all[0] ??
      null
    );
  });
  return {
    text,
    paste(pasted) {
      // One more character shows that something was cut.
      text.value = pasted.slice(0, MAX_PASTED_TEXT + 1);
    },
    found,
    notices: computed(() => (text.value.trim() === '' ? [] : read.value.notices)),
    selected,
    select(pasted) {
      chosen.value = { index: found.peek().indexOf(pasted), name: pasted.entry.cookie.name };
    },
    origin,
    url: computed(() => urlOf(store)),
    store: lookingAt(store, selected),
  };
}

const TOO_LONG = 'left out: too long for any browser to store.';

type Site = { readonly origin: string; readonly cookieName: string };

function pastedEntry(pasted: PastedCookie, index: number, site: Site): PastedEntry {
  const { from, setCookie, value } = pasted;
  const isNameAssumed = from === 'value';
  const name = isNameAssumed ? site.cookieName : (pasted.name ?? '');
  const url = site.origin === '' ? NO_SITE : `${site.origin}/`;
  const host = { host: new URL(url).hostname, url, isTop: true };
  const cookie = {
    ...{ name, value, domain: setCookie?.domain ?? '', hostOnly: setCookie?.domain == null },
    path: setCookie?.path ?? '',
    secure: setCookie?.secure ?? false,
    httpOnly: setCookie?.httpOnly ?? false,
    sameSite: setCookie?.sameSite ?? 'unspecified',
    // The end of Max-Age is not known: it counts from when the header was received.
    expires: setCookie?.maxAge === null ? setCookie.expires : null,
    ...{ storeId: '', partitionKey: null, firstPartyDomain: '' },
  };
  const entry = new CookieEntry(`pasted ${index}`, cookie, host, name === site.cookieName);
  return { entry, from, setCookie, isNameAssumed };
}

function urlOf({ page }: Store): string | null {
  const reading = page.reading.value;
  if (reading?.kind !== 'page') return null;
  const url = new URL(reading.url);
  url.username = url.password = url.hash = '';
  return url.href;
}

/** The same store with another cookie selected: its searches are about this one. */
function lookingAt(store: Store, pasted: ReadonlySignal<PastedEntry | null>): Store {
  const { host, keyring, settings, verdicts } = store;
  const selected = computed(
    (): Selected | null => pasted.value && { entry: pasted.value.entry, goneSince: null },
  );
  const entries = computed(() => (selected.value ? [selected.value.entry] : []));
  const selection = { ...store.selection, selected };
  return {
    ...store,
    selection,
    investigations: createInvestigations(host.keySearch, { entries }, selection, keyring, settings, verdicts),
    lifetimeOf(entry) {
      const lifetime = store.lifetimeOf(entry);
      // Without attributes, the browser's lifetime is not known; with Max-Age neither, because its start is not known.
      if (!lifetime || pasted.value?.setCookie?.maxAge === null) return lifetime;
      return { ...lifetime, browser: { kind: 'unknown' } };
    },
  };
}
