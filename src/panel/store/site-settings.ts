/** How each site's Flask is configured, where it differs from Flask's defaults. Stored on disk, without secrets. One concern of the store. */
import type { ReadonlySignal } from '@preact/signals';
import { DIGESTS, FLASK_SIGNING, KEY_DERIVATIONS, type SigningParameters } from '../../session/index.ts';
import type { Host } from '../host.ts';
import { createStoredItems, isRecord } from './stored-items.ts';

/** The parts of Flask's configuration that affect the session cookie, except the keys. */
export type SiteSettings = {
  /** `SESSION_COOKIE_NAME`. */
  readonly cookieName: string;
  readonly parameters: SigningParameters;
  /** `PERMANENT_SESSION_LIFETIME` in seconds; null: not set. */
  readonly lifetime: number | null;
};

/** Flask's defaults. */
export const FLASK_SETTINGS: SiteSettings = {
  cookieName: 'session',
  parameters: FLASK_SIGNING,
  lifetime: null,
};

/** The most characters of a cookie's name or a salt. */
export const LONGEST_SETTING = 256;

export type SiteSettingsConcern = {
  /** Reads a signal. Flask's defaults for what was not set. */
  of(origin: string): SiteSettings;
  change(origin: string, changes: Partial<SiteSettings>): void;
  /** Resets to Flask's defaults. */
  reset(origin: string): void;
  /** Why the browser could not save or read a setting; null if it could. */
  readonly problem: ReadonlySignal<string | null>;
};

export function createSiteSettings(host: Pick<Host, 'disk'>): SiteSettingsConcern {
  const items = createStoredItems(host.disk, 'site', { parse: parseSettings, format: (value) => value });
  const set = (origin: string, settings: SiteSettings | null): void => {
    items.show(origin, settings);
    void items.save(origin);
  };
  const of = (origin: string): SiteSettings => items.all.value.get(origin) ?? FLASK_SETTINGS;
  return {
    of,
    change: (origin, changes) => items.whenReady(() => set(origin, { ...of(origin), ...changes })),
    reset: (origin) => set(origin, null),
    problem: items.problem,
  };
}

function parseSettings(stored: unknown): SiteSettings | null {
  if (!isRecord(stored)) return null;
  const { cookieName, parameters, lifetime } = stored;
  if (!isText(cookieName) || !isRecord(parameters) || !isLifetime(lifetime)) return null;
  const { salt } = parameters;
  const keyDerivation = KEY_DERIVATIONS.find((name) => name === parameters.keyDerivation);
  const digest = DIGESTS.find((name) => name === parameters.digest);
  if (!isText(salt) || keyDerivation === undefined || digest === undefined) return null;
  return { cookieName, parameters: { salt, keyDerivation, digest }, lifetime };
}

function isText(stored: unknown): stored is string {
  return typeof stored === 'string' && stored.length <= LONGEST_SETTING;
}

function isLifetime(stored: unknown): stored is number | null {
  return stored === null || (typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 0);
}
