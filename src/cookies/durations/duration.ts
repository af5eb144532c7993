/** Durations as people type them, to seconds. Nothing of Python is ever evaluated. */
import { Scanner, SyntaxProblem } from './scanner.ts';

/** Seconds: the longest duration taken, 999,999,999 days, which is Python's `timedelta.max` without its last day. */
export const LONGEST_LIFETIME = 999_999_999 * 86_400;

/** `position`: index into the text (UTF-16 units) of the first character that cannot be right. */
export type ParsedDuration =
  | { readonly ok: true; readonly seconds: number }
  | { readonly ok: false; readonly message: string; readonly position: number };

const UNITS: ReadonlyMap<string, number> = new Map([
  ...names(604_800, 'w', 'wk', 'wks', 'week', 'weeks'),
  ...names(86_400, 'd', 'day', 'days'),
  ...names(3600, 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...names(60, 'm', 'min', 'mins', 'minute', 'minutes'),
  ...names(1, 's', 'sec', 'secs', 'second', 'seconds'),
]);
const NO_FIXED_LENGTH = /^(?:mo|month|months|y|yr|year|years)$/;

/** Seconds of each argument of `datetime.timedelta`, in the order of its positional ones. */
const TIMEDELTA: ReadonlyMap<string, number> = new Map([
  ['days', 86_400],
  ['seconds', 1],
  ['microseconds', 1e-6],
  ['milliseconds', 1e-3],
  ['minutes', 60],
  ['hours', 3600],
  ['weeks', 604_800],
]);

const ASSIGNMENT = /^[^=(]*permanent_session_lifetime["'\]\s]*=/i;
const TIMEDELTA_CALL = /(?:datetime\s*\.\s*)?timedelta\s*\(/y;

/**
 * Reads a lifetime: `3600` and `60*60*24` (seconds), `31 days`, `1 h 30 min`, `1:30:00`, `31 days, 0:00:00`,
 * `timedelta(days=7)`, and any of these after `PERMANENT_SESSION_LIFETIME =`. Whole seconds result, fractions
 * dropped, as Flask does. Not negative, at most `LONGEST_LIFETIME`. Months and years have no fixed length and are
 * refused.
 */
export function parseDuration(text: string): ParsedDuration {
  const scanner = new Scanner(text, ASSIGNMENT.exec(text)?.[0].length ?? 0);
  try {
    if (scanner.atEnd())
      throw new SyntaxProblem('Type a lifetime, such as "31 days" or "3600"', scanner.position);
    const start = scanner.position;
    const seconds = scanner.take(TIMEDELTA_CALL) === null ? readUnits(scanner) : readTimedelta(scanner);
    if (!scanner.atEnd()) throw new SyntaxProblem('Nothing may follow the lifetime', scanner.position);
    if (seconds < 0) throw new SyntaxProblem('A lifetime cannot be negative', start);
    if (seconds > LONGEST_LIFETIME) throw new SyntaxProblem('Longer than Python can express', start);
    return { ok: true, seconds };
  } catch (problem) {
    if (problem instanceof SyntaxProblem) {
      return { ok: false, message: problem.message, position: problem.position };
    }
    throw problem;
  }
}

function readUnits(scanner: Scanner): number {
  let seconds = 0;
  let terms = 0;
  const seen = new Set<number>();
  do {
    const start = scanner.position;
    const clock = scanner.take(/(\d+):(\d+)(?::(\d+(?:\.\d*)?))?/y);
    if (clock !== null) return truncate(seconds + clockSeconds(clock, start));
    const count = readProduct(scanner);
    scanner.skipSpace();
    const unitStart = scanner.position;
    const unit = scanner.take(/[\p{L}µ]+/uy)?.[0];
    if (unit === undefined) {
      if (terms === 0 && scanner.atEnd()) return truncate(count);
      if (terms > 0) throw new SyntaxProblem('Which unit? Days, hours, minutes or seconds', unitStart);
      throw new SyntaxProblem('A unit was expected here: days, h, min or s', unitStart);
    }
    const length = unitSeconds(unit, unitStart);
    if (seen.has(length)) throw new SyntaxProblem(`"${unit}" appears twice`, unitStart);
    seen.add(length);
    seconds += count * length;
    terms++;
    scanner.skipSpace();
    scanner.take(/,|and\b|\+/y);
  } while (!scanner.atEnd());
  return truncate(seconds);
}

function clockSeconds(clock: RegExpExecArray, start: number): number {
  const [text, hours = '', minutes = '', seconds] = clock;
  if (seconds === undefined) {
    throw new SyntaxProblem(`"${text}" could be hours or minutes: write h:mm:ss`, start);
  }
  if (minutes.length !== 2 || Number(minutes) > 59) {
    throw new SyntaxProblem('Minutes go from 00 to 59', start + hours.length + 1);
  }
  if (!/^\d\d(?!\d)/.test(seconds) || Number(seconds) >= 60) {
    throw new SyntaxProblem('Seconds go from 00 to 59', start + hours.length + minutes.length + 2);
  }
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function unitSeconds(unit: string, position: number): number {
  const name = unit.toLowerCase();
  const length = UNITS.get(name);
  if (length !== undefined) return length;
  if (NO_FIXED_LENGTH.test(name)) {
    throw new SyntaxProblem('Months and years have no fixed length: write days', position);
  }
  throw new SyntaxProblem(`"${unit}" is not a unit of time: use days, h, min or s`, position);
}

function readTimedelta(scanner: Scanner): number {
  const positional = [...TIMEDELTA.keys()];
  const given = new Set<string>();
  let seconds = 0;
  let named = false;
  while (scanner.take(/\s*\)/y) === null) {
    scanner.skipSpace();
    const start = scanner.position;
    const keyword = scanner.take(/([A-Za-z_]\w*)\s*=/y)?.[1];
    if (keyword === undefined && named) throw new SyntaxProblem('This argument needs a name', start);
    if (keyword !== undefined) named = true;
    const argument = keyword ?? positional[given.size] ?? '';
    const length = TIMEDELTA.get(argument);
    if (length === undefined) throw new SyntaxProblem(`timedelta has no argument "${argument}"`, start);
    if (given.has(argument)) throw new SyntaxProblem(`"${argument}" appears twice`, start);
    given.add(argument);
    seconds += readProduct(scanner) * length;
    scanner.skipSpace();
    if (scanner.take(/,/y) === null && !scanner.looksAt(/\)/y)) {
      throw new SyntaxProblem('"," or ")" was expected here', scanner.position);
    }
  }
  return truncate(seconds);
}

function readProduct(scanner: Scanner): number {
  let product = readNumber(scanner);
  while (scanner.take(/\s*\*/y) !== null) product *= readNumber(scanner);
  return product;
}

function readNumber(scanner: Scanner): number {
  scanner.skipSpace();
  const start = scanner.position;
  const number = scanner.take(/[-+−]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)/y)?.[0];
  if (number === undefined) throw new SyntaxProblem('A number was expected here', start);
  return Number(number.replaceAll('_', '').replace('−', '-'));
}

/** Whole seconds as Python gets them: `timedelta` rounds to microseconds first, so 0.7 days are 60,480 s, not 60,479. */
function truncate(seconds: number): number {
  const micros = seconds * 1e6;
  const whole = Math.trunc(Math.abs(micros) < Number.MAX_SAFE_INTEGER ? Math.round(micros) / 1e6 : seconds);
  return whole === 0 ? 0 : whole;
}

function names(seconds: number, ...units: readonly string[]): readonly (readonly [string, number])[] {
  return units.map((unit) => [unit, seconds] as const);
}
