/** A payload with nothing of its values but their types and sizes, to show to strangers. It must let no value through. */
import { pythonRepr } from './python/repr.ts';
import type { Value } from './value.ts';

/**
 * The payload in Python's notation, its dicts, lists and keys kept, every other value replaced by its type and length:
 * `'user_id': <int, 4 digits>`. Lengths are Python's: characters, bytes, digits. `indent`: spaces a level.
 */
export function blankPayload(payload: Value, indent: number): string {
  return blank(payload, '\n', ' '.repeat(indent));
}

/** @param line a line's end, and what lines of this level are indented by */
function blank(value: Value, line: string, step: string): string {
  const inner = line + step;
  const lines = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0
      ? open + close
      : open + parts.map((part) => `${inner}${part},`).join('') + line + close;
  switch (value.type) {
    case 'list':
    case 'tuple': {
      const items = value.items.map((item) => blank(item, inner, step));
      return value.type === 'list' ? lines('[', items, ']') : lines('(', items, ')');
    }
    case 'dict': {
      const entries = value.entries.map(
        ([text, item]) => `${pythonRepr({ type: 'str', text })}: ${blank(item, inner, step)}`,
      );
      return lines('{', entries, '}');
    }
    case 'str':
    case 'Markup':
      return sized(value.type, Array.from(value.text).length, 'character');
    case 'bytes':
      return sized(value.type, value.bytes.length, 'byte');
    case 'int':
      return sized(value.type, value.digits.replace('-', '').length, 'digit');
    default:
      return `<${value.type}>`;
  }
}

function sized(type: string, length: number, unit: string): string {
  return `<${type}, ${length} ${unit}${length === 1 ? '' : 's'}>`;
}
