// @vitest-environment happy-dom
/** The verdict on the selected session: the sentence, the evidence, the countdown, the nearest miss, the warnings. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { Finding, PublishedKey, Question } from '../../../src/keys/index.ts';
import type { NewKey } from '../../../src/panel/store/keyring.ts';
import type { Store } from '../../../src/panel/store/store.ts';
import { FLASK_SIGNING, type SigningParameters } from '../../../src/session/index.ts';
import { signature } from '../../../src/session/signing/signature.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { setCookie } from '../../support/recorded.ts';
import { renderPanel, settle } from '../../support/render-panel.tsx';
import { DAY, dict, NOW, signed, str } from '../../support/sessions.ts';

const ORIGIN = 'http://localhost:5000';
const DEV: NewKey = { name: 'development', text: 'dev', form: 'text' };
const OLD: NewKey = { name: 'last year’s', text: 'old', form: 'text' };

type Setting = {
  readonly value: string;
  readonly expires?: number | null;
  readonly keys?: readonly NewKey[];
  readonly nearestMiss?: (question: Question) => Finding | null;
  readonly publishedKey?: (text: string, parameters: SigningParameters) => PublishedKey | null;
};

async function panelWith({ value, expires = null, keys = [], ...search }: Setting) {
  const host = new FakeHost();
  host.page = pageWith([cookie({ value, expires })]);
  host.keySearch = {
    ...host.keySearch,
    nearestMiss: async (question) => search.nearestMiss?.(question) ?? null,
    publishedKey: async (text, parameters) => search.publishedKey?.(text, parameters) ?? null,
  };
  const store = await renderPanel(host);
  await settle(() => store.keyring.add(ORIGIN, keys));
  return { host, store };
}

/** The signature of a text that is no session's, with the key `dev`. */
const sign = (text: string): string => signature(text, new TextEncoder().encode('dev'), FLASK_SIGNING);

const header = () =>
  within(screen.getByRole('region', { name: 'Selected cookie' })).getByRole('region', { name: 'Summary' })
    .textContent ?? '';
const open = (name: string) => settle(() => screen.getByRole('tab', { name }).click());
const check = (name: string) =>
  within(screen.getByRole('table', { name: 'What Flask checks, in order' })).getByRole('rowheader', {
    name,
  }).nextElementSibling?.textContent;

describe('the verdict', () => {
  it('is accepted, by the current key', async () => {
    await panelWith({ value: signed(dict({})), keys: [DEV, OLD] });
    expect(header()).toContain(
      '✓ Accepted by Flask, though it is empty: signed with development (the current key) 1 min ago. Volatile; the server refuses it after 22 Dec 2026',
    );
    expect(screen.getByRole('img', { name: 'signed with development' })).toBeTruthy();
  });

  it('is accepted, by a fallback key', async () => {
    await panelWith({ value: signed(dict({ a: str('b') }), { key: 'old' }), keys: [DEV, OLD] });
    expect(header()).toContain('✓ Accepted by Flask: signed with last year’s (fallback key 1) 1 min ago.');
  });

  it('is refused: no key matches', async () => {
    await panelWith({ value: signed(dict({})), keys: [OLD] });
    expect(header()).toContain(
      '✗ Refused by Flask: it was not signed with your key. It silently starts an empty session',
    );
    expect(screen.getByRole('img', { name: 'signed with none of your keys' })).toBeTruthy();
  });

  it('is refused: expired on the server, since when', async () => {
    const { host } = await panelWith({ value: signed(dict({})), keys: [DEV] });
    await settle(() => host.pass(31 * DAY - 60));
    expect(header()).toContain('✓ Accepted by Flask');
    await settle(() => host.pass(1));
    expect(header()).toMatch(
      /✗ Refused by Flask: it expired on the server at 22 Dec 2026, .*, 31 days after signing if it uses Flask’s default of 31 days\./,
    );
  });

  it('is refused: dated in the future, by how much', async () => {
    await panelWith({ value: signed(dict({}), { timestamp: NOW + 35 }), keys: [DEV] });
    expect(header()).toMatch(
      /✗ Refused by Flask: signed 35 s in the future\. .* ahead of this computer’s by 35 s/,
    );
  });

  it('is refused: malformed, and where, though nothing of it can be decoded', async () => {
    await panelWith({ value: 'no session at all', keys: [DEV] });
    expect(header()).toContain('✗ Refused by Flask: malformed, with no “.” and therefore no signature.');
  });

  it('is refused: malformed, which part, at which character', async () => {
    const payload = 'e30';
    const text = `${payload}.AAAAAAAAAAAAAAAA`;
    await panelWith({ value: `${text}.${sign(text)}`, keys: [DEV] });
    expect(header()).toContain(
      '✗ Refused by Flask: malformed, the timestamp has 12 bytes, more than 8 (character 15 of the cookie)',
    );
  });

  it('is refused where a payload was damaged so that it is none any more', async () => {
    const before = signed(dict({ a: str('b') }));
    const { host } = await panelWith({ value: before, keys: [DEV] });
    await settle(() => host.change(cookie({ value: `x${before.slice(1)}` })));
    expect(header()).toContain('✗ Refused by Flask: it was not signed with your key');
    expect(header()).toContain('▲ Changed after signing: it was accepted with development');
  });

  it('without a key leaves a timestamp beyond the year 9999 open: with the right one that is status 500', async () => {
    const text = 'e30.f_______';
    const { store } = await panelWith({ value: `${text}.${sign(text)}` });
    expect(header()).toContain('Signature not checked');
    expect(header()).not.toContain('Refused');
    await settle(() => store.keyring.add(ORIGIN, [DEV]));
    expect(header()).toContain('✗ Flask responds with status 500: its timestamp is beyond the year 9999');
  });

  it('is about the value without the quotes around it, as Flask gets it', async () => {
    await panelWith({ value: `"${signed(dict({ a: str('b') }))}"`, keys: [DEV] });
    expect(header()).toContain('✓ Accepted by Flask');
    expect(screen.getByRole('treeitem', { name: /a/ })).toBeTruthy();
  });

  it('follows the clock: the age grows, the skew shrinks', async () => {
    const { host } = await panelWith({ value: signed(dict({}), { timestamp: NOW }), keys: [DEV] });
    expect(header()).toContain('just now');
    await settle(() => host.pass(600));
    expect(header()).toContain('10 min ago');
    await settle(() => host.change(cookie({ value: signed(dict({}), { timestamp: NOW + 900 }) })));
    expect(header()).toContain('signed 5 min in the future');
    await settle(() => host.pass(290));
    expect(header()).toContain('signed 10 s in the future');
  });

  describe('of a server whose clock is known by its Date', () => {
    const answer = (ahead: number, time = NOW * 1000) =>
      setCookie('other=1; Path=/', {
        ...{ url: `${ORIGIN}/`, time },
        date: new Date(time + ahead * 1000).toUTCString(),
      });
    const tell = (host: FakeHost, ...told: Parameters<typeof answer>) =>
      settle(() => host.recorder.record(answer(...told)));

    it('is by that clock, from which the difference is said', async () => {
      const { host } = await panelWith({ value: signed(dict({}), { timestamp: NOW + 120 }), keys: [DEV] });
      expect(header()).toContain('✗ Refused by Flask: signed 2 min in the future');
      await tell(host, 120);
      expect(header()).toMatch(
        /✓ Accepted by Flask, .* just now\. .* The server’s clock decides, 2 min ahead of this computer’s\./,
      );
      await open('Lifetime');
      expect(screen.getByRole('rowheader', { name: 'Its time' }).nextElementSibling?.textContent).toMatch(
        /, 2 min ahead of this computer’s$/,
      );
    });

    it('is refused where only the browser has come to its timestamp', async () => {
      const { host } = await panelWith({ value: signed(dict({})), keys: [DEV] });
      expect(header()).toContain('✓ Accepted by Flask');
      await tell(host, -120);
      expect(header()).toMatch(
        /✗ Refused by Flask: signed 1 min in the future\. .* ahead of the server’s by 1 min or more.*clock decides, 2 min behind/,
      );
      await open('Signature');
      expect(check('Age')).toContain('signed 1 min ahead of the server’s clock');
      // A clock that is set right is believed at once.
      await tell(host, 0, NOW * 1000 + 1);
      expect(header()).toContain('✓ Accepted by Flask');
      expect(header()).not.toContain('clock decides');
    });

    it('does not speak of a clock that decides nothing, or hardly differs', async () => {
      const { host } = await panelWith({ value: signed(dict({})), keys: [OLD] });
      await tell(host, 120);
      expect(header()).toContain('✗ Refused by Flask: it was not signed with your key');
      expect(header()).not.toContain('clock decides');
      await settle(() => host.change(cookie({ value: signed(dict({}), { key: 'old' }) })));
      expect(header()).toContain('clock decides');
      await tell(host, 1, NOW * 1000 + 1);
      expect(header()).toContain('✓ Accepted by Flask');
      expect(header()).not.toContain('clock decides');
    });

    it('is that of another server’s only, or of none without a Date', async () => {
      const { host } = await panelWith({ value: signed(dict({}), { timestamp: NOW + 120 }), keys: [DEV] });
      const elsewhere = setCookie('a=1', {
        ...{ url: 'http://localhost:5001/', time: NOW * 1000 },
        date: new Date((NOW + 120) * 1000).toUTCString(),
      });
      await settle(() => host.recorder.record(elsewhere, setCookie('a=1', { url: `${ORIGIN}/` })));
      expect(header()).toContain('✗ Refused by Flask: signed 2 min in the future');
    });
  });

  it('is status 500 where the payload is none that Flask can take', async () => {
    await panelWith({ value: signed(str('text')), keys: [DEV] });
    expect(header()).toContain('✗ Flask responds with status 500: ');
  });

  it('without a key is open, unless the clocks alone decide', async () => {
    const { host } = await panelWith({ value: signed(dict({})) });
    expect(header()).toContain('Signature not checked: enter the secret key.');
    await settle(() => host.pass(31 * DAY));
    expect(header()).toContain('✗ Refused by Flask, whatever its key: it expired on the server at');
  });

  it('follows the settings of the site', async () => {
    const parameters = { ...FLASK_SIGNING, salt: 'my-salt', digest: 'sha256' } as const;
    const { store } = await panelWith({ value: signed(dict({}), { parameters }), keys: [DEV] });
    expect(header()).toContain('✗ Refused by Flask');
    await settle(() => store.settings.change(ORIGIN, { parameters }));
    expect(header()).toContain('✓ Accepted by Flask');
    await settle(() => store.settings.change(ORIGIN, { lifetime: 30 }));
    expect(header()).toContain('✗ Refused by Flask: it expired on the server');
  });

  it('never quotes a key', async () => {
    await panelWith({
      value: signed(dict({ a: str('b') }), { key: 's3cr3t-k3y' }),
      keys: [{ ...DEV, text: 's3cr3t-k3y' }],
    });
    await open('Signature');
    expect(header()).toContain('✓ Accepted by Flask');
    expect(document.documentElement.outerHTML).not.toContain('s3cr3t-k3y');
  });
});

describe('within the last hour', () => {
  it('the server’s clock is counted down', async () => {
    const { host } = await panelWith({
      value: signed(dict({}), { timestamp: NOW - 31 * DAY + 3600 }),
      keys: [DEV],
    });
    expect(header()).not.toContain('The server refuses it in');
    await settle(() => host.pass(1));
    expect(screen.getByRole('timer').textContent).toBe('60:00');
    await settle(() => host.pass(3595));
    expect(screen.getByRole('timer').textContent).toBe('0:05');
    expect(header()).toContain('▲ The server refuses it in 0:05 if it uses Flask’s default of 31 days.');
  });

  it('so is the browser’s', async () => {
    const { host } = await panelWith({ value: signed(dict({})), expires: NOW + 100, keys: [DEV] });
    await settle(() => host.pass(10));
    expect(header()).toContain('▲ The browser drops it in 1:30.');
  });
});

describe('the evidence', () => {
  it('is every check, in Flask’s order', async () => {
    await panelWith({ value: signed(dict({})), keys: [OLD, DEV] });
    await open('Signature');
    expect(check('Signature')).toBe('✓ signed with development, fallback key 1 of 1');
    expect(check('Timestamp')).toBe('✓ 2026-11-21 01:14:00 UTC');
    expect(check('Age')).toBe('✓ 1 min of 31 days, Flask’s default');
    expect(check('Payload')).toBe('✓ an empty dict');
  });

  it('says after which check Flask makes no more', async () => {
    await panelWith({ value: signed(str('text')), keys: [OLD] });
    await open('Signature');
    expect(check('Signature')).toBe('✗ it was not signed with your key');
    expect(check('Age')).toMatch(/^ 1 min of 31 days.* \(Flask does not get this far\)$/);
    expect(check('Payload')).toMatch(/status 500: .* \(Flask does not get this far\)$/);
  });
});

describe('the nearest miss', () => {
  const missing = (finding: (question: Question) => Finding | null): Promise<{ store: Store }> =>
    panelWith({ value: signed(dict({}), { key: 'x' }), keys: [DEV], nearestMiss: finding });
  const sentence = () => screen.getByRole('status', { name: 'Nearest miss' }).textContent;

  it('names the reading and its remedy', async () => {
    await missing(({ site }) => ({
      mistake: 'reading',
      keyId: site.keys[0]?.id ?? '',
      misreading: 'newline-kept',
      bytes: new TextEncoder().encode('dev\n'),
      parameters: null,
    }));
    expect(sentence()).toBe(
      '▲ Signed with development and a newline at its end. The server reads SECRET_KEY from a file, newline included: strip it there, for example with .read().strip().',
    );
  });

  it('names the parameters, and takes them over', async () => {
    const parameters = { ...FLASK_SIGNING, salt: 'my-salt' };
    const host = await panelWith({
      value: signed(dict({}), { parameters }),
      keys: [DEV],
      nearestMiss: ({ site }) => ({
        mistake: 'parameters',
        keyId: site.keys[0]?.id ?? '',
        parameters,
        knownAs: null,
      }),
    });
    expect(sentence()).toContain('▲ Signed with development, but with the salt “my-salt”.');
    await settle(() => screen.getByRole('button', { name: 'Use these parameters for this site' }).click());
    expect(header()).toContain('✓ Accepted by Flask');
    expect(host.store.settings.of(ORIGIN).parameters).toEqual(parameters);
  });

  it('says that the settings here are the mistake, where Flask’s own would do', async () => {
    const { store } = await panelWith({
      value: signed(dict({})),
      keys: [DEV],
      nearestMiss: ({ site }) => ({
        mistake: 'parameters',
        keyId: site.keys[0]?.id ?? '',
        parameters: FLASK_SIGNING,
        knownAs: null,
      }),
    });
    await settle(() => store.settings.change(ORIGIN, { parameters: { ...FLASK_SIGNING, digest: 'sha256' } }));
    expect(sentence()).toContain('These are Flask’s defaults; this site’s settings in Keys differ.');
  });

  it('is asked for once, however often what does not matter changes, and last of all for the last one', async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: signed(dict({}), { key: 'x' }) })]);
    host.keySearch = {
      ...host.keySearch,
      nearestMiss: ({ text }) => {
        asked.push(text);
        return new Promise((resolve) => answers.push(() => resolve(null)));
      },
    };
    const store = await renderPanel(host);
    await settle(() => store.keyring.add(ORIGIN, [DEV]));
    await settle(() => store.keyring.rename(ORIGIN, store.keyring.keysOf(ORIGIN)[0]?.id ?? '', 'renamed'));
    await settle(() => store.settings.change('http://elsewhere.test', { lifetime: 7 }));
    expect(asked).toHaveLength(1);
    const values = Array.from({ length: 20 }, (_, n) => signed(dict({ n: str(String(n)) }), { key: 'x' }));
    for (const value of values) await settle(() => host.change(cookie({ value })));
    expect(asked).toHaveLength(1);
    await settle(() => answers[0]?.());
    expect(asked.slice(1)).toEqual([values.at(-1)]);
    expect(header()).toContain('Looking for the key');
    await settle(() => answers[1]?.());
    expect(header()).toContain('No other reading');
  });

  it('names the other site on this host', async () => {
    const host = new FakeHost();
    host.page = pageWith([cookie({ value: signed(dict({}), { key: 'shop' }) })]);
    host.keySearch = {
      ...host.keySearch,
      nearestMiss: async ({ others }) => {
        const [other] = others;
        const [key] = other?.keys ?? [];
        return other && key ? { mistake: 'other-site', keyId: key.id, origin: other.origin } : null;
      },
    };
    const store = await renderPanel(host);
    await settle(() => store.keyring.add(ORIGIN, [DEV]));
    await settle(() =>
      store.keyring.add('http://localhost:5001', [{ name: 'shop', text: 'shop', form: 'text' }]),
    );
    expect(sentence()).toBe(
      '▲ Signed by http://localhost:5001 with its key shop. Cookies on localhost are shared by all ports. Give each application its own SESSION_COOKIE_NAME.',
    );
  });

  it('says so when nothing explains it', async () => {
    await missing(() => null);
    expect(header()).toContain('No other reading, salt, key derivation or digest of your keys matches');
  });

  it('says so when the search failed', async () => {
    await missing(() => {
      throw new Error('the worker died');
    });
    expect(document.body.textContent).toContain(
      'The search for the key that would have matched failed: the worker died',
    );
  });

  it.each([
    [
      'its payload was changed',
      (_now: string, before: string) =>
        `${signed(dict({ a: str('c') })).split('.')[0]}.${before.split('.').slice(1).join('.')}`,
      /Changed after signing: .* its payload changed since/,
    ],
    [
      'another key signed it',
      (now: string) => now,
      /Signed by another process: the previous session was accepted with development/,
    ],
  ])('of a session that was accepted before: %s', async (_, change, said) => {
    const before = signed(dict({ a: str('b') }));
    const { host } = await panelWith({ value: before, keys: [DEV] });
    expect(header()).toContain('✓ Accepted');
    const other = signed(dict({ a: str('d') }), { key: 'random', timestamp: NOW });
    await settle(() => host.change(cookie({ value: change(other, before) })));
    expect(sentence()).toMatch(said);
  });
});

describe('a fallback key that signs anew', () => {
  const [current, fallback] = [DEV, OLD];
  it('is said to be Flask 3.1.0, or the current key', async () => {
    const { store } = await panelWith({
      value: signed(dict({}), { key: 'old', timestamp: NOW }),
      keys: [current, fallback],
    });
    expect(screen.getByRole('status', { name: 'Signed with a fallback key' }).textContent).toContain(
      'Flask 3.1.0 does that (CVE-2025-47278)',
    );
    await settle(() => screen.getByRole('button', { name: 'make it the current key' }).click());
    expect(store.keyring.keysOf(ORIGIN).map(({ name }) => name)).toEqual([OLD.name, DEV.name]);
    expect(screen.queryByRole('status', { name: 'Signed with a fallback key' })).toBeNull();
  });

  it('is not said of a session from before the keys were put in another order', async () => {
    const { host, store } = await panelWith({
      value: signed(dict({}), { key: 'dev', timestamp: NOW + 1 }),
      keys: [current, fallback],
    });
    await settle(() => host.pass(60));
    await settle(() => store.keyring.move(ORIGIN, store.keyring.keysOf(ORIGIN)[1]?.id ?? '', -1));
    expect(header()).toContain('signed with development (fallback key 1)');
    expect(screen.queryByRole('status', { name: 'Signed with a fallback key' })).toBeNull();
  });

  it('is not said of a session from before the keys were told', async () => {
    await panelWith({
      value: signed(dict({}), { key: 'old', timestamp: NOW - 1 }),
      keys: [current, fallback],
    });
    expect(header()).toContain('✓ Accepted');
    expect(screen.queryByRole('status', { name: 'Signed with a fallback key' })).toBeNull();
  });
});

describe('a published key', () => {
  const published: PublishedKey = {
    literal: "'dev'",
    bytes: new TextEncoder().encode('dev'),
    source: { title: 'Flask’s tutorial', url: 'https://flask.palletsprojects.com/tutorial/' },
  };

  it('draws a warning with no key supplied, and tells how to make a good one', async () => {
    await panelWith({ value: signed(dict({})), publishedKey: () => published });
    const warning = screen.getByRole('status', { name: 'Forgeable' });
    expect(warning.textContent).toContain(
      "▲ Anyone can forge this session: its key, 'dev', is printed in Flask’s tutorial.",
    );
    expect(warning.textContent).toContain(`python -c 'import secrets; print(secrets.token_hex())'`);
    expect(screen.getByRole('img', { name: 'anyone can forge it: its key is published' })).toBeTruthy();
  });

  it('is asked for under the site’s own parameters too', async () => {
    const parameters = { ...FLASK_SIGNING, salt: 'own' };
    const { store } = await panelWith({
      value: signed(dict({}), { parameters }),
      publishedKey: (_, { salt }) => (salt === 'own' ? published : null),
    });
    expect(screen.queryByRole('status', { name: 'Forgeable' })).toBeNull();
    await settle(() => store.settings.change(ORIGIN, { parameters }));
    expect(screen.getByRole('status', { name: 'Forgeable' })).toBeTruthy();
  });
});
