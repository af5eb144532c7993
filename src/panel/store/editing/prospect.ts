/** The expected result of a draft: the cookie, its size, and what Flask would do with it. It writes nothing and reads no clock. */
import { untracked } from '@preact/signals';
import {
  type Cookie,
  type CookieSize,
  DEFAULT_PERMANENT_SESSION_LIFETIME,
  type ServerClock,
  sizeOf,
} from '../../../cookies/index.ts';
import type { Made } from '../../../messaging/written.ts';
import {
  COST_BUDGET,
  type Difference,
  diff,
  isPermanent,
  removeValue,
  toJson,
  type Value,
  type Verdict,
  write,
  writePayload,
} from '../../../session/index.ts';
import { CookieEntry } from '../cookie-entry.ts';
import type { Store } from '../store.ts';
import type { KeyringKey } from '../stored-keys.ts';
import { type Draft, originalOf } from './drafts.ts';
import { madeOf } from './editing.ts';
import { hasExpired, isStill, presentCookie } from './writing.ts';

/** What a draft becomes when it is written. */
export type Prospect =
  | {
      readonly kind: 'cookie';
      readonly cookie: Cookie;
      readonly size: CookieSize;
      /** Bytes by which the cookie grows. */
      readonly growth: number;
      /** Null: it cannot be signed, so Flask refuses it. */
      readonly verdict: Verdict | null;
      /** Whether no key of the site has signed the present session: the app may have another one, and refuse this. */
      readonly isKeyDoubtful: boolean;
      /** The lifetime that makes its Expires, and where it is from; null: Expires stays as it was, or there is none. */
      readonly assumed: ServerLifetime | null;
      readonly made: Made;
    }
  /** The session is empty: Flask deletes its cookie. */
  | { readonly kind: 'deleted'; readonly growth: number }
  /** It cannot be written as a cookie at all. */
  | { readonly kind: 'impossible'; readonly message: string };

export type ServerLifetime = Pick<ServerClock, 'lifetime' | 'source'>;

type Site = Pick<Store, 'activity' | 'editing' | 'keyring' | 'lifetimeOf' | 'settings' | 'verdicts'>;
type Place = Site & Pick<Store, 'page'>;

/** The key that the draft is signed with; null: the site has none. Reads signals. */
export function keyOf(store: Site, { entry, keyId }: Pick<Draft, 'entry' | 'keyId'>): KeyringKey | null {
  const keys = store.keyring.keysOf(entry.origin);
  const signature = store.verdicts.signatureOf(entry);
  const present = signature.state === 'valid' ? signature.key : null;
  return keys.find(({ id }) => id === keyId) ?? present ?? keys[0] ?? null;
}

/** The timestamp that can be kept, in seconds since 1970; null: the current one cannot be read. */
export function timestampOf({ session }: CookieEntry): number | null {
  return session?.timestamp.state === 'read' ? session.timestamp.seconds : null;
}

/** @param now milliseconds since 1970 by the browser's clock. Reads signals. */
export function prospectOf(store: Place, draft: Draft, now: number): Prospect {
  const { entry, payload } = draft;
  const replaced = replacedBy(store, draft);
  const before = sizeOf(replaced).total;
  if (payload.type === 'dict' && payload.entries.length === 0) return { kind: 'deleted', growth: -before };
  const { atLeast, ahead } = store.activity.serverOffsets.value.get(entry.origin) ?? SAME_CLOCK;
  // Flask refuses what its own clock has not reached yet.
  const seconds = Math.floor(now / 1000 + atLeast);
  const hasChanged = isPermanent(payload) !== isPermanent(originalOf(draft));
  // A cookie is not kept beyond its Expires: the browser would delete it.
  const isAnew = hasChanged || hasExpired(replaced, now);
  const assumed = isAnew && isPermanent(payload) ? lifetimeFor(store, entry) : null;
  try {
    const cookie: Cookie = {
      ...replaced,
      value: valueFor(store, draft, seconds),
      // As Flask has it, and as browsers move it to their own clock. Else it stays.
      ...(isAnew ? { expires: assumed && Math.round(seconds + assumed.lifetime - ahead) } : {}),
    };
    const size = sizeOf(cookie);
    const written = new CookieEntry(entry.id, cookie, entry.host, entry.isExpectedSession);
    const key = keyOf(store, draft);
    return {
      kind: 'cookie',
      cookie,
      size,
      growth: size.total - before,
      verdict: key && store.verdicts.verdictOf(written, entry),
      isKeyDoubtful: store.verdicts.signatureOf(entry).state === 'bad',
      assumed,
      made: { isSigned: key !== null, original: originalTimes(store, entry) },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'impossible', message: error.message };
  }
}

const SAME_CLOCK = { atLeast: 0, ahead: 0 };

/** Whether the Expires that the draft would keep is past. @param now milliseconds since 1970. Reads a signal. */
export function hasLapsed(store: Place, draft: Draft, now: number): boolean {
  return hasExpired(replacedBy(store, draft), now);
}

/** The cookie whose other fields the draft keeps. One that was only signed again has a later Expires than before. */
function replacedBy(store: Place, { entry, seen }: Draft): Cookie {
  const present = presentCookie(store, entry.id);
  return (isStill(present, seen) ? present : seen) ?? entry.cookie;
}

function valueFor(store: Site, draft: Draft, now: number): string {
  const { entry, payload } = draft;
  const key = keyOf(store, draft);
  if (!key) {
    // The timestamp and the signature stay as they are; useful only to see how the application reacts.
    return writePayload(payload) + entry.text.slice(entry.session?.segments.payload.end ?? 0);
  }
  const timestamp = (draft.keepsTimestamp ? timestampOf(entry) : null) ?? now;
  return write(payload, key.bytes, timestamp, store.settings.of(entry.origin).parameters);
}

/** By the setting, by what a server wrote, or by Flask's default. Follows no clock. */
function lifetimeFor(store: Site, entry: CookieEntry): ServerLifetime {
  const known = untracked(() => store.lifetimeOf(entry)?.server);
  if (known) return known;
  const { lifetime } = store.settings.of(entry.origin);
  return lifetime === null
    ? { lifetime: DEFAULT_PERMANENT_SESSION_LIFETIME, source: 'default' }
    : { lifetime, source: 'setting' };
}

/** As a server wrote them last, however often the session was edited since. */
function originalTimes({ editing }: Site, entry: CookieEntry): Made['original'] {
  const timestamp = timestampOf(entry);
  const times =
    timestamp === null ? { expires: null, timestamp: 0 } : { expires: entry.cookie.expires, timestamp };
  return madeOf(editing, entry.cookie)?.original ?? times;
}

/** What a top-level key costs on the wire before and after, in bytes; null: it is not there. */
export type KeyCost = {
  readonly key: string | number;
  readonly before: number | null;
  readonly after: number | null;
};

/** The most keys whose costs are shown: each takes two compressions. */
const MOST_COSTS = 3;

export type DraftChange = {
  readonly difference: Difference;
  /** Of the first few top-level keys that differ; null: measuring them would take too long. */
  readonly costs: readonly KeyCost[] | null;
};

/** What a draft changes, and the cost of the changes. */
export function changeOf(draft: Draft): DraftChange {
  const before = originalOf(draft);
  const after = draft.payload;
  const difference = diff(before, after);
  const changed = new Set(difference.changes.flatMap(({ path }) => path.slice(0, 1)));
  const keys = [...changed].slice(0, MOST_COSTS);
  // This runs on each keystroke. Both payloads are compressed with and without the key.
  const work = keys.length === 0 ? 0 : 2 * (lengthOf(before) + lengthOf(after)) * keys.length;
  if (work > COST_BUDGET) return { difference, costs: null };
  const costs = keys.map((key): KeyCost => ({ key, before: costOf(before, key), after: costOf(after, key) }));
  return { difference, costs };
}

/** Characters of its JSON; 0 if it cannot be written. */
function lengthOf(payload: Value): number {
  try {
    return toJson(payload).length;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 0;
  }
}

function costOf(payload: Value, key: string | number): number | null {
  const without = removeValue(payload, [key]);
  if (!without.ok) return null;
  try {
    return writePayload(payload).length - writePayload(without.value).length;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
