/** Writes values as Python source, on several lines if they are long. It must read back as the same value. */
import { indented } from '../json/indent.ts';
import type { Value } from '../value.ts';
import { pythonFloat } from './number.ts';
import { printPython } from './repr.ts';

/** Characters up to which a container stays on one line, its key and what it is indented by included. */
const WIDTH = 80;

/**
 * Python source of a value: `pythonRepr`, but `float('nan')` where that prints what is no Python. It needs `import datetime`,
 * `from uuid import UUID` and `from markupsafe import Markup`; `readPython` reads it without. With `indent` (spaces a
 * level, of which there are at most 40) containers that are too long for a line have one for each of their parts.
 */
export function pythonSource(value: Value, indent?: number): string {
  if (indent === undefined) return flat(value);
  const out: string[] = [];
  layOut(value, { outer: '', step: ' '.repeat(indent), before: 0, out });
  return out.join('');
}

function flat(value: Value): string {
  return printPython(value, (n) => (Number.isFinite(n) ? pythonFloat(n) : `float('${pythonFloat(n)}')`));
}

type Place = {
  /** The indentation of its line. */
  readonly outer: string;
  readonly step: string;
  /** Characters before it on its line, `outer` included. */
  readonly before: number;
  /** The text so far. Joined once: joining at each level would copy deeply nested text many times. */
  readonly out: string[];
};

function layOut(value: Value, { outer, step, before, out }: Place): void {
  if (roomAfter(value, WIDTH - before) >= 0) {
    out.push(flat(value));
    return;
  }
  const inner = indented(outer, step);
  const layPart = (start: string, part: Value): void => {
    out.push(start);
    layOut(part, { outer: inner, step, before: start.length, out });
    out.push(',\n');
  };
  switch (value.type) {
    case 'list':
    case 'tuple': {
      const isList = value.type === 'list';
      out.push(isList ? '[\n' : '(\n');
      for (const item of value.items) layPart(inner, item);
      out.push(outer, isList ? ']' : ')');
      break;
    }
    case 'dict':
      out.push('{\n');
      for (const [text, item] of value.entries) layPart(`${inner}${flat({ type: 'str', text })}: `, item);
      out.push(outer, '}');
      break;
    default:
      out.push(flat(value));
  }
}

/** Characters left of a line's `room` after a value; negative: it does not fit. Looks no further than the line reaches. */
function roomAfter(value: Value, room: number): number {
  switch (value.type) {
    case 'list':
    case 'tuple': {
      let left = room - 2;
      for (const item of value.items) {
        if (left < 0) break;
        left = roomAfter(item, left) - 2;
      }
      return value.items.length === 0 ? Math.max(left, 0) : left;
    }
    case 'dict': {
      let left = room - 2;
      for (const [text, item] of value.entries) {
        if (left < 0) break;
        left = roomAfter(item, left - text.length - 4) - 2;
      }
      return value.entries.length === 0 ? Math.max(left, 0) : left;
    }
    case 'str':
    case 'Markup':
      return room - value.text.length - 2;
    case 'bytes':
      return room - value.bytes.length - 3;
    default:
      return room - flat(value).length;
  }
}
