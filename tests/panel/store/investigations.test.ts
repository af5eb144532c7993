/** What is asked of the search in the background, and when: only what is to be known, one at a time, the newest alone. */
import { computed, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { PublishedKey, Question } from '../../../src/keys/index.ts';
import type { KeySearch } from '../../../src/panel/search/key-search.ts';
import { type CookieEntry, entriesOf } from '../../../src/panel/store/cookie-entry.ts';
import { createInvestigations } from '../../../src/panel/store/investigations.ts';
import type { Selected } from '../../../src/panel/store/selection.ts';
import { FLASK_SETTINGS, type SiteSettings } from '../../../src/panel/store/site-settings.ts';
import type { KeyringKey } from '../../../src/panel/store/stored-keys.ts';
import { createVerdicts } from '../../../src/panel/store/verdicts.ts';
import { FLASK_SIGNING, SERVER_SIDE_SIGNING, type SigningParameters } from '../../../src/session/index.ts';
import { cookie } from '../../support/fake-host.ts';
import { dict, signed, str } from '../../support/sessions.ts';

const SHOP = 'http://localhost:5000';
const BLOG = 'http://localhost:5001';
const OTHER_SALT = { ...FLASK_SETTINGS, parameters: { ...FLASK_SIGNING, salt: 'another' } };
const MISS = { mistake: 'one-character', keyId: 'mine', character: 'm' } as const;
const PUBLISHED: PublishedKey = { literal: "'dev'", bytes: new Uint8Array([1]), source: null };

const encode = (text: string) => new TextEncoder().encode(text);
const settled = () => new Promise((resolve) => setTimeout(resolve));
/** A session signed with `dev`. */
const session = (user: string, name = 'session') =>
  cookie({ name, value: signed(dict({ user: str(user) })) });

function keyOf(text: string): KeyringKey {
  return { id: text, name: text, text, form: 'text', bytes: encode(text), isRemembered: false, placedAt: 0 };
}

type Asked<Of, Answer> = {
  readonly question: Of;
  answer(found: Answer | null | Error): Promise<void>;
};

/** A site whose cookies and keys the test changes, and a search that answers when the test says so. */
function siteWith(...cookies: readonly ReturnType<typeof cookie>[]) {
  const misses: Asked<Question, typeof MISS>[] = [];
  const published: Asked<{ text: string; parameters: SigningParameters }, PublishedKey>[] = [];
  const ask = <Of, Answer>(all: Asked<Of, Answer>[], question: Of) =>
    new Promise<Answer | null>((resolve, reject) =>
      all.push({
        question,
        answer: async (found) => {
          if (found instanceof Error) reject(found);
          else resolve(found);
          await settled();
        },
      }),
    );
  const search: KeySearch = {
    nearestMiss: (question) => ask(misses, question),
    publishedKey: (text, parameters) => ask(published, { text, parameters }),
    tryList: () => {
      throw new Error('no list is tried here');
    },
  };
  const host = { host: 'localhost', url: `${SHOP}/`, isTop: true, missing: [] };
  const list = (all: typeof cookies, before: readonly CookieEntry[]) =>
    entriesOf([{ ...host, cookies: all }], () => 'session', before);
  const entries = signal<readonly CookieEntry[]>(list(cookies, []));
  const selected = signal<Selected | null>(null);
  const sites = signal<ReadonlyMap<string, readonly KeyringKey[]>>(new Map());
  const settings = signal<SiteSettings>(FLASK_SETTINGS);
  const keyring = { sites, keysOf: (origin: string) => sites.value.get(origin) ?? [] };
  const concern = { of: (origin: string) => (origin === SHOP ? settings.value : FLASK_SETTINGS) };
  const verdicts = createVerdicts(
    keyring,
    concern,
    signal(0),
    () => null,
    { ownWrites: signal([]) },
    () => 0,
  );
  const found = createInvestigations(search, { entries }, { selected }, keyring, concern, verdicts);
  return {
    ...{ misses, published, entries, settings, found },
    keys: (ring: Readonly<Record<string, readonly string[]>>) => {
      sites.value = new Map(Object.entries(ring).map(([origin, texts]) => [origin, texts.map(keyOf)]));
    },
    show: (...all: typeof cookies) => {
      entries.value = list(all, entries.value);
    },
    /** Looks at the cookie of that name; null: at none. */
    look: (name: string | null) => {
      const entry = entries.value.find((each) => each.cookie.name === name);
      selected.value = entry ? { entry, goneSince: null } : null;
    },
  };
}

describe('the nearest miss', () => {
  it.each<[string, string | null, Readonly<Record<string, readonly string[]>>]>([
    ['nothing is looked at', null, { [SHOP]: ['mine'] }],
    ['the signature is good', 'session', { [SHOP]: ['dev'] }],
    ['there is no signature', 'theme', { [SHOP]: ['mine'] }],
    ['there is no key', 'session', {}],
  ])('is not asked for where %s', async (_, name, keys) => {
    const site = siteWith(session('a'), cookie({ name: 'theme', value: 'dark' }));
    site.keys(keys);
    site.look(name);
    await settled();
    expect(site.found.nearestMiss.value).toEqual({ state: 'none' });
    expect(site.misses).toEqual([]);
  });

  it('is asked for with the keys of the site and those of the others', async () => {
    const site = siteWith(session('a'));
    site.settings.value = OTHER_SALT;
    site.keys({ [BLOG]: ['theirs'], [SHOP]: ['mine'] });
    site.look('session');
    expect(site.found.nearestMiss.value).toEqual({ state: 'searching' });
    const key = (text: string) => ({ id: text, text, form: 'text', bytes: encode(text) });
    expect(site.misses.map(({ question }) => question)).toMatchObject([
      {
        text: session('a').value,
        site: { origin: SHOP, keys: [key('mine')], parameters: OTHER_SALT.parameters },
        others: [{ origin: BLOG, keys: [key('theirs')], parameters: FLASK_SIGNING }],
      },
    ]);
    expect(site.misses[0]?.question.others).toHaveLength(1);
  });

  it('is asked for where only another site has keys', () => {
    const site = siteWith(session('a'));
    site.keys({ [BLOG]: ['theirs'] });
    site.look('session');
    expect(site.misses).toHaveLength(1);
  });

  it('of a server-side session is asked for under its library’s parameters, of every site', () => {
    const id = '8f42a730-54b1-749f-8f58-848be5e6502c';
    const site = siteWith(cookie({ value: `${id}.AAAAAAAAAAAAAAAAAAAAAAAAAAA` }));
    site.keys({ [SHOP]: ['mine'], [BLOG]: ['theirs'] });
    site.look('session');
    const [asked] = site.misses;
    const parameters = SERVER_SIDE_SIGNING['Flask-Session'];
    expect(asked?.question).toMatchObject({ site: { parameters }, others: [{ parameters }] });
  });

  it.each([
    ['what was found', MISS, { state: 'found', finding: MISS }],
    ['that nothing was', null, { state: 'unexplained' }],
    ['why the search failed', new Error('no worker'), { state: 'failed', message: 'no worker' }],
  ])('is %s', async (_, found, expected) => {
    const site = siteWith(session('a'));
    site.keys({ [SHOP]: ['mine'] });
    site.look('session');
    await site.misses[0]?.answer(found);
    expect(site.found.nearestMiss.value).toEqual(expected);
  });

  it('is not asked for again by what only looks new', async () => {
    const site = siteWith(session('a'));
    site.keys({ [SHOP]: ['mine'] });
    site.look('session');
    await site.misses[0]?.answer(MISS);
    site.show({ ...session('a'), httpOnly: false });
    site.look('session');
    site.keys({ [SHOP]: ['mine'] });
    await settled();
    expect(site.misses).toHaveLength(1);
    expect(site.found.nearestMiss.value).toEqual({ state: 'found', finding: MISS });
  });

  it('is asked for one at a time, and of all that came meanwhile only the newest', async () => {
    const site = siteWith(session('a'));
    site.keys({ [SHOP]: ['mine'] });
    site.look('session');
    site.keys({ [SHOP]: ['second'] });
    site.keys({ [SHOP]: ['third'] });
    await settled();
    expect(site.misses).toHaveLength(1);
    await site.misses[0]?.answer(MISS);
    expect(site.found.nearestMiss.value).toEqual({ state: 'searching' });
    expect(site.misses).toHaveLength(2);
    expect(site.misses[1]?.question.site.keys[0]?.text).toBe('third');
    await site.misses[1]?.answer(null);
    expect(site.found.nearestMiss.value).toEqual({ state: 'unexplained' });
  });

  it('that is no longer wanted is not told', async () => {
    const site = siteWith(session('a'));
    site.keys({ [SHOP]: ['mine'] });
    site.look('session');
    site.look(null);
    await site.misses[0]?.answer(MISS);
    expect(site.found.nearestMiss.value).toEqual({ state: 'none' });
  });
});

describe('a published key', () => {
  it('is asked for of each session, one after the other, and of nothing else', async () => {
    const site = siteWith(session('a', 'a'), session('b', 'b'), cookie({ name: 'theme', value: 'dark' }));
    const [a, b] = site.entries.value;
    expect(site.published.map(({ question }) => question)).toEqual([
      { text: session('a').value, parameters: FLASK_SIGNING },
    ]);
    const shown = computed(() => site.entries.value.map((entry) => site.found.publishedKeyOf(entry)));
    expect(shown.value).toEqual([null, null, null]);
    await site.published[0]?.answer(PUBLISHED);
    expect(shown.value).toEqual([PUBLISHED, null, null]);
    await site.published[1]?.answer(null);
    expect(site.published.map(({ question }) => question.text)).toEqual([a?.text, b?.text]);
    expect(shown.value).toEqual([PUBLISHED, null, null]);
  });

  it('is asked for under the site’s own parameters too, where they are not the usual ones', async () => {
    const site = siteWith();
    site.settings.value = OTHER_SALT;
    site.show(session('a'));
    await site.published[0]?.answer(null);
    expect(site.published.map(({ question }) => question.parameters)).toEqual([
      FLASK_SIGNING,
      OTHER_SALT.parameters,
    ]);
    await site.published[1]?.answer(PUBLISHED);
    expect(site.found.publishedKeyOf(site.entries.value[0] as CookieEntry)).toBe(PUBLISHED);
  });

  it('that was found under the usual ones is not asked for further', async () => {
    const site = siteWith();
    site.settings.value = OTHER_SALT;
    site.show(session('a'));
    await site.published[0]?.answer(PUBLISHED);
    expect(site.published).toHaveLength(1);
  });

  it('is asked for again of a new value and under new parameters, and of nothing that is known', async () => {
    const site = siteWith(session('a', 'a'));
    await site.published[0]?.answer(null);
    site.show(session('a', 'a'), session('b', 'b'));
    await site.published[1]?.answer(null);
    expect(site.published.map(({ question }) => question.text)).toEqual(
      [session('a'), session('b')].map(({ value }) => value),
    );
    site.show(session('c', 'a'));
    await site.published[2]?.answer(null);
    expect(site.published).toHaveLength(3);
    site.settings.value = OTHER_SALT;
    await settled();
    expect(site.published).toHaveLength(4);
  });

  it('is asked for under parameters that changed while it was searched for', async () => {
    const site = siteWith(session('a'), session('b', 'b'));
    site.settings.value = OTHER_SALT;
    for (let index = 0; index < site.published.length; index++) await site.published[index]?.answer(null);
    const own = site.published.filter(({ question }) => question.parameters === OTHER_SALT.parameters);
    expect(own.map(({ question }) => question.text).sort()).toEqual(
      [session('a').value, session('b').value].sort(),
    );
  });

  it('is not asked for of a cookie that has gone meanwhile', async () => {
    const site = siteWith(session('a', 'a'), session('b', 'b'), session('c', 'c'));
    site.show(session('a', 'a'), session('c', 'c'));
    await site.published[0]?.answer(null);
    await site.published[1]?.answer(null);
    expect(site.published.map(({ question }) => question.text)).toEqual(
      [session('a'), session('c')].map(({ value }) => value),
    );
  });

  it('that could not be searched for is none, and the next is searched for', async () => {
    const site = siteWith(session('a', 'a'), session('b', 'b'));
    await site.published[0]?.answer(new Error('no worker'));
    await site.published[1]?.answer(PUBLISHED);
    expect(site.entries.value.map((entry) => site.found.publishedKeyOf(entry))).toEqual([null, PUBLISHED]);
    expect(site.published).toHaveLength(2);
  });
});

it('500 sessions are asked about without a look at all of them for each answer', async () => {
  const count = 500;
  const host = { host: 'localhost', url: `${SHOP}/`, isTop: true, missing: [] };
  const cookies = Array.from({ length: count }, (_, index) => session(String(index), `s${index}`));
  const entries = signal(entriesOf([{ ...host, cookies }], () => 'session', []));
  const asked: string[] = [];
  let looks = 0;
  const search: KeySearch = {
    nearestMiss: async () => null,
    publishedKey: async (text) => {
      asked.push(text);
      return null;
    },
    tryList: () => {
      throw new Error('no list is tried here');
    },
  };
  createInvestigations(
    search,
    { entries },
    { selected: signal(null) },
    { sites: signal(new Map()), keysOf: () => [] },
    { of: () => FLASK_SETTINGS },
    {
      signatureOf: () => ({ state: 'no-key' }),
      parametersOf: () => {
        looks++;
        return FLASK_SIGNING;
      },
    },
  );
  await settled();
  expect(new Set(asked).size).toBe(count);
  expect(asked).toHaveLength(count);
  // Twice for each, or a few times more; all of them for each answer would be a quarter of a million.
  expect(looks).toBeLessThan(10 * count);
});
