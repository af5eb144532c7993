/** What the search in the background finds out about signatures: the nearest miss, and published keys. One concern of the store. */
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { CandidateSite, Finding, PublishedKey } from '../../keys/index.ts';
import { FLASK_SIGNING, SERVER_SIDE_SIGNING, type SigningParameters } from '../../session/index.ts';
import type { KeySearch } from '../search/key-search.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { KeyringConcern } from './keyring.ts';
import type { PageConcern } from './page.ts';
import type { SelectionConcern } from './selection.ts';
import type { SiteSettingsConcern } from './site-settings.ts';
import type { VerdictsConcern } from './verdicts.ts';

export type NearestMiss =
  /** The selected cookie's signature is good, or there is no key to start from. */
  | { readonly state: 'none' }
  | { readonly state: 'searching' }
  | { readonly state: 'found'; readonly finding: Finding }
  | { readonly state: 'unexplained' }
  | { readonly state: 'failed'; readonly message: string };

export type InvestigationsConcern = {
  /** Of the selected cookie: why none of its site's keys has signed it. */
  readonly nearestMiss: ReadonlySignal<NearestMiss>;
  /** The published key that has signed a session; null where none has, or that is not known yet. Reads a signal. */
  publishedKeyOf(entry: CookieEntry): PublishedKey | null;
};

export function createInvestigations(
  search: KeySearch,
  page: Pick<PageConcern, 'entries'>,
  selection: Pick<SelectionConcern, 'selected'>,
  keyring: Pick<KeyringConcern, 'sites' | 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
  verdicts: Pick<VerdictsConcern, 'signatureOf' | 'parametersOf'>,
): InvestigationsConcern {
  const entry = computed(() => selection.selected.value?.entry ?? null);
  return {
    nearestMiss: createNearestMiss(search, entry, keyring, settings, verdicts),
    publishedKeyOf: createPublishedKeys(search, page.entries, verdicts),
  };
}

function createNearestMiss(
  search: KeySearch,
  selected: ReadonlySignal<CookieEntry | null>,
  keyring: Pick<KeyringConcern, 'sites' | 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
  verdicts: Pick<VerdictsConcern, 'signatureOf' | 'parametersOf'>,
): ReadonlySignal<NearestMiss> {
  const miss: Signal<NearestMiss> = signal({ state: 'none' });
  /** Sites sign an id as its library does, and a session as they are set to. */
  const siteOf = (entry: CookieEntry, origin: string): CandidateSite => ({
    origin,
    keys: keyring.keysOf(origin),
    parameters: entry.serverSide
      ? SERVER_SIDE_SIGNING[entry.serverSide.library]
      : settings.of(origin).parameters,
  });
  effect(() => {
    const entry = selected.value;
    if (!entry?.isSigned || !['bad', 'no-key'].includes(verdicts.signatureOf(entry).state)) {
      miss.value = { state: 'none' };
      return;
    }
    const others = Array.from(keyring.sites.value.keys(), (origin) => siteOf(entry, origin)).filter(
      ({ origin }) => origin !== entry.origin,
    );
    const site = siteOf(entry, entry.origin);
    if (site.keys.length === 0 && others.length === 0) {
      miss.value = { state: 'none' };
      return;
    }
    let isWanted = true;
    const settle = (found: NearestMiss): void => {
      if (isWanted) miss.value = found;
    };
    miss.value = { state: 'searching' };
    search.nearestMiss({ text: entry.cookie.value, site, others }).then(
      (finding) => settle(finding ? { state: 'found', finding } : { state: 'unexplained' }),
      (error: unknown) => settle({ state: 'failed', message: messageOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  });
  return miss;
}

/** One question at a time, and only of cookies that are there: a site that sets many again and again cannot pile them up. */
function createPublishedKeys(
  search: KeySearch,
  entries: PageConcern['entries'],
  verdicts: Pick<VerdictsConcern, 'parametersOf'>,
): InvestigationsConcern['publishedKeyOf'] {
  const known = new WeakMap<CookieEntry, Answer>();
  const answered = signal(0);
  let isAsking = false;
  const isKnown = (entry: CookieEntry): boolean =>
    known.get(entry)?.parameters === verdicts.parametersOf(entry);
  const askNext = async (): Promise<void> => {
    const entry = untracked(() => entries.value.find((each) => each.isSigned && !isKnown(each)));
    if (isAsking || !entry) return;
    isAsking = true;
    const parameters = untracked(() => verdicts.parametersOf(entry));
    const key = await ask(entry, parameters).catch(() => null);
    known.set(entry, { parameters, key });
    isAsking = false;
    if (key) answered.value++;
    return askNext();
  };
  const ask = async (entry: CookieEntry, own: SigningParameters): Promise<PublishedKey | null> => {
    const usual = entry.serverSide ? SERVER_SIDE_SIGNING[entry.serverSide.library] : FLASK_SIGNING;
    const found = await search.publishedKey(entry.cookie.value, usual);
    return found ?? (own === usual ? null : await search.publishedKey(entry.cookie.value, own));
  };
  effect(() => {
    if (entries.value.some((entry) => entry.isSigned && !isKnown(entry))) void askNext();
  });
  return (entry) => {
    void answered.value;
    return known.get(entry)?.key ?? null;
  };
}

/** `parameters`: the site's own, which were tried besides the usual ones. */
type Answer = { readonly parameters: SigningParameters; readonly key: PublishedKey | null };

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
