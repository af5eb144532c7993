/** The names that a value in Python's notation may contain, and what they mean. It must call nothing. */
import { readUuid } from '../json/tags.ts';
import type { Value } from '../value.ts';

/** An argument of a call: `UTC` stands for `timezone.utc`. */
export type Argument = {
  readonly keyword: string | null;
  readonly value: Value | 'UTC';
  readonly position: number;
};

/** `warnings`, `refused`: sentences; `position`: of the argument that is refused, null for the call. */
type Answer =
  | { readonly value: Value; readonly warnings: readonly string[] }
  | { readonly refused: string; readonly position: number | null };

const float = (value: number): Value => ({ type: 'float', value });
const bool = (value: boolean): Value => ({ type: 'bool', value });

/** Python's keywords, those that its `repr` prints for floats, and JSON's. */
export const CONSTANTS: ReadonlyMap<string, Value> = new Map([
  ['None', { type: 'None' }],
  ['null', { type: 'None' }],
  ['True', bool(true)],
  ['true', bool(true)],
  ['False', bool(false)],
  ['false', bool(false)],
  ['nan', float(Number.NaN)],
  ['NaN', float(Number.NaN)],
  ['inf', float(Number.POSITIVE_INFINITY)],
  ['Infinity', float(Number.POSITIVE_INFINITY)],
]);

export const UTC: ReadonlySet<string> = new Set([
  'timezone.utc',
  'datetime.timezone.utc',
  'datetime.UTC',
  'UTC',
]);

/** Types that are often used but not stored as they are, with a sentence that says why (`flask.json.provider._default`). */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ...['set', 'frozenset', 'complex', 'bytearray', 'range', 'timedelta', 'datetime.timedelta', 'Ellipsis'].map(
    (name) => [name, `Flask cannot store a value of type ${name.replace(/^.*\./, '')}.`] as const,
  ),
  ...['date', 'datetime.date', 'Decimal', 'decimal.Decimal'].map(
    (name) => [name, `Flask converts a ${name.replace(/^.*\./, '')} to text: write that text.`] as const,
  ),
]);

/** The types that have no literal, with and without their module. */
export const CALLS: ReadonlyMap<string, (given: readonly Argument[]) => Answer> = new Map([
  ['float', floatOf],
  ['UUID', uuidOf],
  ['uuid.UUID', uuidOf],
  ['Markup', markupOf],
  ['markupsafe.Markup', markupOf],
  ['flask.Markup', markupOf],
  ['datetime', datetimeOf],
  ['datetime.datetime', datetimeOf],
]);

/** The text of the only argument; null if there is none, more than one, or it is not a `str`. */
function onlyText([only, ...more]: readonly Argument[]): string | null {
  if (only === undefined || more.length > 0 || only.keyword !== null || only.value === 'UTC') return null;
  return only.value.type === 'str' ? only.value.text : null;
}

const stored = (value: Value, ...warnings: string[]): Answer => ({ value, warnings });
const refuse = (refused: string, argument?: Argument): Answer => ({
  refused,
  position: argument?.position ?? null,
});

// The results of `float(str)` that have no literal.
const SPECIAL_FLOAT = /^\s*([-+]?)(?:(nan)|inf(?:inity)?)\s*$/i;

function floatOf(given: readonly Argument[]): Answer {
  const [whole, sign, isNan] = SPECIAL_FLOAT.exec(onlyText(given) ?? '') ?? [];
  if (whole === undefined)
    return refuse("float() is read here with 'nan', 'inf' and '-inf' alone.", given[0]);
  return stored(float(isNan ? Number.NaN : sign === '-' ? -Infinity : Infinity));
}

function uuidOf(given: readonly Argument[]): Answer {
  const hex = readUuid(onlyText(given) ?? '');
  return hex === null
    ? refuse('A UUID needs a str of 32 hexadecimal digits.', given[0])
    : stored({ type: 'UUID', hex });
}

function markupOf(given: readonly Argument[]): Answer {
  const text = onlyText(given);
  return text === null ? refuse('Markup needs a str.', given[0]) : stored({ type: 'Markup', text });
}

const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo'] as const;
type Field = (typeof FIELDS)[number];
const isField = (name: string | undefined): name is Field => FIELDS.some((field) => field === name);

const LIMITS: Readonly<Record<Exclude<Field, 'tzinfo'>, readonly [least: number, most: number]>> = {
  year: [1, 9999],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
  microsecond: [0, 999_999],
};

/** `datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)`. */
function datetimeOf(given: readonly Argument[]): Answer {
  const numbers = new Map<Field, number>();
  let hasZone = false;
  let isNamed = false;
  const seen = new Set<Field>();
  for (const [index, argument] of given.entries()) {
    const { keyword, value } = argument;
    const field = keyword ?? FIELDS[index];
    if (!isField(field)) return refuse('A datetime has no such argument.', argument);
    if (isNamed && keyword === null)
      return refuse('A positional argument follows a keyword argument.', argument);
    if (seen.has(field)) return refuse(`The ${field} is given twice.`, argument);
    seen.add(field);
    isNamed = keyword !== null;
    if (field === 'tzinfo') {
      hasZone = value === 'UTC';
      if (!hasZone && (value === 'UTC' || value.type !== 'None')) {
        return refuse('The tzinfo must be timezone.utc: Flask returns every datetime in UTC.', argument);
      }
      continue;
    }
    const [least, most] = LIMITS[field];
    const number = value !== 'UTC' && value.type === 'int' ? Number(value.digits) : Number.NaN;
    if (!(number >= least && number <= most)) {
      return refuse(`The ${field} must be an int from ${least} to ${most}.`, argument);
    }
    numbers.set(field, number);
  }
  const [year, month, day] = FIELDS.map((field) => numbers.get(field));
  if (year === undefined || month === undefined || day === undefined) {
    return refuse('A datetime needs a year, a month and a day.');
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return refuse(`There is no day ${day} in that month.`);
  const [hour = 0, minute = 0, second = 0] = FIELDS.slice(3).map((field) => numbers.get(field));
  date.setUTCHours(hour, minute, second);
  const warnings = [];
  if (!hasZone) warnings.push('Flask treats a datetime without tzinfo as UTC, and returns it with tzinfo.');
  if ((numbers.get('microsecond') ?? 0) > 0) warnings.push('Flask drops the microseconds of a datetime.');
  if (year < 100) warnings.push(`Flask reads the year ${year} as ${year < 69 ? 2000 + year : 1900 + year}.`);
  return stored({ type: 'datetime', seconds: date.getTime() / 1000 }, ...warnings);
}
