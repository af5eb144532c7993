/** Values to tagged JSON, as Flask writes it inside an app. It must not reorder, round or join what Python would not. */
import { encodeBase64, STANDARD } from '../bytes/base64.ts';
import { jsonFloat } from '../python/number.ts';
import type { DictEntry, Value } from '../value.ts';
import { formatHttpDate } from './http-date.ts';
import { indented } from './indent.ts';
import { MAX_DEPTH } from './read.ts';
import { DICT_TAG_SUFFIX, isTag } from './tags.ts';

/** How a container's parts are laid out: `step` null is Python's `separators=(",", ":")`. */
type Layout = { readonly step: string | null };

type Place = Layout & {
  readonly depth: number;
  /** The indentation of its line. */
  readonly outer: string;
  /** The text so far. Joined once: joining at each level would copy deeply nested text many times. */
  readonly out: string[];
};

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
// json.encoder.ESCAPE_ASCII, per UTF-16 unit: Python writes a character beyond U+FFFF as its two surrogates.
const NOT_PLAIN_ASCII = /[^ !#-[\]-~]/g;
/** What must be escaped for readers: also lone surrogates, which no file or clipboard can carry. */
const NOT_READABLE = /[\p{Cc}\p{Cs}"\\]/gu;

function escapeUnit(unit: string): string {
  return SHORT_ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function writeString(text: string, { step }: Layout): string {
  return `"${text.replace(step === null ? NOT_PLAIN_ASCII : NOT_READABLE, escapeUnit)}"`;
}

/** Order of two texts by code points, as Python compares `str`; JavaScript compares UTF-16 units. */
function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a.codePointAt(i) ?? 0;
    const y = b.codePointAt(i) ?? 0;
    if (x !== y) return x - y;
    if (x > 0xffff) i++;
  }
  return a.length - b.length;
}

/** Checks the depth where a container begins: nothing may be written that could not be read back. */
function enter(depth: number): void {
  if (depth >= MAX_DEPTH) throw new RangeError(`a payload cannot be nested deeper than ${MAX_DEPTH} levels`);
}

/** @param write writes one of the parts */
function container<Part>(
  [open, close]: readonly [string, string],
  parts: readonly Part[],
  write: (part: Part, place: Place) => void,
  place: Place,
): void {
  const { step, depth, outer, out } = place;
  const inner = step === null ? outer : indented(outer, step);
  const within = { ...place, depth: depth + 1, outer: inner };
  out.push(open);
  for (const [index, part] of parts.entries()) {
    if (index > 0) out.push(',');
    if (step !== null) out.push('\n', inner);
    write(part, within);
  }
  if (step !== null && parts.length > 0) out.push('\n', outer);
  out.push(close);
}

function writeDict(entries: readonly DictEntry[], place: Place): void {
  enter(place.depth);
  const { step, out } = place;
  const colon = step === null ? ':' : ': ';
  const ordered =
    step === null && entries.length > 1 ? entries.toSorted(([a], [b]) => compareCodePoints(a, b)) : entries;
  const write = ([key, value]: DictEntry, within: Place): void => {
    out.push(writeString(key, place), colon);
    writeValue(value, within);
  };
  container(['{', '}'], ordered, write, place);
}

function writeTag(tag: string, content: Value, place: Place): void {
  writeDict([[tag, content]], place);
}

function writeValue(value: Value, place: Place): void {
  const { out } = place;
  switch (value.type) {
    case 'None':
      out.push('null');
      break;
    case 'bool':
      out.push(String(value.value));
      break;
    case 'int':
      out.push(value.digits);
      break;
    case 'float':
      out.push(jsonFloat(value.value));
      break;
    case 'str':
      out.push(writeString(value.text, place));
      break;
    case 'list':
      enter(place.depth);
      container(['[', ']'], value.items, writeValue, place);
      break;
    case 'tuple':
      writeTag(' t', { type: 'list', items: value.items }, place);
      break;
    case 'bytes':
      writeTag(' b', { type: 'str', text: encodeBase64(value.bytes, STANDARD) }, place);
      break;
    case 'Markup':
      writeTag(' m', { type: 'str', text: value.text }, place);
      break;
    case 'UUID':
      writeTag(' u', { type: 'str', text: value.hex }, place);
      break;
    case 'datetime':
      writeTag(' d', { type: 'str', text: formatHttpDate(value.seconds) }, place);
      break;
    case 'dict': {
      const only = value.entries.length === 1 ? value.entries[0] : undefined;
      if (only === undefined || !isTag(only[0])) {
        writeDict(value.entries, place);
        break;
      }
      // A real dict that would be taken for a tag: TagDict (flask/json/tag.py).
      const [key, item] = only;
      writeTag(' di', { type: 'dict', entries: [[key + DICT_TAG_SUFFIX, item]] }, place);
      break;
    }
  }
}

/**
 * Tagged JSON of a value. Without `indent` byte for byte what Flask's `TaggedJSONSerializer.dumps` gives inside an
 * app: compact, keys sorted by code point, ASCII only. With `indent` (spaces per level, at most 40 in total),
 * for readers: on many lines, in the order given, other scripts as they are; `readJson` reads both.
 * @throws RangeError beyond `MAX_DEPTH` levels, or for a datetime outside the years 1 to 9999
 */
export function toJson(value: Value, indent?: number): string {
  const out: string[] = [];
  const step = indent === undefined ? null : ' '.repeat(indent);
  writeValue(value, { step, depth: 0, outer: '', out });
  return out.join('');
}
