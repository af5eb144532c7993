/** The background searches about signatures: the nearest miss, and published keys. One concern of the store. */
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import {
  type CandidateKey,
  type CandidateSite,
  type Finding,
  type PublishedKey,
  readSecretKey,
} from '../../keys/index.ts';
import { FLASK_SIGNING, SERVER_SIDE_SIGNING, type SigningParameters } from '../../session/index.ts';
import type { KeySearch } from '../search/key-search.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { KeyringConcern } from './keyring.ts';
import type { PageConcern } from './page.ts';
import type { SelectionConcern } from './selection.ts';
import type { SiteSettingsConcern } from './site-settings.ts';
import type { VerdictsConcern } from './verdicts.ts';

export type NearestMiss =
  /** The selected cookie's signature is valid, or there is no key to start from. */
  | { readonly state: 'none' }
  | { readonly state: 'searching' }
  | { readonly state: 'found'; readonly finding: Finding }
  | { readonly state: 'unexplained' }
  | { readonly state: 'failed'; readonly message: string };

export type InvestigationsConcern = {
  /** Why the selected cookie was not signed with any of its site's keys. */
  readonly nearestMiss: ReadonlySignal<NearestMiss>;
  /** The published key that signed a session; null if none did, or if it is not known yet. Reads a signal. */
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
  /** An id is signed as its library does; a session, with the site's parameters. */
  const siteOf = (entry: CookieEntry, origin: string): SiteAsText => ({
    origin,
    keys: keyring.keysOf(origin).map(({ id, text, form }) => ({ id, text, form })),
    parameters: entry.serverSide
      ? SERVER_SIDE_SIGNING[entry.serverSide.library]
      : settings.of(origin).parameters,
  });
  /** Null: there is nothing to ask. A text, so that an equal question is not asked again. */
  const question = computed(() => {
    const entry = selected.value;
    if (!entry?.isSigned || !['bad', 'no-key'].includes(verdicts.signatureOf(entry).state)) return null;
    const site = siteOf(entry, entry.origin);
    const others = Array.from(keyring.sites.value.keys(), (origin) => siteOf(entry, origin)).filter(
      ({ origin }) => origin !== entry.origin,
    );
    if (site.keys.length === 0 && others.length === 0) return null;
    return JSON.stringify({ text: entry.text, site, others });
  });
  /** The newest question, and whether one is being answered: of those that arrive meanwhile, only the last is asked. */
  let wanted: string | null = null;
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (wanted !== null) {
      const asked: string = wanted;
      const answer = await answerOf(search, asked);
      if (wanted !== asked) continue;
      wanted = null;
      miss.value = answer;
    }
    isAsking = false;
  };
  effect(() => {
    wanted = question.value;
    miss.value = { state: wanted === null ? 'none' : 'searching' };
    void ask();
  });
  return miss;
}

async function answerOf(search: KeySearch, asked: string): Promise<NearestMiss> {
  const { text, site, others } = JSON.parse(asked) as Question;
  try {
    const finding = await search.nearestMiss({ text, site: withBytes(site), others: others.map(withBytes) });
    return finding ? { state: 'found', finding } : { state: 'unexplained' };
  } catch (error) {
    return { state: 'failed', message: messageOf(error) };
  }
}

/** One question at a time, and only about existing cookies, so that a site that keeps setting many cannot pile them up. */
function createPublishedKeys(
  search: KeySearch,
  entries: PageConcern['entries'],
  verdicts: Pick<VerdictsConcern, 'parametersOf'>,
): InvestigationsConcern['publishedKeyOf'] {
  const known = new WeakMap<CookieEntry, Answer>();
  const answered = signal(0);
  let isAsking = false;
  const isUnknown = (entry: CookieEntry): boolean =>
    entry.isSigned && known.get(entry)?.parameters !== verdicts.parametersOf(entry);
  const askAll = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    for (let entry = nextUnknown(); entry; entry = nextUnknown()) {
      const parameters = parametersOf(entry);
      const key = await ask(entry, parameters).catch(() => null);
      known.set(entry, { parameters, key });
      if (key) answered.value++;
    }
    isAsking = false;
  };
  /** Of none of the entries before this place is there anything left to be asked. */
  let place = 0;
  const nextUnknown = (): CookieEntry | undefined =>
    untracked(() => {
      const all = entries.value;
      let entry = all[place];
      while (entry && !isUnknown(entry)) entry = all[++place];
      return entry;
    });
  const parametersOf = (entry: CookieEntry): SigningParameters =>
    untracked(() => verdicts.parametersOf(entry));
  const ask = async (entry: CookieEntry, own: SigningParameters): Promise<PublishedKey | null> => {
    const usual = entry.serverSide ? SERVER_SIDE_SIGNING[entry.serverSide.library] : FLASK_SIGNING;
    const found = await search.publishedKey(entry.text, usual);
    return found ?? (own === usual ? null : await search.publishedKey(entry.text, own));
  };
  effect(() => {
    // All of them are looked at, so that other parameters of whichever begin it anew.
    const isAnyUnknown = entries.value.filter(isUnknown).length > 0;
    place = 0;
    if (isAnyUnknown) void askAll();
  });
  return (entry) => {
    void answered.value;
    return known.get(entry)?.key ?? null;
  };
}

/** `parameters`: the site's own, which were tried besides the usual ones. */
type Answer = { readonly parameters: SigningParameters; readonly key: PublishedKey | null };

/** A site's keys by their texts: they identify a question, and are all that is needed to ask it. */
type SiteAsText = Omit<CandidateSite, 'keys'> & {
  readonly keys: readonly Omit<CandidateKey, 'bytes'>[];
};
type Question = { readonly text: string; readonly site: SiteAsText; readonly others: readonly SiteAsText[] };

function withBytes({ keys, ...site }: SiteAsText): CandidateSite {
  return {
    ...site,
    keys: keys.flatMap(({ id, text, form }) => {
      const reading = readSecretKey(text, form);
      return reading.ok ? [{ id, ...reading.key }] : [];
    }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
