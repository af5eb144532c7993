/** What the panel itself wrote into the jar, as the devtools page keeps it for the next panel. Types only. */
import type { Cookie, LifetimeInput } from '../cookies/index.ts';
import type { HostReading } from './protocol.ts';

/** A write that can be undone. */
export type Writing = {
  /** What was in the cookie's place before, and what is since, as the jar told; null: nothing. */
  readonly before: Cookie | null;
  readonly after: Cookie | null;
  /** The one that it is listed for. */
  readonly host: Pick<HostReading, 'host' | 'url' | 'isTop'>;
  /** Milliseconds since 1970. */
  readonly time: number;
};

/** What the panel did to the jar itself. */
export type OwnWrite = {
  /** The cookie's `cookieId`. */
  readonly id: string;
  /** Null: it was removed. */
  readonly value: string | null;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Null: nothing new was made; what had been there before was put back, or the cookie was removed. */
  readonly made: Made | null;
};

/** What is to be known of a session that the editor made: no server has written it. */
export type Made = {
  /** False: made without a key. It has the signature of the session that it replaced, which does not fit it. */
  readonly isSigned: boolean;
  /** What the server had written, from which its lifetime can be inferred. */
  readonly original: NonNullable<LifetimeInput['original']>;
};

export type Written = {
  /** What can be undone, by the cookie's `cookieId`, the newest last. */
  readonly writings: ReadonlyMap<string, readonly Writing[]>;
  /** The last of what was written, undone or put back, the newest last. */
  readonly ownWrites: readonly OwnWrite[];
};
