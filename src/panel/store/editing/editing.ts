/** What is being edited, and what was written. One concern of the store; its functions are loaded with the editor. */
import { type Signal, signal } from '@preact/signals';
import { type Cookie, cookieId, type LifetimeInput } from '../../../cookies/index.ts';
import type { Jar } from '../../host.ts';
import type { Draft } from './drafts.ts';
import type { Writing } from './writing.ts';

/** The panel's own writes to the jar. */
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

/** Drafts and writings are by the cookie's `cookieId`. */
export type EditingConcern = {
  /** A cookie that has a draft shows the editor. */
  readonly drafts: Signal<ReadonlyMap<string, Draft>>;
  /** What can be undone, the newest last. */
  readonly writings: Signal<ReadonlyMap<string, readonly Writing[]>>;
  /** The last values written, undone or put back, newest last: the record reports them like any other change. */
  readonly ownWrites: Signal<readonly OwnWrite[]>;
  /** While a write is under way. */
  readonly isWriting: Signal<boolean>;
  readonly jar: Jar;
};

export const createEditing = (jar: Jar): EditingConcern => ({
  drafts: signal(new Map()),
  writings: signal(new Map()),
  ownWrites: signal([]),
  isWriting: signal(false),
  jar,
});

/** What the editor made of a session; null for one that a server wrote, be it put back from here. Reads a signal. */
export function madeOf({ ownWrites }: Pick<EditingConcern, 'ownWrites'>, cookie: Cookie): Made | null {
  const own = ownWrites.value.find(
    ({ id, value, made }) => made !== null && value === cookie.value && id === cookieId(cookie),
  );
  return own?.made ?? null;
}
