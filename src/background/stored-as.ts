/** Whether a browser stored a cookie as it was asked to. Pure: it must not ask the browser. */
import { type Cookie, EXPIRES_CAP, sameCookie } from '../cookies/index.ts';

/** Seconds by which a stored Expires may differ: browsers round it, and count the cap from a slightly different time. */
const SLACK = 2;

/**
 * Whether the cookie in that place is the requested one, in every field.
 * Expires may be cut to the browsers' cap. @param now seconds since 1970, just after it was stored
 */
export function isStoredAs(found: Cookie, asked: Cookie, now: number): boolean {
  const expires = isKept(found.expires, asked.expires, now) ? asked.expires : found.expires;
  return sameCookie({ ...found, expires }, asked);
}

function isKept(found: number | null, asked: number | null, now: number): boolean {
  if (found === null || asked === null) return found === asked;
  const isNear = (seconds: number): boolean => Math.abs(found - seconds) <= SLACK;
  return isNear(asked) || (asked > now + EXPIRES_CAP && isNear(now + EXPIRES_CAP));
}
