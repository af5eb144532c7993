/** A payload with only the types and sizes of its values, safe to show to others. It must let no value through. */
import { indented } from './json/indent.ts';
import { pythonRepr } from './python/repr.ts';
import type { Value } from './value.ts';

/**
 * The payload in Python's notation, its dicts, lists and keys kept, every other value replaced by its type and length:
 * `'user_id': <int, 4 digits>`. Lengths are Python's: characters, bytes, digits. `indent`: spaces per
 * level, at most 40 in total.
 */
export function blankPayload(payload: Value, indent: number): string {
  const out: string[] = [];
  blank(payload, { outer: '', step: ' '.repeat(indent), out });
  return out.join('');
}

type Place = {
  /** The indentation of its line. */
  readonly outer: string;
  readonly step: string;
  /** The text so far. Joined once: joining at each level would copy deeply nested text many times. */
  readonly out: string[];
};

function blank(value: Value, { outer, step, out }: Place): void {
  const inner = indented(outer, step);
  const blankPart = (start: string, part: Value): void => {
    out.push(`\n${inner}${start}`);
    blank(part, { outer: inner, step, out });
    out.push(',');
  };
  switch (value.type) {
    case 'list':
    case 'tuple': {
      const isList = value.type === 'list';
      out.push(isList ? '[' : '(');
      for (const item of value.items) blankPart('', item);
      if (value.items.length > 0) out.push(`\n${outer}`);
      out.push(isList ? ']' : ')');
      break;
    }
    case 'dict':
      out.push('{');
      for (const [text, item] of value.entries) blankPart(`${pythonRepr({ type: 'str', text })}: `, item);
      if (value.entries.length > 0) out.push(`\n${outer}`);
      out.push('}');
      break;
    default:
      out.push(placeholder(value));
  }
}

/** The placeholder for a value that is not a container. */
function placeholder(value: Value): string {
  switch (value.type) {
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
