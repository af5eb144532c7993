/** What is being edited, and what was written. One concern of the store; its functions are loaded with the editor. */
import { type Signal, signal } from '@preact/signals';
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
