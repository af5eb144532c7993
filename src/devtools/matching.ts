/** Pairs changes of the jar with the Set-Cookie headers that caused them, one to one, in whichever order they arrive. Reads no clock. */
import { type Cookie, cookieId, forgetOldest } from '../cookies/index.ts';
import type { JarChange } from '../messaging/protocol.ts';
import type { JarState } from '../messaging/recording.ts';
import type { Place } from './sequence.ts';
import { identityOf, type Target } from './set-cookie.ts';

/**
 * Milliseconds by which a change may be reported before and after its response was received: the first for clocks that
 * differ slightly, the second for a background that must be woken. The response's own event may come much later.
 */
const BEFORE = 1_000;
const AFTER = 3_000;

/** The most headers, and the most changes, that wait for each other; beyond that, the oldest is given up. */
const MOST_WAITING = 1_000;

/** Cookies just replaced, waiting for their replacement: a browser reports the two in a row. */
const MOST_REPLACED = 100;

/** A change of the jar. */
export type ToldChange = {
  readonly change: JarChange;
  readonly identity: string;
  /** What was in its place before; null: nothing; unknown: something. */
  readonly before: JarState;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Whether a header explains it. */
  isExplained: boolean;
  /** Where it waits to be recorded, or the header that explains it does; null: nowhere. */
  place: Place | null;
  /** Its entry, once it was recorded as one that nothing explains. */
  entryId: number | null;
};

/** A Set-Cookie header. */
export type ToldHeader = {
  readonly target: Target;
  /** When its response was received, in milliseconds since 1970. */
  readonly received: number;
  /** Where it waits to be recorded; null until that is known. */
  place: Place | null;
  /** Its effect on the jar; null until that is reported, and for good if the browser did not accept it. */
  made: ToldChange | null;
};

export class Matching {
  readonly #headers: ToldHeader[] = [];
  readonly #changes: ToldChange[] = [];
  readonly #replaced = new Map<string, JarState>();

  /** A response was reported. */
  addHeader(target: Target, received: number): ToldHeader {
    const header: ToldHeader = { target, received, place: null, made: null };
    const change = takeFirst(this.#changes, (waiting) => belong(header, waiting));
    if (change) join(header, change);
    else push(this.#headers, header);
    return header;
  }

  /** What is in the place of `cookie` is about to be replaced: the first half of what the browser tells of it. */
  addReplaced(cookie: Cookie, replaced: JarState): void {
    this.#replaced.set(cookieId(cookie), replaced);
    forgetOldest(this.#replaced, MOST_REPLACED);
  }

  /** A change was reported. */
  addChange(change: JarChange, time: number): ToldChange {
    const { cookie, removed } = change;
    const identity = identityOf(cookie);
    const before = removed ? cookie : (this.#replaced.get(cookieId(cookie)) ?? null);
    this.#replaced.delete(cookieId(cookie));
    const told: ToldChange = {
      ...{ change, identity, before, time, isExplained: false, place: null, entryId: null },
    };
    const header = takeFirst(this.#headers, (waiting) => belong(waiting, told));
    if (header) {
      join(header, told);
      told.place = header.place;
    } else push(this.#changes, told);
    return told;
  }
}

function belong({ target, received }: ToldHeader, { change, identity, time }: ToldChange): boolean {
  return (
    time >= received - BEFORE &&
    time <= received + AFTER &&
    target.identity === identity &&
    (change.removed ? target.deletes : !target.deletes && change.cookie.value === target.value)
  );
}

function join(header: ToldHeader, change: ToldChange): void {
  header.made = change;
  change.isExplained = true;
}

function takeFirst<Item>(items: Item[], isWanted: (item: Item) => boolean): Item | undefined {
  const index = items.findIndex(isWanted);
  return index < 0 ? undefined : items.splice(index, 1)[0];
}

function push<Item>(items: Item[], item: Item): void {
  items.push(item);
  if (items.length > MOST_WAITING) items.shift();
}
