/** Times of day as the record of the activity shows them: local, to the second or the millisecond. */

const SECOND = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `12:03:11` of milliseconds since 1970. */
export function clockTime(ms: number): string {
  return SECOND.format(ms);
}

/** `12:03:11.042`. */
export function exactTime(ms: number): string {
  return `${clockTime(ms)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
}
