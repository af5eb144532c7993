/** Moments as the panel writes them: local time, English month names, one form everywhere. */

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const SECOND = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `22 Dec 2026` of seconds since 1970; a year beyond what JavaScript knows as the bare number. */
export function day(seconds: number): string {
  return format(DAY, seconds);
}

/** `22 Dec 2026, 01:12`. */
export function minute(seconds: number): string {
  return format(MINUTE, seconds);
}

/** `22 Dec 2026, 01:12:09`. */
export function second(seconds: number): string {
  return format(SECOND, seconds);
}

/** `2026-12-22 01:12:09 UTC`, whole seconds, as Python prints it. */
export function utc(seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds} s`;
  return `${date.toISOString().slice(0, -5).replace('T', ' ')} UTC`;
}

function format(style: Intl.DateTimeFormat, seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : style.format(date).replace('Sept', 'Sep');
}
