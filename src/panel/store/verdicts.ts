/** What Flask does with each session, given the site's keys and settings. One concern of the store; checks each signature once. */
import { computed, type ReadonlySignal, untracked } from '@preact/signals';
import { DEFAULT_PERMANENT_SESSION_LIFETIME, type Lifetime } from '../../cookies/index.ts';
import {
  createVerifier,
  SERVER_SIDE_SIGNING,
  type SigningParameters,
  type Verdict,
  verdictOf,
} from '../../session/index.ts';
import type { CookieEntry } from './cookie-entry.ts';
import { type EditingConcern, madeOf } from './editing/editing.ts';
import type { KeyringConcern } from './keyring.ts';
import type { SiteSettingsConcern } from './site-settings.ts';
import type { KeyringKey } from './stored-keys.ts';

/** Which of the site's keys signed a cookie. */
export type SignatureState =
  /** Not a session, or an id that is not signed. */
  | { readonly state: 'unsigned' }
  | { readonly state: 'no-key' }
  | { readonly state: 'valid'; readonly key: KeyringKey }
  /** None of the site's keys. */
  | { readonly state: 'bad' };

export type VerdictsConcern = {
  /** Reads signals: within a component or a computed, it follows the keys and settings. */
  signatureOf(entry: CookieEntry): SignatureState;
  /**
   * What Flask does with a session at this moment; null without keys, and for any other cookie. Follows no signal.
   * @param original the one that is replaced by it, where it is not in the jar yet: they share the server's lifetime
   */
  verdictOf(entry: CookieEntry, original?: CookieEntry): Verdict | null;
  /**
   * The fallback key that signed a session just now: either the server is Flask 3.1.0, which signs with the last one,
   * or its keys are in another order. Null for any other session, and for one that the editor signed. Reads
   * signals.
   */
  freshFallbackOf(entry: CookieEntry): FreshFallback | null;
  /** How the site signs such a cookie. Reads a signal. */
  parametersOf(entry: CookieEntry): SigningParameters;
};

export type FreshFallback = { readonly key: KeyringKey; readonly isLast: boolean };

/** A site's prepared keys: judges any cookie, and remembers the ones it has seen. */
type Checker = (entry: CookieEntry) => SignatureState;

/**
 * @param now milliseconds since 1970 by the browser's clock, of the moment that verdicts are about
 * @param lifetimeOf as the store has it
 * @param aheadOf seconds by which the clock of an origin's server is ahead of the browser's
 */
export function createVerdicts(
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
  now: ReadonlySignal<number>,
  lifetimeOf: (entry: CookieEntry) => Lifetime | null,
  editing: Pick<EditingConcern, 'ownWrites'>,
  aheadOf: (origin: string) => number,
): VerdictsConcern {
  const parametersOf = ({ origin, serverSide }: CookieEntry): SigningParameters =>
    serverSide ? SERVER_SIDE_SIGNING[serverSide.library] : settings.of(origin).parameters;

  const checkers = new Map<string, ReadonlySignal<Checker>>();
  const checkerOf = ({ origin, serverSide }: CookieEntry): Checker => {
    const library = serverSide?.library;
    const name = `${library ?? ''} ${origin}`;
    let checker = checkers.get(name);
    if (!checker) {
      const keys = computed(() => keyring.keysOf(origin));
      const parameters = computed(() =>
        library ? SERVER_SIDE_SIGNING[library] : settings.of(origin).parameters,
      );
      checker = computed(() => createChecker(keys.value, parameters.value));
      checkers.set(name, checker);
    }
    return checker.value;
  };

  const signatureOf = (entry: CookieEntry): SignatureState =>
    entry.isSigned ? checkerOf(entry)(entry) : { state: 'unsigned' };

  return {
    signatureOf,
    parametersOf,
    freshFallbackOf(entry) {
      const signature = signatureOf(entry);
      const { outline } = entry;
      if (signature.state !== 'valid' || outline.kind !== 'flask-session') return null;
      const keys = keyring.keysOf(entry.origin);
      const index = keys.indexOf(signature.key);
      if (index < 1 || madeOf(editing, entry.cookie) || outline.timestamp.state !== 'read') return null;
      const signedAt = (outline.timestamp.seconds - aheadOf(entry.origin)) * 1000;
      // It is older than the order of the keys: this one may have been the current key then.
      if (keys.slice(0, index + 1).some(({ placedAt }) => placedAt > signedAt)) return null;
      return { key: signature.key, isLast: index === keys.length - 1 };
    },
    verdictOf: (entry, original = entry) =>
      untracked(() => {
        const keys = keyring.keysOf(entry.origin).map(({ bytes }) => bytes);
        if (keys.length === 0 || !entry.isJudged) return null;
        const server = lifetimeOf(original)?.server;
        // If only a minimum of the lifetime is known, its end is not.
        const lifetime =
          server?.source === 'at-least'
            ? Number.MAX_SAFE_INTEGER
            : (server?.lifetime ?? DEFAULT_PERMANENT_SESSION_LIFETIME);
        const { parameters } = settings.of(entry.origin);
        return verdictOf(
          entry.text,
          { keys, parameters, lifetime },
          Math.floor(now.value / 1000 + aheadOf(entry.origin)),
        );
      }),
  };
}

function createChecker(keys: readonly KeyringKey[], parameters: SigningParameters): Checker {
  if (keys.length === 0) return () => ({ state: 'no-key' });
  const verifiers = keys.map((key) => ({ key, verify: createVerifier(key.bytes, parameters) }));
  const seen = new WeakMap<CookieEntry, SignatureState>();
  return (entry) => {
    let state = seen.get(entry);
    if (!state) {
      const match = verifiers.find(({ verify }) => verify(entry.text));
      state = match ? { state: 'valid', key: match.key } : { state: 'bad' };
      seen.set(entry, state);
    }
    return state;
  };
}
