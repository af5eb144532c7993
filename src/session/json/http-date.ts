/** Dates as Flask's datetime tag carries them. It must not accept what Python reads otherwise, or not at all. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Written as in `+0100`, hours in hundreds: `_timezones` of Python's email/_parseaddr.py. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['', 'UT', 'UTC', 'GMT', 'Z'].map((name): [string, number] => [name, 0]),
  ...Array.from('AECMP').flatMap((letter, index): [string, number][] => [
    [`${letter}ST`, -100 * (index + 4)],
    [`${letter}DT`, -100 * (index + 3)],
  ]),
]);
// date-time (RFC 5322, 3.3) without comments: the day's name, the seconds and the zone may be missing. IMF-fixdate
// (RFC 9110, 5.6.7), which Flask writes, is one form of it.
const DATE_TIME = new RegExp(
  `^(?:(?:${DAYS.join('|')}),? )?(\\d{1,2}) (${MONTHS.join('|')}) (\\d{4}) (\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: ([+-]\\d{4}|[A-Z]{1,3}))?$`,
  'i',
);

/** 0001-01-01T00:00:00Z, Python's `datetime.min`, in seconds since 1970. */
export const MIN_DATETIME = -62_135_596_800;
/** 9999-12-31T23:59:59Z, Python's `datetime.max`, in seconds since 1970. */
export const MAX_DATETIME = 253_402_300_799;

/**
 * Seconds since 1970 of a date as `werkzeug.http.parse_date` reads it, in UTC, which Flask writes it in; null for any other
 * text. Like Python's `email.utils` it ignores the day's name, treats a year below 100 as one of 1969 to 2068, and takes
 * what has no zone for UTC.
 */
export function parseHttpDate(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '0', zone = ''] = match;
  const offset = offsetOf(zone);
  const month = MONTHS.findIndex((name) => name.toLowerCase() === monthName.toLowerCase());
  const short = Number(year);
  const fullYear = short < 69 ? short + 2000 : short < 100 ? short + 1900 : short;
  const date = new Date(Date.UTC(fullYear, month, Number(day)));
  const isDay = day !== '0' && day !== '00' && date.getUTCMonth() === month;
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isDay || !isTime || offset === null) return null;
  const seconds = date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return seconds >= MIN_DATETIME && seconds <= MAX_DATETIME ? seconds : null;
}

/** Seconds east of UTC; null for a zone that Python does not know, or that is a day or more away. */
function offsetOf(zone: string): number | null {
  const hundreds = /\d/.test(zone) ? Number(zone) : ZONES.get(zone.toUpperCase());
  if (hundreds === undefined) return null;
  const seconds = Math.trunc(hundreds / 100) * 3600 + (hundreds % 100) * 60;
  return Math.abs(seconds) < 86_400 ? seconds : null;
}

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * `werkzeug.http.http_date` of whole seconds since 1970.
 * @throws RangeError outside Python's `datetime` (years 1 to 9999), or not whole
 */
export function formatHttpDate(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < MIN_DATETIME || seconds > MAX_DATETIME) {
    throw new RangeError(`a datetime must be whole seconds of the years 1 to 9999, not ${seconds}`);
  }
  const date = new Date(seconds * 1000);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${year} ${time} GMT`;
}
