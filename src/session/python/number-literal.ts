/** One number within Python source, as CPython reads it. It must not read a sign: that is an operator. */
import type { Value } from '../value.ts';
import { MAX_INT_DIGITS } from './number.ts';
import { matchEnd } from './source.ts';

/** Any integer with more hexadecimal digits exceeds `MAX_INT_DIGITS`; converting a long one would be slow. */
const MAX_HEX_DIGITS = 3572;
const BASED = /0(?:x(?:_?[\da-f])+|o(?:_?[0-7])+|b(?:_?[01])+)/iy;
const DIGITS = String.raw`\d(?:_?\d)*`;
const EXPONENT = `e[-+]?${DIGITS}`;
const FLOAT = new RegExp(
  `(?:(?:${DIGITS})?\\.${DIGITS}|${DIGITS}\\.)(?:${EXPONENT})?|${DIGITS}${EXPONENT}`,
  'iy',
);
const DECIMAL = /0(?:_?0)*|[1-9](?:_?\d)*/y;

/** `refused`: a sentence. `end`: the index after the number. */
type NumberToken = { readonly value: Value; readonly end: number } | { readonly refused: string };

/** Reads the number that begins at `at`: an int of any base and size that Python reads, or a float. Linear. */
export function scanNumber(source: string, at: number): NumberToken {
  const pattern = [BASED, FLOAT, DECIMAL].find((each) => matchEnd(each, source, at) > at);
  const end = pattern ? matchEnd(pattern, source, at) : at;
  const written = source.slice(at, end);
  const next = source.charAt(end);
  if (/j/i.test(next) && pattern !== BASED) return { refused: 'Flask cannot store a complex number.' };
  if (pattern === undefined || /[\w.]/.test(next)) {
    const isOctal = /^[0_]+$/.test(written) && /\d/.test(next);
    return { refused: isOctal ? 'An int cannot begin with 0.' : 'This number cannot be read.' };
  }
  if (pattern === FLOAT) return { value: { type: 'float', value: Number(written.replaceAll('_', '')) }, end };
  const digits = pattern === BASED ? digitsOfBased(written) : decimalDigits(written);
  if (digits === null)
    return { refused: `Python does not read an int of more than ${MAX_INT_DIGITS} digits.` };
  return { value: { type: 'int', digits }, end };
}

function decimalDigits(written: string): string | null {
  // Python does not count the digits of a literal that is only zeros.
  if (written.startsWith('0')) return '0';
  const digits = written.replaceAll('_', '');
  return digits.length > MAX_INT_DIGITS ? null : digits;
}

function digitsOfBased(written: string): string | null {
  const prefix = written.slice(0, 2);
  const digits = written
    .slice(2)
    .replaceAll('_', '')
    .replace(/^0+(?=.)/, '');
  const bits = digits.length * (/x/i.test(prefix) ? 4 : /o/i.test(prefix) ? 3 : 1);
  if (bits > MAX_HEX_DIGITS * 4) return null;
  const decimal = BigInt(prefix + digits).toString();
  return decimal.length > MAX_INT_DIGITS ? null : decimal;
}
