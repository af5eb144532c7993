/** Tells a cookie from the words that stand for none or for an unknown one. Pure. */
import type { Cookie } from '../cookies/index.ts';

/** Whether what is told of the jar is a cookie. */
export function isCookie(state: Cookie | string | null): state is Cookie {
  return state !== null && typeof state === 'object';
}
