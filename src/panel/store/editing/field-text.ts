/** Converts a value to the text of a field, and back. The result must be exactly the same value. */
import {
  convertValue,
  emptyValue,
  MAX_INT_DIGITS,
  pythonFloat,
  pythonRepr,
  readPython,
  type Value,
  type ValueType,
} from '../../../session/index.ts';

export type FieldReading =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** Characters that no form field can hold: controls other than newline and tab, and lone surrogates. */
const UNTYPEABLE = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** Whether a text is edited in Python's notation, with quotes and escapes, because a field could not hold it. */
export function isLiteral(value: Value): boolean {
  return (
    value.type === 'bytes' ||
    ((value.type === 'str' || value.type === 'Markup') && UNTYPEABLE.test(value.text))
  );
}

/** Whether a key is edited in Python's notation. Its field has one line: a line end would be dropped. */
export function isLiteralKey(key: string): boolean {
  return key.includes('\n') || UNTYPEABLE.test(key);
}

/** The text of a key in its field. */
export function keyText(key: string): string {
  return isLiteralKey(key) ? pythonRepr({ type: 'str', text: key }) : key;
}

/** The text of a value in its field; '' for one without a text: a container, None. */
export function fieldText(value: Value): string {
  if (isLiteral(value)) return pythonRepr(value);
  switch (value.type) {
    case 'str':
    case 'Markup':
      return value.text;
    case 'int':
      return value.digits;
    case 'float':
      return pythonFloat(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'UUID':
      return pythonRepr(value).slice(6, -2);
    case 'datetime':
      return new Date(value.seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
    default:
      return '';
  }
}

const WANTED_BYTES = "bytes are written as in Python: b'abc\\x00'.";

const WANTED: Readonly<Partial<Record<ValueType, string>>> = {
  int: 'An int consists of digits, such as 42 or -7.',
  float: 'A float is a number such as 1.5, 1e22, nan or inf.',
  UUID: 'A UUID is 32 hexadecimal digits, such as 12345678-1234-5678-1234-567812345678.',
  datetime: 'A datetime is written like 2026-01-30 12:34:56, in UTC; Flask stores whole seconds.',
  bytes: WANTED_BYTES,
};

/** Anything else is not a mistake at one character: it is not a bytes literal at all. */
const OPENS_BYTES = /^\s*(?:b|br|rb)['"]/i;

/** The text typed in the field of `before`, as a value of the same type. @param literal whether it is in Python's notation */
export function readField(text: string, before: Value, literal = isLiteral(before)): FieldReading {
  const { type } = before;
  if (literal) {
    const reading = readPython(text);
    if (type === 'bytes' && !OPENS_BYTES.test(text)) return { ok: false, message: WANTED_BYTES };
    if (!reading.ok) return { ok: false, message: `Character ${reading.column}: ${reading.message}` };
    if (reading.value.type === type) return { ok: true, value: reading.value };
    return { ok: false, message: WANTED[type] ?? `This is not a ${type}: write it as in Python.` };
  }
  const value = convertValue({ type: 'str', text }, type);
  if (value) return { ok: true, value };
  return { ok: false, message: beyond(text.trim(), type) ?? WANTED[type] ?? `This is not a ${type}.` };
}

/** Why a refused text that is written as it should be is not a value; null: it is not written so. */
function beyond(text: string, type: ValueType): string | null {
  if (type === 'int' && /^[-+]?\d+$/.test(text)) {
    return `Python does not read an int of more than ${MAX_INT_DIGITS} digits.`;
  }
  if (type !== 'datetime') return null;
  if (/^00\d\d-\d\d-\d\d\b/.test(text)) {
    return 'Flask keeps no datetime of a year below 100: it would read it as one of 1969 to 2068.';
  }
  return /^\d{4}-\d\d-\d\d[T ]24:/.test(text) ? 'The hours of a datetime go from 00 to 23.' : null;
}

/**
 * A value as another type: converted, or the original value if that had the type, or empty.
 * `isEmpty`: the old content is lost.
 */
export function asType(
  value: Value,
  type: ValueType,
  original: Value | null,
): { readonly value: Value; readonly isEmpty: boolean } {
  const converted = convertValue(value, type) ?? (original?.type === type ? original : null);
  return { value: converted ?? emptyValue(type), isEmpty: converted === null };
}
