/** What Python's `repr()` and `str()` print for a payload's values. It must not produce anything Python would not. */

import type { Value } from '../value.ts';
import { pythonFloat } from './number.ts';

// str.isprintable: no character of the categories "Other" and "Separator" except the space (CPython unicodeobject.c).
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

/** The quote Python chooses: single, unless the text has a single quote and no double one. */
function quoteFor(text: string): '"' | "'" {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

function escapeCharacter(character: string, quote: string): string {
  if (character === quote || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x20 || !UNPRINTABLE.test(character)) return character;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function strRepr(text: string): string {
  const quote = quoteFor(text);
  let inner = '';
  for (const character of text) inner += escapeCharacter(character, quote);
  return quote + inner + quote;
}

function bytesRepr(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  const quote = quoteFor(characters.join(''));
  const inner = characters.map((character) =>
    character > '\x7e' ? `\\x${hex(character.charCodeAt(0), 2)}` : escapeCharacter(character, quote),
  );
  return `b${quote}${inner.join('')}${quote}`;
}

function uuidText(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function datetimeRepr(seconds: number): string {
  const date = new Date(seconds * 1000);
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  parts.push(date.getUTCHours(), date.getUTCMinutes());
  if (date.getUTCSeconds() !== 0) parts.push(date.getUTCSeconds());
  return `datetime.datetime(${parts.join(', ')}, tzinfo=datetime.timezone.utc)`;
}

function datetimeText(seconds: number): string {
  const [day = '', time = ''] = new Date(seconds * 1000).toISOString().split('T');
  return `${day} ${time.slice(0, 8)}+00:00`;
}

/** `repr(value)` as Python prints it, for values nested no deeper than `MAX_DEPTH`. */
export function pythonRepr(value: Value): string {
  return printPython(value, pythonFloat);
}

/** `repr(value)`, with floats printed by the given function. */
export function printPython(value: Value, float: (n: number) => string): string {
  const out: string[] = [];
  print(value, float, out);
  return out.join('');
}

/** @param out the text so far. Joined once: a join at each level would copy what is nested deep as often. */
function print(value: Value, float: (n: number) => string, out: string[]): void {
  switch (value.type) {
    case 'list':
      out.push('[');
      printItems(value.items, float, out);
      out.push(']');
      break;
    case 'tuple':
      out.push('(');
      printItems(value.items, float, out);
      out.push(value.items.length === 1 ? ',)' : ')');
      break;
    case 'dict':
      out.push('{');
      for (const [index, [key, item]] of value.entries.entries()) {
        out.push(index > 0 ? ', ' : '', strRepr(key), ': ');
        print(item, float, out);
      }
      out.push('}');
      break;
    default:
      out.push(printLeaf(value, float));
  }
}

function printItems(items: readonly Value[], float: (n: number) => string, out: string[]): void {
  for (const [index, item] of items.entries()) {
    if (index > 0) out.push(', ');
    print(item, float, out);
  }
}

function printLeaf(
  value: Exclude<Value, { type: 'list' | 'tuple' | 'dict' }>,
  float: (n: number) => string,
): string {
  switch (value.type) {
    case 'None':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return value.digits;
    case 'float':
      return float(value.value);
    case 'str':
      return strRepr(value.text);
    case 'Markup':
      return `Markup(${strRepr(value.text)})`;
    case 'bytes':
      return bytesRepr(value.bytes);
    case 'UUID':
      return `UUID('${uuidText(value.hex)}')`;
    case 'datetime':
      return datetimeRepr(value.seconds);
  }
}

/** `str(value)`: the text itself of text, a UUID and a datetime in their plain form, else the `repr`. */
export function pythonStr(value: Value): string {
  switch (value.type) {
    case 'str':
    case 'Markup':
      return value.text;
    case 'UUID':
      return uuidText(value.hex);
    case 'datetime':
      return datetimeText(value.seconds);
    default:
      return pythonRepr(value);
  }
}
