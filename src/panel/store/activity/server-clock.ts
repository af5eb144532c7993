/** How far a server's clock is from the browser's, by the Date of its response. Judges no session. */
import type { Happening } from './ledger.ts';

/** Seconds by which a response may be told late: so far behind a server only seems to be. */
const LATE = 60;

/**
 * Seconds by which the clock of the server was ahead of the browser's when it sent an entry's response; negative: behind
 * it. 0 where nothing tells, or no more than that it takes time to answer. Never throws.
 */
export function serverAhead(happening: Happening): number {
  if (happening.kind !== 'set-cookie') return 0;
  const { date, time } = happening.recorded;
  // RFC 9110, section 6.6.1: to the second.
  const ahead = Math.floor((Date.parse(date ?? '') - time) / 1000);
  return ahead > 0 || ahead < -LATE ? ahead : 0;
}
