/** What the user has told about a site: its secret key (memory only) and its lifetime (on disk). One concern of the store. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SecretKeyForm } from '../../session/index.ts';
import type { Host, Storage } from '../host.ts';

/** A secret key as typed, and how the user wants it read. */
export type TypedKey = { readonly text: string; readonly form: SecretKeyForm };

export type SiteSettingsConcern = {
  /** The key for an origin; an empty text when none was given. What is typed holds even if it could not be kept. */
  secretKey(origin: string): ReadonlySignal<TypedKey>;
  setSecretKey(origin: string, key: TypedKey): void;
  /** PERMANENT_SESSION_LIFETIME of an origin in seconds; null: not set. */
  lifetime(origin: string): ReadonlySignal<number | null>;
  setLifetime(origin: string, seconds: number | null): void;
  /** Why the browser could not keep or give back a setting; null when it could. */
  readonly problem: ReadonlySignal<string | null>;
};

const NO_KEY: TypedKey = { text: '', form: 'auto' };

export function createSiteSettings(host: Pick<Host, 'memory' | 'disk'>): SiteSettingsConcern {
  const problem = signal<string | null>(null);
  // storage.session: gone when the browser closes, never on disk.
  const keys = createItems(host.memory, 'secret-key', NO_KEY, isTypedKey, problem);
  const lifetimes = createItems<number | null>(host.disk, 'lifetime', null, isLifetime, problem);
  return {
    secretKey: keys.of,
    setSecretKey: (origin, key) => keys.set(origin, key, key.text !== ''),
    lifetime: lifetimes.of,
    setLifetime: (origin, seconds) => lifetimes.set(origin, seconds, seconds !== null),
    problem,
  };
}

type Items<Value> = {
  of(origin: string): ReadonlySignal<Value>;
  /** `isKept`: whether it is worth storing; otherwise what was stored is removed. */
  set(origin: string, value: Value, isKept: boolean): void;
};

/** A stored value for each origin, each a signal that fills when storage has answered, unless the user was faster. */
function createItems<Value>(
  storage: Storage,
  kind: string,
  none: Value,
  isValue: (stored: unknown) => stored is Value,
  problem: Signal<string | null>,
): Items<Value> {
  const signals = new Map<string, Signal<Value>>();
  const touched = new Set<string>();
  const report = (error: unknown): void => {
    problem.value = error instanceof Error ? error.message : String(error);
  };
  const itemOf = (origin: string): Signal<Value> => {
    const known = signals.get(origin);
    if (known) return known;
    const item = signal(none);
    signals.set(origin, item);
    storage.get(`${kind}:${origin}`).then((stored) => {
      if (isValue(stored) && !touched.has(origin)) item.value = stored;
    }, report);
    return item;
  };
  return {
    of: itemOf,
    set(origin, value, isKept) {
      touched.add(origin);
      itemOf(origin).value = value;
      const name = `${kind}:${origin}`;
      (isKept ? storage.set(name, value) : storage.remove(name)).then(() => {
        problem.value = null;
      }, report);
    },
  };
}

const FORMS: ReadonlySet<unknown> = new Set<SecretKeyForm>(['auto', 'text', 'literal', 'hex', 'base64']);

function isTypedKey(stored: unknown): stored is TypedKey {
  if (typeof stored !== 'object' || stored === null) return false;
  const { text, form } = stored as Record<string, unknown>;
  return typeof text === 'string' && FORMS.has(form);
}

function isLifetime(stored: unknown): stored is number {
  return typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 0;
}
