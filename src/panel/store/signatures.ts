/** What the user's secret key says of each session's signature. One concern of the store; checks each cookie once a key. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { createVerifier, readSecretKey, type SecretKey, type SecretKeyReading } from '../../session/index.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { SiteSettingsConcern } from './site-settings.ts';

export type SignatureState =
  | { readonly state: 'not-a-session' }
  | { readonly state: 'no-key' }
  /** The key's text cannot be read as what it claims to be. */
  | { readonly state: 'unreadable-key'; readonly message: string; readonly position: number }
  | { readonly state: 'valid'; readonly key: SecretKey }
  /** No reading of the key matches; all those tried. */
  | { readonly state: 'bad'; readonly keys: readonly SecretKey[] };

export type SignaturesConcern = {
  /** Reads signals: within a component or a computed, it follows the key. */
  signatureOf(entry: CookieEntry): SignatureState;
  /** How the key typed for an origin is read; null when there is none. */
  keyReading(origin: string): SecretKeyReading | null;
};

/** A key made ready for an origin: what it reads as, and a verdict on any session that remembers what it has seen. */
type Checker = { readonly reading: SecretKeyReading | null; check(entry: CookieEntry): SignatureState };

export function createSignatures(settings: SiteSettingsConcern): SignaturesConcern {
  const checkers = new Map<string, ReadonlySignal<Checker>>();
  const checkerOf = (origin: string): Checker => {
    let checker = checkers.get(origin);
    if (!checker) {
      const key = settings.secretKey(origin);
      checker = computed(() =>
        createChecker(key.value.text === '' ? null : readSecretKey(key.value.text, key.value.form)),
      );
      checkers.set(origin, checker);
    }
    return checker.value;
  };
  return {
    signatureOf: (entry) =>
      entry.isSession ? checkerOf(entry.origin).check(entry) : { state: 'not-a-session' },
    keyReading: (origin) => checkerOf(origin).reading,
  };
}

function createChecker(reading: SecretKeyReading | null): Checker {
  if (!reading) return { reading, check: () => ({ state: 'no-key' }) };
  if (!reading.ok) {
    const { message, position } = reading;
    return { reading, check: () => ({ state: 'unreadable-key', message, position }) };
  }
  const keys = reading.candidates;
  const verifiers = keys.map((key) => ({ key, verify: createVerifier(key.bytes) }));
  const seen = new WeakMap<CookieEntry, SignatureState>();
  const check = (entry: CookieEntry): SignatureState => {
    const match = verifiers.find(({ verify }) => verify(entry.cookie.value));
    return match ? { state: 'valid', key: match.key } : { state: 'bad', keys };
  };
  return {
    reading,
    check(entry) {
      let state = seen.get(entry);
      if (!state) {
        state = check(entry);
        seen.set(entry, state);
      }
      return state;
    },
  };
}
