/** Writes cookies into the jar, remembers what was there before, and puts it back. It must not decide what to write. */
import { type Cookie, cookieId, domainMatches, sameCookie } from '../../../cookies/index.ts';
import type { Made, Writing } from '../../../messaging/written.ts';
import { read } from '../../../session/index.ts';
import type { CookieEntry } from '../cookie-entry.ts';
import type { Store } from '../store.ts';

export type WriteOutcome =
  | { readonly outcome: 'written' }
  /** Its place does not hold what was expected; nothing was written. */
  | { readonly outcome: 'overtaken' }
  | ({ readonly outcome: 'refused' } & Refused);

/** A cookie that was not stored, or not as it was to be. */
export type Refused = {
  /** The browser's own words, or why it was not asked. */
  readonly message: string;
  readonly left: Left;
};

/**
 * What a refused write left in the cookie's place, as read back: what was there before, something else, or nothing.
 * `not-asked`: the browser was not asked; `unknown`: its answer did not arrive.
 */
export type Left = 'the-same' | 'another' | 'nothing' | 'not-asked' | 'unknown';

/** The wanted change of a cookie: `after` instead of `before`; null: nothing. At least one of them is a cookie. */
export type Replacement = Pick<Writing, 'before' | 'after' | 'host'> & {
  /** Set if the editor made `after`. */
  readonly made?: Made | null;
};

/** The most writes of one cookie that can be undone; beyond that, the oldest are forgotten. */
const MOST_WRITINGS = 50;
/** The most cookies whose writes can be undone; beyond that, those written longest ago are forgotten. */
export const MOST_WRITTEN = 20;
/** The most writes of all cookies that are known to be the panel's own; beyond that, the oldest are forgotten. */
const MOST_OWN_WRITES = MOST_WRITINGS * MOST_WRITTEN;

type Writer = Pick<Store, 'editing' | 'page' | 'now'>;

/** The cookie in that place now, as last read; null: none. Reads a signal. */
export function presentCookie({ page }: Pick<Store, 'page'>, id: string): Cookie | null {
  return page.entries.value.find((entry) => entry.id === id)?.cookie ?? null;
}

/**
 * The host of the page that a cookie is listed for; only then is the content of its place known. Undefined: none. Reads
 * a signal.
 */
export function hostFor({ page }: Pick<Store, 'page'>, cookie: Cookie): CookieEntry['host'] | undefined {
  const reading = page.reading.value;
  if (reading?.kind !== 'page' || reading.storeId !== cookie.storeId) return undefined;
  return reading.hosts.find(({ host }) => domainMatches(cookie, host));
}

/**
 * Replaces a cookie, if the jar holds `before` at this moment; it can then be undone, to what the jar held. Never
 * rejects.
 */
export async function replaceCookie(store: Writer, replacement: Replacement): Promise<WriteOutcome> {
  const { editing, now } = store;
  const cookie = replacement.after ?? replacement.before;
  if (!cookie) return { outcome: 'written' };
  const id = cookieId(cookie);
  const result = await write(store, id, replacement);
  if (result.outcome !== 'written') return result;
  const { replaced, found } = result;
  const writing: Writing = { before: replaced, after: found, host: replacement.host, time: now.peek() };
  const writings = [...(editing.writings.peek().get(id) ?? []), writing].slice(-MOST_WRITINGS);
  const others = [...editing.writings.peek()].filter(([other]) => other !== id);
  editing.writings.value = new Map([...others.slice(1 - MOST_WRITTEN), [id, writings]]);
  return { outcome: 'written' };
}

/**
 * Puts back what was there before the last write, every field of it; not if that has expired since. @param over the cookie
 * that it is known to replace
 */
export async function undoLast(store: Writer, id: string, over: Cookie | null): Promise<WriteOutcome> {
  const { editing } = store;
  const writings = editing.writings.peek().get(id) ?? [];
  const last = writings.at(-1);
  if (!last) return { outcome: 'overtaken' };
  const result = await write(store, id, { before: over, after: last.before, host: last.host });
  if (result.outcome !== 'written') return result;
  editing.writings.value = new Map(editing.writings.peek()).set(id, writings.slice(0, -1));
  return { outcome: 'written' };
}

/** Forgets what was written in a cookie's place: it can then not be undone. */
export function forgetWritings({ editing }: Pick<Store, 'editing'>, id: string): void {
  editing.writings.value = new Map([...editing.writings.peek()].filter(([other]) => other !== id));
}

/** Whether the browser's own clock has ended it: what is written so deletes. @param now milliseconds since 1970 */
export function hasExpired(cookie: Cookie | null, now: number): boolean {
  return cookie !== null && cookie.expires !== null && cookie.expires <= now / 1000;
}

type Result =
  | Exclude<WriteOutcome, { outcome: 'written' }>
  | {
      readonly outcome: 'written';
      /** The cookie replaced at that moment: not always exactly the expected one. */
      readonly replaced: Cookie | null;
      readonly found: Cookie | null;
    };

const UNREAD = 'the current cookie could not be read';
const EXPIRED = 'it has expired, and would delete what is there now';

async function write(store: Writer, id: string, { before, after, host, made }: Replacement): Promise<Result> {
  const { page, editing, now } = store;
  const notAsked = (message: string): Result => ({ outcome: 'refused', message, left: 'not-asked' });
  if (hasExpired(after, now.peek())) return notAsked(EXPIRED);
  editing.isWriting.value = true;
  try {
    // The browser reports changes a moment after they happen.
    await page.refresh();
    const failure = page.failure.peek();
    if (failure !== null) return notAsked(`${UNREAD} (${failure})`);
    const cookie = after ?? before;
    // For other hosts, an unknown place does not mean that it is empty.
    if (cookie && !hostFor(store, cookie)) return { outcome: 'overtaken' };
    const present = presentCookie(store, id);
    if (!isStill(present, before)) return { outcome: 'overtaken' };
    // Noted before the write: the record may report it before the jar answers.
    const own = { id, value: after?.value ?? null, time: now.peek(), made: made ?? null };
    editing.ownWrites.value = [...editing.ownWrites.peek(), own].slice(-MOST_OWN_WRITES);
    const writing = after
      ? await editing.jar.writeCookie(after, host.host)
      : before && (await editing.jar.removeCookie(before, host.host));
    await page.refresh();
    if (writing?.isDone === false) {
      const { message, found } = writing;
      return {
        outcome: 'refused',
        message: message ?? 'it gave no reason',
        left: leftOf(found, present, now.peek()),
      };
    }
    // Firefox lists a cookie for a while after it has expired: to put that back would delete.
    const replaced = hasExpired(present, now.peek()) ? null : present;
    return { outcome: 'written', replaced, found: writing?.found ?? null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outcome: 'refused', message, left: 'unknown' };
  } finally {
    editing.isWriting.value = false;
  }
}

function leftOf(found: Cookie | null, before: Cookie | null, now: number): Left {
  if (isSame(found, before)) return 'the-same';
  return found === null || hasExpired(found, now) ? 'nothing' : 'another';
}

/** Whether two states of a cookie's place are the same; null: there is none. */
export function isSame(a: Cookie | null, b: Cookie | null): boolean {
  return a === null || b === null ? a === b : sameCookie(a, b);
}

/**
 * Whether the place still holds what it held then. A session that was only signed again counts as the same: Flask does
 * that to a permanent one with each response, and updates its Expires.
 */
export function isStill(now: Cookie | null, then: Cookie | null): boolean {
  if (isSame(now, then)) return true;
  if (now === null || then === null) return false;
  const [payload, before] = [signedPayload(now), signedPayload(then)];
  const isResigned = payload !== null && payload === before && now.expires !== null && then.expires !== null;
  return (
    isResigned && sameCookie({ ...now, value: '', expires: null }, { ...then, value: '', expires: null })
  );
}

/** The payload's segment of a session with a timestamp; null for anything else. */
function signedPayload({ value }: Cookie): string | null {
  const reading = read(value);
  if (reading.kind !== 'flask-session' || reading.timestamp.state !== 'read') return null;
  return value.slice(0, reading.segments.payload.end);
}
