/** The search for published keys: each session is asked about once, anew with other parameters, and with no look at all others. */
import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { PublishedKey } from '../../../src/keys/index.ts';
import { CookieEntry } from '../../../src/panel/store/cookie-entry.ts';
import { createInvestigations } from '../../../src/panel/store/investigations.ts';
import { FLASK_SETTINGS } from '../../../src/panel/store/site-settings.ts';
import { FLASK_SIGNING, type SigningParameters } from '../../../src/session/index.ts';
import { cookie } from '../../support/fake-host.ts';
import { dict, signed, str } from '../../support/sessions.ts';

const HOST = { host: 'localhost', url: 'http://localhost:5000/', isTop: true };
const PUBLISHED: PublishedKey = { literal: "'dev'", bytes: new TextEncoder().encode('dev'), source: null };
const SALTED: SigningParameters = { ...FLASK_SIGNING, salt: 'other' };
const settled = () => new Promise((resolve) => setTimeout(resolve));

function sessions(count: number): CookieEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const value = signed(dict({ user: str(String(index)) }));
    return new CookieEntry(`${index}`, cookie({ name: `s${index}`, value }), HOST, false);
  });
}

/** Answers at once, and counts what is asked of the search and of the sites' settings. */
function investigating(
  all: readonly CookieEntry[],
  answer: (text: string) => PublishedKey | null = () => null,
) {
  const entries = signal(all);
  const parameters = signal(FLASK_SIGNING);
  const asked: string[] = [];
  let looks = 0;
  const search = {
    nearestMiss: async () => null,
    publishedKey: async (text: string, { salt }: SigningParameters) => {
      asked.push(`${salt} ${text}`);
      return answer(text);
    },
    tryList: () => ({ result: new Promise<never>(() => undefined), stop: () => undefined }),
  };
  const { publishedKeyOf } = createInvestigations(
    search,
    { entries },
    { selected: signal(null) },
    { sites: signal(new Map()), keysOf: () => [] },
    { of: () => ({ ...FLASK_SETTINGS, parameters: parameters.value }) },
    {
      signatureOf: () => ({ state: 'no-key' }),
      parametersOf: () => {
        looks++;
        return parameters.value;
      },
    },
  );
  return { entries, parameters, asked, publishedKeyOf, looks: () => looks };
}

it('asks once about each session, without a look at all of them for each answer', async () => {
  const count = 500;
  const { asked, looks } = investigating(sessions(count));
  await settled();
  expect(new Set(asked).size).toBe(count);
  expect(asked).toHaveLength(count);
  // Twice for each, or a few times more; all of them for each answer would be a quarter of a million.
  expect(looks()).toBeLessThan(10 * count);
});

it('knows which key was found', async () => {
  const [first, second] = sessions(2);
  const { publishedKeyOf } = investigating(
    [first, second].flatMap((each) => each ?? []),
    (text) => (text === second?.text ? PUBLISHED : null),
  );
  await settled();
  expect(first && publishedKeyOf(first)).toBeNull();
  expect(second && publishedKeyOf(second)).toBe(PUBLISHED);
});

it('asks about what is new, and about all of them under other parameters, also while it is asking', async () => {
  const all = sessions(6);
  const { entries, parameters, asked } = investigating(all.slice(3));
  entries.value = all;
  await settled();
  expect(asked).toHaveLength(6);
  parameters.value = SALTED;
  await Promise.resolve();
  parameters.value = { ...SALTED, salt: 'another' };
  await settled();
  for (const { text } of all) expect(asked).toContain(`another ${text}`);
});
