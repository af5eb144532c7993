/** What is being edited, and what was written. One concern of the store; its functions are loaded with the editor. */
import { type Signal, signal } from '@preact/signals';
import { type Cookie, cookieId } from '../../../cookies/index.ts';
import type { Made, Written } from '../../../messaging/written.ts';
import type { Host, Jar } from '../../host.ts';
import type { Draft } from './drafts.ts';

/** Drafts and writings are by the cookie's `cookieId`. */
export type EditingConcern = {
  /** A cookie that has a draft shows the editor. */
  readonly drafts: Signal<ReadonlyMap<string, Draft>>;
  /** What can be undone, the newest last. */
  readonly writings: Signal<Written['writings']>;
  /** The last values written, undone or put back, newest last: the record reports them like any other change. */
  readonly ownWrites: Signal<Written['ownWrites']>;
  /** While a write is under way. */
  readonly isWriting: Signal<boolean>;
  readonly jar: Jar;
  /** Takes over what an earlier panel of these DevTools wrote and drafted, and keeps both from now on. Never rejects. */
  follow(): Promise<void>;
};

export function createEditing(host: Jar & Pick<Host, 'keeper'>): EditingConcern {
  const editing: EditingConcern = {
    drafts: signal(new Map()),
    writings: signal(new Map()),
    ownWrites: signal([]),
    isWriting: signal(false),
    jar: host,
    follow: () =>
      import('./keeping.ts').then(({ followKept }) => followKept(host, editing)).catch(() => undefined),
  };
  return editing;
}

/** What the editor made of a session; null for one that a server wrote, be it put back from here. Reads a signal. */
export function madeOf({ ownWrites }: Pick<EditingConcern, 'ownWrites'>, cookie: Cookie): Made | null {
  const own = ownWrites.value.find(
    ({ id, value, made }) => made !== null && value === cookie.value && id === cookieId(cookie),
  );
  return own?.made ?? null;
}
