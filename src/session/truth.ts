/** What Python takes for true, and with it Flask for permanent. It must not change a payload. */
import { childCount, childOf } from './children.ts';
import type { Value } from './value.ts';

/** The key in which Flask keeps `session.permanent`. */
export const PERMANENT = '_permanent';

/** `session.permanent`: any value that is true in Python counts; a missing one is False. */
export function isPermanent(payload: Value): boolean {
  const value = childOf(payload, PERMANENT);
  return value !== undefined && isTrue(value);
}

/** Python's `bool(value)`. */
export function isTrue(value: Value): boolean {
  switch (value.type) {
    case 'None':
      return false;
    case 'bool':
      return value.value;
    case 'int':
      return value.digits !== '0';
    case 'float':
      return value.value !== 0;
    case 'str':
    case 'Markup':
      return value.text !== '';
    case 'bytes':
      return value.bytes.length > 0;
    case 'list':
    case 'tuple':
    case 'dict':
      return childCount(value) > 0;
    case 'UUID':
    case 'datetime':
      return true;
  }
}
