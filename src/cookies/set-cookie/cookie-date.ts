/** Dates of Expires as RFC 6265bis section 5.1.1 and Chromium read them. Firefox has its own rules: `firefox-date.ts`. */
import type { ByteString } from '../header-text.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The section's `delimiter`, the colon left out. */
const DELIMITERS = /[\t !"#$%&'()*+,\-./;<=>?@[\\\]^_`{|}~]+/;

type Found = { day?: number; month?: number; year?: number; time?: readonly number[] };

/**
 * Seconds since 1970 of a cookie-date; null if it is not one. Day, month, year and time may be in any order, but of two
 * numbers the first with at most two digits is the day. Two-digit years are 1970 to 2069. Time zones are ignored: every
 * date is treated as GMT.
 *
 * Where this is stricter than the RFC, so is Chromium: `10:00:00Z` is not a time, and `9th` is not a day.
 */
export function readCookieDate(text: ByteString): number | null {
  const found: Found = {};
  for (const token of text.split(DELIMITERS)) readToken(token, found);
  const { day, month, year, time } = found;
  if (day === undefined || month === undefined || year === undefined || time === undefined) return null;
  const [hour = 0, minute = 0, second = 0] = time;
  if (day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const fullYear = year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
  const date = utcDate(fullYear, month, day);
  if (date.getUTCMonth() !== month) return null;
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

/** A day, also of the years below 100, which the constructor of Date moves to the twentieth century. */
export function utcDate(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}

function readToken(token: string, found: Found): void {
  if (/^\d+:\d+:\d+$/.test(token)) {
    found.time ??= token.split(':').map(Number);
  } else if (/^\d+$/.test(token)) {
    if (found.day === undefined && token.length <= 2) found.day = Number(token);
    else if (found.year === undefined && token.length <= 5) found.year = Number(token);
  } else if (found.month === undefined) {
    const month = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (month >= 0) found.month = month;
  }
}
