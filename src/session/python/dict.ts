/** Whether Python's `dict` accepts a value, as Flask does to create a session. It must not build that dict, only judge. */
import type { Value } from '../value.ts';

/** Python's `len` of an iterable; null for other values. */
function lengthOf(value: Value): number | null {
  switch (value.type) {
    case 'dict':
      return value.entries.length;
    case 'list':
    case 'tuple':
      return value.items.length;
    case 'str':
    case 'Markup':
      return Array.from(value.text).length;
    case 'bytes':
      return value.bytes.length;
    default:
      return null;
  }
}

function isHashable(value: Value): boolean {
  if (value.type === 'tuple') return value.items.every(isHashable);
  return value.type !== 'list' && value.type !== 'dict';
}

/** Whether `dict` accepts the item as a key and its value: any iterable of length two, even a text of two letters. */
function isPair(item: Value): boolean {
  if (lengthOf(item) !== 2) return false;
  const first = item.type === 'list' || item.type === 'tuple' ? item.items[0] : undefined;
  return first === undefined || isHashable(first);
}

/** The result of `dict(value)`: an empty dict or not; or why it raises. */
export type PythonDict = { readonly empty: boolean } | { readonly fault: string };

/**
 * The result of `dict(value)` in Python, with None treated as no argument, as in Flask's `SecureCookieSession(value)`
 * (Werkzeug's `CallbackDict`). Never throws. Werkzeug before 3.1 treated `0`, `0.0` and `False` the same way.
 */
export function pythonDict(value: Value): PythonDict {
  const empty = value.type === 'None' || lengthOf(value) === 0;
  if (empty || value.type === 'dict') return { empty };
  if (value.type !== 'list' && value.type !== 'tuple') {
    return { fault: `a session cannot be made from a ${value.type}` };
  }
  const bad = value.items.findIndex((item) => !isPair(item));
  if (bad < 0) return { empty };
  return {
    fault: `a session cannot be made from a ${value.type} whose item ${bad + 1} is not a key with a value`,
  };
}
