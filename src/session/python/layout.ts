/** Values as Python source, on as many lines as the eye needs. It must read back as the same value. */
import type { Value } from '../value.ts';
import { pythonFloat } from './number.ts';
import { printPython } from './repr.ts';

/** Characters up to which a container stays on one line, its key and what it is indented by included. */
const WIDTH = 80;

/**
 * Python source of a value: `pythonRepr`, but `float('nan')` where that prints what is no Python. It needs `import datetime`,
 * `from uuid import UUID` and `from markupsafe import Markup`; `readPython` reads it without. With `indent` (spaces a
 * level) containers that are too long for a line have one for each of their parts.
 */
export function pythonSource(value: Value, indent?: number): string {
  return indent === undefined ? flat(value) : layOut(value, '', ' '.repeat(indent), 0);
}

function flat(value: Value): string {
  return printPython(value, (n) => (Number.isFinite(n) ? pythonFloat(n) : `float('${pythonFloat(n)}')`));
}

/** @param before characters that stand before it on its line, `outer` included */
function layOut(value: Value, outer: string, step: string, before: number): string {
  if (roomAfter(value, WIDTH - before) >= 0) return flat(value);
  const inner = outer + step;
  const lines = (parts: readonly string[]): string =>
    `\n${parts.map((part) => `${inner}${part},\n`).join('')}${outer}`;
  switch (value.type) {
    case 'list':
    case 'tuple': {
      const items = lines(value.items.map((item) => layOut(item, inner, step, inner.length)));
      return value.type === 'list' ? `[${items}]` : `(${items})`;
    }
    case 'dict': {
      const entries = value.entries.map(([text, item]) => {
        const key = `${flat({ type: 'str', text })}: `;
        return key + layOut(item, inner, step, inner.length + key.length);
      });
      return `{${lines(entries)}}`;
    }
    default:
      return flat(value);
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
