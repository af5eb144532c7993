/** What the user has told about a site: its secret key (memory only) and its lifetime (on disk). One concern of the store. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SecretKeyForm } from '../../session/index.ts';
import type { Host, Storage } from '../host.ts';

/** A secret key as typed, and how the user wants it read. */
export type TypedKey = { readonly text: string; readonly form: SecretKeyForm };

export type SiteSettingsConcern = {
  /** The key for an origin; an empty text when none was given. */
  secretKey(origin: string): ReadonlySignal<TypedKey>;
  setSecretKey(origin: string, key: TypedKey): void;
  /** PERMANENT_SESSION_LIFETIME of an origin in seconds; null: not set. */
  lifetime(origin: string): ReadonlySignal<number | null>;
  setLifetime(origin: string, seconds: number | null): void;
};

const NO_KEY: TypedKey = { text: '', form: 'auto' };

export function createSiteSettings(host: Pick<Host, 'memory' | 'disk'>): SiteSettingsConcern {
  // storage.session: gone when the browser closes, never on disk.
  const keys = createItems(host.memory, 'secret-key', NO_KEY, isTypedKey);
  const lifetimes = createItems<number | null>(host.disk, 'lifetime', null, isLifetime);
  return {
    secretKey: keys.of,
    setSecretKey: (origin, key) => keys.set(origin, key.text === '' ? NO_KEY : key),
    lifetime: lifetimes.of,
    setLifetime: lifetimes.set,
  };
}

type Items<Value> = { of(origin: string): ReadonlySignal<Value>; set(origin: string, value: Value): void };

/** A stored value for each origin, each a signal that fills when storage has answered. `none` is not stored. */
function createItems<Value>(
  storage: Storage,
  kind: string,
  none: Value,
  isValue: (stored: unknown) => stored is Value,
): Items<Value> {
  const signals = new Map<string, Signal<Value>>();
  const itemOf = (origin: string): Signal<Value> => {
    let item = signals.get(origin);
    if (!item) {
      const created = signal(none);
      item = created;
      signals.set(origin, item);
      void storage.get(`${kind}:${origin}`).then((stored) => {
        if (isValue(stored) && created.peek() === none) created.value = stored;
      });
    }
    return item;
  };
  return {
    of: itemOf,
    set(origin, value) {
      itemOf(origin).value = value;
      const name = `${kind}:${origin}`;
      void (value === none ? storage.remove(name) : storage.set(name, value));
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
