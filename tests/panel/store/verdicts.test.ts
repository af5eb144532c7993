/** What Flask does with each session, by the site's keys, settings and the time; each signature is checked once. */
import { computed, effect, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { type Lifetime, lifetimeOf } from '../../../src/cookies/index.ts';
import { type CookieEntry, entriesOf } from '../../../src/panel/store/cookie-entry.ts';
import { FLASK_SETTINGS, type SiteSettings } from '../../../src/panel/store/site-settings.ts';
import type { KeyringKey } from '../../../src/panel/store/stored-keys.ts';
import { createVerdicts } from '../../../src/panel/store/verdicts.ts';
import { SERVER_SIDE_SIGNING } from '../../../src/session/index.ts';
import { cookie } from '../../support/fake-host.ts';
import { DAY, dict, NOW, signed, str } from '../../support/sessions.ts';

const SHOP = 'http://localhost:5000';
const PAYLOAD = dict({ user: str('zoë') });
/** Signed a minute ago with `dev`. */
const SESSION = entryOf(signed(PAYLOAD));

function entryOf(value: string, name = 'session', url = `${SHOP}/`): CookieEntry {
  const host = { host: 'localhost', url, isTop: true, missing: [], cookies: [cookie({ name, value })] };
  const [entry] = entriesOf([host], () => 'session', []);
  if (!entry) throw new Error('no entry');
  return entry;
}

/** As it was placed an hour ago, unless said otherwise. */
function keyOf(text: string, placedAt = (NOW - 3600) * 1000): KeyringKey {
  const bytes = new TextEncoder().encode(text);
  return { id: text, name: text, text, form: 'text', bytes, isRemembered: false, placedAt };
}

/** The verdicts of a site whose keys, settings, time and lifetime the test changes. */
function verdictsBy(...keys: readonly KeyringKey[]) {
  const ring = signal(keys);
  const settings = signal<SiteSettings>(FLASK_SETTINGS);
  const now = signal(NOW * 1000);
  const lifetime = { value: null as Lifetime | null };
  const ahead = { value: 0 };
  const verdicts = createVerdicts(
    { keysOf: (origin) => (origin === SHOP ? ring.value : []) },
    { of: (origin) => (origin === SHOP ? settings.value : FLASK_SETTINGS) },
    now,
    () => lifetime.value,
    { ownWrites: signal([]) },
    () => ahead.value,
  );
  return { verdicts, ring, settings, now, lifetime, ahead };
}

describe('a signature', () => {
  it('is that of the key that made it, the current one or a fallback', () => {
    const [dev, other] = [keyOf('dev'), keyOf('other')];
    expect(verdictsBy(dev, other).verdicts.signatureOf(SESSION)).toEqual({ state: 'valid', key: dev });
    expect(verdictsBy(other, dev).verdicts.signatureOf(SESSION)).toEqual({ state: 'valid', key: dev });
  });

  it('is bad where none of the site’s keys made it, and nothing is known without any', () => {
    expect(verdictsBy(keyOf('other')).verdicts.signatureOf(SESSION)).toEqual({ state: 'bad' });
    expect(verdictsBy().verdicts.signatureOf(SESSION)).toEqual({ state: 'no-key' });
    const elsewhere = entryOf(signed(PAYLOAD), 'session', 'http://localhost:5001/');
    const { verdicts } = verdictsBy(keyOf('dev'));
    expect(verdicts.signatureOf(SESSION).state).toBe('valid');
    expect(verdicts.signatureOf(elsewhere)).toEqual({ state: 'no-key' });
  });

  it('is none of a cookie that is no session', () => {
    expect(verdictsBy(keyOf('dev')).verdicts.signatureOf(entryOf('dark', 'theme'))).toEqual({
      state: 'unsigned',
    });
  });

  it('follows the site’s keys and settings', () => {
    const { verdicts, ring, settings } = verdictsBy();
    const state = computed(() => verdicts.signatureOf(SESSION).state);
    expect(state.value).toBe('no-key');
    ring.value = [keyOf('dev')];
    expect(state.value).toBe('valid');
    settings.value = {
      ...FLASK_SETTINGS,
      parameters: { ...FLASK_SETTINGS.parameters, salt: 'another' },
    };
    expect(state.value).toBe('bad');
  });

  it('is checked once for as long as keys and settings are the same', () => {
    const { verdicts, ring } = verdictsBy(keyOf('other'));
    const entry = entryOf(signed(PAYLOAD));
    // What is no session has no signature: that is read first.
    expect(entry.isSigned).toBe(true);
    const { text } = entry;
    let reads = 0;
    Object.defineProperty(entry, 'text', {
      get: () => {
        reads++;
        return text;
      },
    });
    verdicts.signatureOf(entry);
    verdicts.signatureOf(entry);
    expect(reads).toBe(1);
    ring.value = [keyOf('dev')];
    expect(verdicts.signatureOf(entry).state).toBe('valid');
    expect(reads).toBe(2);
  });
});

describe('the parameters of a cookie', () => {
  it('are the site’s, but a server-side session’s are its library’s', () => {
    const { verdicts, settings } = verdictsBy();
    settings.value = { ...FLASK_SETTINGS, parameters: { ...FLASK_SETTINGS.parameters, salt: 'another' } };
    const id = entryOf('8f42a730-54b1-749f-8f58-848be5e6502c');
    expect(id.serverSide?.library).toBe('Flask-Session');
    expect(verdicts.parametersOf(SESSION).salt).toBe('another');
    expect(verdicts.parametersOf(id)).toEqual(SERVER_SIDE_SIGNING['Flask-Session']);
  });
});

describe('a verdict', () => {
  /** A lifetime as the user has set it. */
  const set = (seconds: number): Lifetime =>
    lifetimeOf({ expires: null, timestamp: NOW - 60, setting: seconds, now: NOW });

  it('is Flask’s, with the key that it would take', () => {
    const { verdicts } = verdictsBy(keyOf('other'), keyOf('dev'));
    expect(verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'accepted', key: 1 });
    expect(verdictsBy(keyOf('other')).verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'refused' });
  });

  it('is none without keys, and none on what Flask would not take for a session', () => {
    expect(verdictsBy().verdicts.verdictOf(SESSION)).toBeNull();
    expect(verdictsBy(keyOf('dev')).verdicts.verdictOf(entryOf('dark', 'theme'))).toBeNull();
  });

  it('is on what has a session’s name, though it is none', () => {
    expect(verdictsBy(keyOf('dev')).verdicts.verdictOf(entryOf('dark'))).toMatchObject({
      outcome: 'refused',
    });
  });

  it('is by the parameters of the site', () => {
    const { verdicts, settings } = verdictsBy(keyOf('dev'));
    settings.value = { ...FLASK_SETTINGS, parameters: { ...FLASK_SETTINGS.parameters, digest: 'sha256' } };
    expect(verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'refused' });
  });

  it.each<[string, Lifetime | null, number, string]>([
    ['before the lifetime ends', set(61), NOW, 'accepted'],
    ['within its last second', set(60), NOW + 0.9, 'accepted'],
    ['after it', set(59), NOW, 'refused'],
    ['within 31 days, if nothing is known of it', null, NOW - 60 + 31 * DAY, 'accepted'],
    ['after 31 days, if nothing is known of it', null, NOW - 59 + 31 * DAY, 'refused'],
    [
      'years later, if it is only known to be at least so long',
      lifetimeOf({ expires: NOW - 60 + 400 * DAY, timestamp: NOW - 60, setting: null, now: NOW }),
      NOW + 4_000 * DAY,
      'accepted',
    ],
  ])('%s', (_, lifetime, time, outcome) => {
    const site = verdictsBy(keyOf('dev'));
    site.lifetime.value = lifetime;
    site.now.value = time * 1000;
    expect(site.verdicts.verdictOf(SESSION)).toMatchObject({ outcome });
  });

  it('is by the clock of its server', () => {
    const { verdicts, ahead } = verdictsBy(keyOf('dev'));
    expect(verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'accepted', age: 60 });
    ahead.value = -61;
    expect(verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'refused', reason: 'future', ahead: 1 });
    ahead.value = 31 * DAY;
    expect(verdicts.verdictOf(SESSION)).toMatchObject({ outcome: 'refused', reason: 'expired', late: 60 });
  });

  it('follows nothing: whoever asks says when', () => {
    const { verdicts, ring, now } = verdictsBy(keyOf('dev'));
    let times = 0;
    const end = effect(() => {
      verdicts.verdictOf(SESSION);
      times++;
    });
    ring.value = [];
    now.value++;
    expect(times).toBe(1);
    end();
  });
});

describe('a fresh fallback', () => {
  const [dev, current, other] = [keyOf('dev'), keyOf('current'), keyOf('other')];
  const late = (key: KeyringKey) => ({ ...key, placedAt: NOW * 1000 });

  it.each<[string, readonly KeyringKey[], object | null]>([
    ['the last of the fallbacks', [current, other, dev], { key: dev, isLast: true }],
    ['one before the last', [current, dev, other], { key: dev, isLast: false }],
    ['none: the current key', [dev, other], null],
    ['none: no key at all', [current, other], null],
    ['none: a fallback since it was signed', [current, late(dev)], null],
    ['none: a key was put before it since', [late(current), dev], null],
    ['one behind which a key was put since', [current, dev, late(other)], { key: dev, isLast: false }],
  ])('is %s', (_, keys, expected) => {
    expect(verdictsBy(...keys).verdicts.freshFallbackOf(SESSION)).toEqual(expected);
  });

  it('is none of what is no session', () => {
    expect(verdictsBy(current, dev).verdicts.freshFallbackOf(entryOf('dark', 'theme'))).toBeNull();
  });
});
