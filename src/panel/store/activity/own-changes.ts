/** Distinguishes the panel's own writes from changes by the site, the browser or others. Pure. */
import { cookieId } from '../../../cookies/index.ts';
import type { ChangeEntry } from '../../../messaging/recording.ts';
import type { OwnWrite } from '../editing/editing.ts';

/** Milliseconds between a write and the browser's report of it. */
const LATEST = 2000;

/** Whether a change was caused by one of these writes: of the same cookie, with the same outcome, at about that time. */
export function isOwnChange({ cookie, removed, time }: ChangeEntry, writes: readonly OwnWrite[]): boolean {
  if (writes.length === 0) return false;
  const id = cookieId(cookie);
  const value = removed ? null : cookie.value;
  return writes.some(
    (write) => write.id === id && write.value === value && Math.abs(time - write.time) <= LATEST,
  );
}
