/** Converts a value to another type where Python has a simple way to do so. It must not lose anything without saying so. */

import { decodeUtf8, encodeUtf8 } from './bytes/utf8.ts';
import { formatHttpDate, MAX_DATETIME, MIN_DATETIME, parseHttpDate } from './json/http-date.ts';
import { readUuid } from './json/tags.ts';
import { MAX_INT_DIGITS } from './python/number.ts';
import { pythonStr } from './python/repr.ts';
import type { Value } from './value.ts';

export type ValueType = Value['type'];

/** Every type, in the order in which the user chooses from them. */
export const VALUE_TYPES: readonly ValueType[] = [
  'str',
  'int',
  'float',
  'bool',
  'None',
  'list',
  'tuple',
  'dict',
  'bytes',
  'UUID',
  'datetime',
  'Markup',
];

/** The empty value of a type, for when there is nothing to convert. A UUID of zeros; a datetime in 1970. */
export function emptyValue(type: ValueType): Value {
  switch (type) {
    case 'None':
      return { type };
    case 'bool':
      return { type, value: false };
    case 'int':
      return { type, digits: '0' };
    case 'float':
      return { type, value: 0 };
    case 'str':
    case 'Markup':
      return { type, text: '' };
    case 'bytes':
      return { type, bytes: new Uint8Array() };
    case 'list':
    case 'tuple':
      return { type, items: [] };
    case 'dict':
      return { type, entries: [] };
    case 'UUID':
      return { type, hex: '0'.repeat(32) };
    case 'datetime':
      return { type, seconds: 0 };
  }
}

/**
 * The value as one of another type, so that nothing of it is lost: text of what prints as text, numbers of equal worth, bytes
 * of a text's UTF-8, a datetime of an ISO 8601 or HTTP date or of seconds since 1970, a tuple of a list. Null where there is no such
 * value; converting to its own type gives the value itself.
 */
export function convertValue(value: Value, type: ValueType): Value | null {
  if (value.type === type) return value;
  switch (type) {
    case 'str':
    case 'Markup': {
      const text = textOf(value);
      return text === null ? null : { type, text };
    }
    case 'int':
      return toInt(value);
    case 'float':
      return toFloat(value);
    case 'bool': {
      const word = value.type === 'int' ? value.digits : textOf(value)?.trim().toLowerCase();
      if (word === 'true' || word === '1') return { type, value: true };
      return word === 'false' || word === '0' ? { type, value: false } : null;
    }
    case 'list':
    case 'tuple':
      return value.type === 'list' || value.type === 'tuple' ? { type, items: value.items } : null;
    case 'bytes': {
      const bytes = value.type === 'str' || value.type === 'Markup' ? encodeUtf8(value.text) : null;
      return bytes && { type, bytes };
    }
    case 'UUID': {
      const hex = readUuid(textOf(value)?.trim() ?? '');
      return hex === null ? null : { type, hex };
    }
    case 'datetime': {
      const seconds = secondsOf(value);
      return seconds === null ? null : { type, seconds };
    }
    case 'dict':
    case 'None':
      return null;
  }
}

/** The text of a value that has one; null for a container, None, and bytes that are not UTF-8. */
function textOf(value: Value): string | null {
  switch (value.type) {
    case 'bytes':
      return decodeUtf8(value.bytes);
    case 'None':
    case 'list':
    case 'tuple':
    case 'dict':
      return null;
    default:
      return pythonStr(value);
  }
}

function toInt(value: Value): Value | null {
  const int = (digits: string): Value => ({ type: 'int', digits });
  if (value.type === 'bool') return int(value.value ? '1' : '0');
  if (value.type === 'datetime') return int(String(value.seconds));
  if (value.type === 'float') {
    return Number.isInteger(value.value) ? int(BigInt(value.value).toString()) : null;
  }
  const [, sign, written] = /^([-+]?)(\d+)$/.exec(textOf(value)?.trim() ?? '') ?? [];
  const digits = written?.replace(/^0+(?=\d)/, '');
  if (digits === undefined || digits.length > MAX_INT_DIGITS) return null;
  return int(sign === '-' && digits !== '0' ? `-${digits}` : digits);
}

function toFloat(value: Value): Value | null {
  const text = textOf(value)?.trim() ?? '';
  if (value.type === 'int') {
    const float = Number(text);
    return Number.isFinite(float) && BigInt(float) === BigInt(text) ? { type: 'float', value: float } : null;
  }
  const word = /^([-+]?)(nan|inf(?:inity)?)$/i.exec(text);
  if (word) {
    const size = word[2]?.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return { type: 'float', value: word[1] === '-' ? -size : size };
  }
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return null;
  return { type: 'float', value: Number(text) };
}

// Date-time of ISO 8601 as Python prints it, or as date fields give it; without an offset it is UTC, as to Flask.
// JavaScript reads 24:00 as the next day, and Python's `datetime` refuses it.
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):\d\d(?::\d\d)?)(?:\.0+)?)?(Z|[+-]\d\d:\d\d)?$/;

function secondsOf(value: Value): number | null {
  if (value.type === 'int') return inRange(Number(value.digits));
  const text = value.type === 'str' || value.type === 'Markup' ? value.text.trim() : '';
  const [, day, time = '00:00', offset = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return parseHttpDate(text);
  const seconds = Date.parse(`${day}T${time}${offset}`) / 1000;
  // JavaScript moves a day that the month does not have to the next month.
  const exists = new Date(`${day}T00:00Z`).getUTCDate() === Number(day.slice(8));
  return exists ? inRange(seconds) : null;
}

function inRange(seconds: number): number | null {
  if (!(seconds >= MIN_DATETIME && seconds <= MAX_DATETIME)) return null;
  return parseHttpDate(formatHttpDate(seconds)) === seconds ? seconds : null;
}
