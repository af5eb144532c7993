/** Messages about a dict's keys in Python's notation. Texts only. */
import type { StrValue, Value } from '../value.ts';
import { jsonFloat } from './number.ts';
import { pythonRepr } from './repr.ts';

/** Why a value cannot be a key of a dict. */
export function noKey(key: Exclude<Value, StrValue>): string {
  const text = jsonKey(key);
  if (text === null) return `A key must be a str: Flask refuses one of type ${key.type}.`;
  return `A key must be a str: Flask would convert this one to ${quotedKey(text)}.`;
}

/** The text that `json.dumps` writes for a key that is not a `str`; null if it raises. */
function jsonKey(key: Exclude<Value, StrValue>): string | null {
  switch (key.type) {
    case 'None':
      return 'null';
    case 'bool':
      return String(key.value);
    case 'int':
      return key.digits;
    case 'float':
      return jsonFloat(key.value);
    case 'Markup':
      return key.text;
    default:
      return null;
  }
}

/** A key as Python prints it, cut if it is long, because it is untrusted. */
export function quotedKey(key: string): string {
  return pythonRepr({ type: 'str', text: key.length > 60 ? `${key.slice(0, 60)}…` : key });
}
