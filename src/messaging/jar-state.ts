/** Distinguishes a cookie from the values that mean none or unknown. Pure. */
import type { Cookie } from '../cookies/index.ts';

/** Whether the state of the jar is a cookie. */
export function isCookie(state: Cookie | string | null): state is Cookie {
  return state !== null && typeof state === 'object';
}
