/** What is being edited, and what was written. One concern of the store; what it does is loaded with the editor. */
import { type Signal, signal } from '@preact/signals';
import type { Jar } from '../../host.ts';
import type { Draft } from './drafts.ts';
import type { Writing } from './writing.ts';

/** Both by the cookie's `cookieId`. */
export type EditingConcern = {
  /** A cookie that has a draft shows the editor. */
  readonly drafts: Signal<ReadonlyMap<string, Draft>>;
  /** What can be undone, the newest last. */
  readonly writings: Signal<ReadonlyMap<string, readonly Writing[]>>;
  readonly jar: Jar;
};

export const createEditing = (jar: Jar): EditingConcern => ({
  drafts: signal(new Map()),
  writings: signal(new Map()),
  jar,
});
