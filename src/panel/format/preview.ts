/** A value on one line, in Python's notation, cut to a length: costs no more than what is shown. */
import { isContainer, pythonRepr, type Value } from '../../session/index.ts';

const ELLIPSIS = '…';

/** Characters of a key or name that are shown; the rest is an ellipsis. */
const MOST_LABEL = 200;

/** A text as it stands, cut to so many UTF-16 units: without `most`, to what a line has room for. */
export function shortened(text: string, most = MOST_LABEL): string {
  return text.length > most ? text.slice(0, most) + ELLIPSIS : text;
}

/** Nothing, quotes, what is not to be seen, and spaces where they are not to be seen: at an end, or beside another. */
const ODD_KEY = /^$|^ | $| {2}|['"\p{C}]|[^\P{Z} ]/u;

/** A key or an index as it stands, so shortened; a key of which not all could be seen, in Python's notation. */
export function keyLabel(key: string | number, most = MOST_LABEL): string {
  const text = String(key);
  return ODD_KEY.test(text) ? cutText(text, most) : shortened(text, most);
}

/** Characters below which a container is only hinted at. */
const TOO_SHORT = 6;

/** About `budget` characters of the value's repr, a few more at the most for each container that it cuts. */
export function preview(value: Value, budget: number): string {
  if (budget < TOO_SHORT && isContainer(value))
    return value.type === 'dict' ? '{…}' : value.type === 'list' ? '[…]' : '(…)';
  switch (value.type) {
    case 'list':
      return `[${items(value.items, budget - 2)}]`;
    case 'tuple':
      return value.items.length === 1
        ? `(${items(value.items, budget - 2)},)`
        : `(${items(value.items, budget - 2)})`;
    case 'dict':
      return `{${joined(value.entries, budget - 2, ([key, item], left) => `${cutText(key, left)}: ${preview(item, left)}`)}}`;
    case 'str':
      return cutText(value.text, budget);
    case 'Markup':
      return `Markup(${cutText(value.text, budget)})`;
    case 'bytes': {
      const { bytes } = value;
      return unclosed(pythonRepr({ type: 'bytes', bytes: bytes.subarray(0, budget) }), bytes.length > budget);
    }
    case 'int':
      return shortened(value.digits, budget);
    default:
      return pythonRepr(value);
  }
}

function items(values: readonly Value[], budget: number): string {
  return joined(values, budget, preview);
}

function joined<Item>(
  list: readonly Item[],
  budget: number,
  show: (item: Item, left: number) => string,
): string {
  let text = '';
  for (const [index, item] of list.entries()) {
    const left = budget - text.length;
    if (left <= 0) return `${text}, ${ELLIPSIS} ${list.length - index} more`;
    text += (index === 0 ? '' : ', ') + show(item, left);
  }
  return text;
}

function cutText(text: string, budget: number): string {
  return unclosed(pythonRepr({ type: 'str', text: text.slice(0, budget) }), text.length > budget);
}

/** Where a text goes on, an ellipsis stands instead of the closing quote. */
function unclosed(repr: string, goesOn: boolean): string {
  return goesOn ? repr.slice(0, -1) + ELLIPSIS : repr;
}
