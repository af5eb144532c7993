/** Dates of Expires as Firefox reads them, more leniently than the RFC and with time zones. Not for Chromium. */

import type { ByteString } from '../header-text.ts';
import { utcDate } from './cookie-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of Greenwich, summer time included. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...([
    ['pst', -480],
    ['pdt', -420],
    ['mst', -420],
    ['mdt', -360],
    ['cst', -360],
    ['cdt', -300],
  ] as const),
  ...([
    ['est', -300],
    ['edt', -240],
    ['ast', -240],
    ['nst', -210],
    ['gmt', 0],
    ['bst', 60],
  ] as const),
  ...([
    ['met', 60],
    ['eet', 120],
    ['jst', 540],
  ] as const),
]);

const TOKEN_END = /[ \t,;\-+/()[\]]/g;
const SEPARATORS = /[ \t,;/()[\]]*/y;
const DIGITS = /\d*/y;
const NUMERIC_DATE = /(\d\d?)[/-](\d\d?)[/-](\d{1,2}|\d{4,5})(?![\dA-Za-z])/y;
const MERIDIEM = /[ \t]*([ap]m)/iy;

/** Firefox gives up on more words than this. */
const MOST_TOKENS = 1001;
const LAST_YEAR = 32_767;

/**
 * Seconds since 1970 of a date in any of the many forms that Firefox accepts; null when it finds no day, month or year.
 *
 * Beyond RFC 6265bis: a time may be missing or end with AM or PM, months may be numbers (`6/21/27`, the American order
 * first), `EST` and `+0200` count, and what overflows runs on: 31 February is 3 March. Odd but real: a time without
 * seconds has the code of the character after it, less 48, for seconds, so that `10:18 GMT` is 10:17:44.
 */
export function readFirefoxDate(text: ByteString): number | null {
  return new FirefoxDate(text).read();
}

class FirefoxDate {
  readonly #text: string;
  #at = 0;
  #day: number | null = null;
  /** 0 is January; out of 0 to 11 it runs on into other years. */
  #month: number | null = null;
  #year: number | null = null;
  /** Hour, minute, second. */
  #time: readonly [number, number, number] | null = null;
  #zone: string | null = null;
  /** Minutes, of an explicit `+hhmm`. */
  #offset: number | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(): number | null {
    for (let tokens = 0; this.#at < this.#text.length; tokens++) {
      if (tokens === MOST_TOKENS) return null;
      this.#readToken();
      this.#skipToken();
    }
    if (this.#day === null || this.#month === null || this.#year === null || this.#year > LAST_YEAR)
      return null;
    const [hour, minute, second] = this.#time ?? [0, 0, 0];
    const midnight = utcDate(this.#year, this.#month, this.#day).getTime() / 1000;
    const zone = this.#offset ?? ZONES.get(this.#zone ?? 'gmt') ?? 0;
    return midnight + hour * 3600 + (minute - zone) * 60 + second;
  }

  #readToken(): void {
    const first = this.#text.charAt(this.#at);
    if (first === '+' || first === '-') this.#readOffset(first);
    else if (isDigit(first)) this.#readNumber();
    else this.#readWord(this.#text.slice(this.#at, this.#at + 3).toLowerCase());
  }

  #readWord(word: string): void {
    const month = MONTHS.indexOf(word);
    if (month >= 0) this.#month ??= month;
    else if (ZONES.has(word)) this.#zone ??= word;
    else if (/^ut(?![a-z])/.test(word)) this.#zone ??= 'gmt';
  }

  #readOffset(sign: string): void {
    this.#at++;
    if (this.#offset !== null || (this.#zone !== null && this.#zone !== 'gmt')) return;
    const digits = this.#digitsAt(this.#at);
    const minutes =
      digits.length === 4
        ? Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
        : digits.length === 1 || digits.length === 2
          ? Number(digits) * 60
          : null;
    if (minutes === null) return;
    this.#zone = 'gmt';
    // One minute west is how Firefox writes "none yet".
    const offset = sign === '-' ? -minutes : minutes;
    if (offset !== -1) this.#offset = offset;
  }

  #readNumber(): void {
    const digits = this.#digitsAt(this.#at);
    const end = this.#at + digits.length;
    const next = this.#text.charAt(end);
    if (next === ':') this.#readTime(digits);
    else if ((next === '/' || next === '-') && isDigit(this.#text.charAt(end + 1))) this.#readNumericDate();
    else if (!isLetter(next)) this.#readDayOrYear(digits);
  }

  #readTime(hours: string): void {
    if (this.#time !== null || hours.length > 2) return;
    this.#at += hours.length + 1;
    const minutes = this.#digitsAt(this.#at);
    if (minutes.length === 0 || minutes.length > 2) return;
    this.#at += minutes.length;
    if (this.#text.charAt(this.#at) === ':') this.#at++;
    const seconds = this.#digitsAt(this.#at);
    if (seconds.length > 2) return;
    const second = seconds.length > 0 ? Number(seconds) : this.#signedCodeAt(this.#at) - 48;
    this.#at += seconds.length;
    MERIDIEM.lastIndex = this.#at;
    const meridiem = MERIDIEM.exec(this.#text)?.[1]?.toLowerCase();
    // One less than zero is how Firefox writes "none yet".
    this.#time = [hourOf(Number(hours), meridiem), Number(minutes), second === -1 ? 0 : second];
  }

  #readNumericDate(): void {
    if (this.#month !== null) return;
    NUMERIC_DATE.lastIndex = this.#at;
    const match = NUMERIC_DATE.exec(this.#text);
    if (match === null) return;
    const [first = 0, second = 0, third = 0] = match.slice(1).map(Number);
    if (first > 31 || first === 0) {
      if (second > 12 || third > 31) return;
      this.#setDate(first, second, third);
    } else if (first > 12 && second <= 12) this.#setDate(third, second, first);
    else if (first <= 12) this.#setDate(third, first, second);
    this.#at = NUMERIC_DATE.lastIndex;
  }

  #setDate(year: number, month: number, day: number): void {
    this.#year = fullYear(year);
    this.#month = month - 1;
    this.#day = day;
  }

  #readDayOrYear(digits: string): void {
    const value = Number(digits);
    if (digits.length === 4 || digits.length === 5) this.#year ??= value;
    else if (digits.length === 1 || (digits.length === 2 && this.#day === null && value < 32))
      this.#day ??= value;
    else if (digits.length === 2) this.#year ??= fullYear(value);
  }

  #skipToken(): void {
    TOKEN_END.lastIndex = this.#at;
    this.#at = TOKEN_END.exec(this.#text)?.index ?? this.#text.length;
    do {
      SEPARATORS.lastIndex = this.#at;
      SEPARATORS.exec(this.#text);
      this.#at = SEPARATORS.lastIndex;
    } while (this.#skipDash());
  }

  /** A dash is a separator in `30-Aug-1966`, and a sign before other digits. */
  #skipDash(): boolean {
    if (this.#text.charAt(this.#at) !== '-') return false;
    const joinsWords = this.#year === null && isLetter(this.#text.charAt(this.#at - 1));
    if (!joinsWords && isDigit(this.#text.charAt(this.#at + 1))) return false;
    this.#at++;
    return true;
  }

  #digitsAt(position: number): string {
    DIGITS.lastIndex = position;
    return DIGITS.exec(this.#text)?.[0] ?? '';
  }

  /** As C's `char`: 0 at the end, and negative from 0x80. */
  #signedCodeAt(position: number): number {
    if (position >= this.#text.length) return 0;
    const code = this.#text.charCodeAt(position);
    return code < 0x80 ? code : code - 0x100;
  }
}

function hourOf(hour: number, meridiem: string | undefined): number {
  if (hour === 12) return meridiem === 'am' ? 0 : 12;
  return hour < 12 && meridiem === 'pm' ? hour + 12 : hour;
}

function fullYear(year: number): number {
  return year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isLetter(character: string): boolean {
  return /^[A-Za-z]$/.test(character);
}
