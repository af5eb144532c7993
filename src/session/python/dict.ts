/** Whether Python's `dict` takes a value: what Flask makes a session of. It must not build that dict, only judge. */
import type { Value } from '../value.ts';

/** Python's `len` of what can be iterated over; null for what cannot. */
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

/** Whether `dict` takes the item for a key and its value: whatever iterates over two things, text of two letters too. */
function isPair(item: Value): boolean {
  if (lengthOf(item) !== 2) return false;
  const first = item.type === 'list' || item.type === 'tuple' ? item.items[0] : undefined;
  return first === undefined || isHashable(first);
}

/** What `dict(value)` comes to: a dict with nothing in it or with something; or it raises, and why. */
export type PythonDict = { readonly empty: boolean } | { readonly fault: string };

/**
 * What `dict(value)` comes to in Python, None being taken for no argument, as Flask's `SecureCookieSession(value)`
 * (Werkzeug's `CallbackDict`). Never throws. Werkzeug before 3.1 took `0`, `0.0` and `False` for none as well.
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
