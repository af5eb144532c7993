/** HTTP dates (IMF-fixdate) as Flask's datetime tag carries them. It must not accept any other form of date than one with another zone. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
// IMF-fixdate = day-name "," SP 2DIGIT SP month SP 4DIGIT SP 2DIGIT ":" 2DIGIT ":" 2DIGIT SP "GMT" (RFC 9110, 5.6.7)
const IMF_FIXDATE = new RegExp(
  `^(?:${DAYS.join('|')}), (\\d{2}) (${MONTHS.join('|')}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) (GMT|[+-][01]\\d{3})$`,
);

/** 0001-01-01T00:00:00Z, Python's `datetime.min`, in seconds since 1970. */
export const MIN_DATETIME = -62_135_596_800;
/** 9999-12-31T23:59:59Z, Python's `datetime.max`, in seconds since 1970. */
export const MAX_DATETIME = 253_402_300_799;

/**
 * Seconds since 1970 of an IMF-fixdate, or one with an offset (RFC 5322, 3.3) in place of GMT, as
 * `werkzeug.http.parse_date` reads it; null for any other text, and for what Flask cannot write again, in UTC. Like
 * Python's `email.utils` it ignores the day's name, and treats a year below 100 as one of 1969 to 2068.
 */
export function parseHttpDate(text: string): number | null {
  const match = IMF_FIXDATE.exec(text);
  if (match === null) return null;
  const [day = 0, , year = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const month = MONTHS.indexOf(match[2] ?? '');
  const fullYear = year < 69 ? year + 2000 : year < 100 ? year + 1900 : year;
  const date = new Date(Date.UTC(fullYear, month, day));
  if (day === 0 || date.getUTCMonth() !== month || hour > 23 || minute > 59 || second > 59) return null;
  // Hours in hundreds: an hour has 60 minutes, not 100.
  const zone = Number(match[7]) || 0;
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second - zone * 36 - (zone % 100) * 24;
  return seconds > MAX_DATETIME ? null : seconds;
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
