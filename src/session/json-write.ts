/** Values to tagged JSON, as Flask writes it inside an app. It must not reorder, round or join what Python would not. */
import { encodeBase64, STANDARD } from './base64.ts';
import { formatHttpDate } from './http-date.ts';
import { MAX_DEPTH } from './json-read.ts';
import { jsonFloat } from './python/number.ts';
import { DICT_TAG_SUFFIX, isTag } from './tags.ts';
import type { DictEntry, Value } from './value.ts';

/** How a container's parts are laid out: `indent` null is Python's `separators=(",", ":")`. */
type Layout = { readonly indent: string | null };

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
/** What must be escaped for the eye: lone surrogates too, which no file or clipboard can carry. */
const NOT_READABLE = /[\p{Cc}\p{Cs}"\\]/gu;

function escapeUnit(unit: string): string {
  return SHORT_ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function writeString(text: string, { indent }: Layout): string {
  return `"${text.replace(indent === null ? NOT_PLAIN_ASCII : NOT_READABLE, escapeUnit)}"`;
}

/** Order of two texts by code points, as Python compares `str`; JavaScript compares UTF-16 units. */
export function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a.codePointAt(i) ?? 0;
    const y = b.codePointAt(i) ?? 0;
    if (x !== y) return x - y;
    if (x > 0xffff) i++;
  }
  return a.length - b.length;
}

/** Where a container begins at this depth: nothing may be written that could not be read. */
function enter(depth: number): void {
  if (depth >= MAX_DEPTH) throw new RangeError(`a payload cannot be nested deeper than ${MAX_DEPTH} levels`);
}

function container(open: string, parts: readonly string[], close: string, layout: Layout, depth: number) {
  if (layout.indent === null || parts.length === 0) return open + parts.join(',') + close;
  const outer = `\n${layout.indent.repeat(depth)}`;
  const inner = outer + layout.indent;
  return open + inner + parts.join(`,${inner}`) + outer + close;
}

function writeDict(entries: readonly DictEntry[], layout: Layout, depth: number): string {
  enter(depth);
  const colon = layout.indent === null ? ':' : ': ';
  const ordered =
    layout.indent === null && entries.length > 1
      ? entries.toSorted(([a], [b]) => compareCodePoints(a, b))
      : entries;
  const parts = ordered.map(
    ([key, value]) => writeString(key, layout) + colon + writeValue(value, layout, depth + 1),
  );
  return container('{', parts, '}', layout, depth);
}

function writeTag(tag: string, content: Value, layout: Layout, depth: number): string {
  return writeDict([[tag, content]], layout, depth);
}

function writeValue(value: Value, layout: Layout, depth: number): string {
  switch (value.type) {
    case 'None':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'int':
      return value.digits;
    case 'float':
      return jsonFloat(value.value);
    case 'str':
      return writeString(value.text, layout);
    case 'list': {
      enter(depth);
      const parts = value.items.map((item) => writeValue(item, layout, depth + 1));
      return container('[', parts, ']', layout, depth);
    }
    case 'tuple':
      return writeTag(' t', { type: 'list', items: value.items }, layout, depth);
    case 'bytes':
      return writeTag(' b', { type: 'str', text: encodeBase64(value.bytes, STANDARD) }, layout, depth);
    case 'Markup':
      return writeTag(' m', { type: 'str', text: value.text }, layout, depth);
    case 'UUID':
      return writeTag(' u', { type: 'str', text: value.hex }, layout, depth);
    case 'datetime':
      return writeTag(' d', { type: 'str', text: formatHttpDate(value.seconds) }, layout, depth);
    case 'dict': {
      const only = value.entries.length === 1 ? value.entries[0] : undefined;
      if (only === undefined || !isTag(only[0])) return writeDict(value.entries, layout, depth);
      // A real dict that would be taken for a tag: TagDict (flask/json/tag.py).
      const [key, item] = only;
      const escaped = writeDict([[key + DICT_TAG_SUFFIX, item]], layout, depth + 1);
      const colon = layout.indent === null ? ':' : ': ';
      return container('{', [writeString(' di', layout) + colon + escaped], '}', layout, depth);
    }
  }
}

/**
 * Tagged JSON of a value. Without `indent` byte for byte what Flask's `TaggedJSONSerializer.dumps` gives inside an
 * app: compact, keys sorted by code point, ASCII only. With `indent` (spaces a level) for the eye: on many lines,
 * in the order given, other scripts as they are; `readJson` reads both.
 * @throws RangeError beyond `MAX_DEPTH` levels, or for a datetime outside the years 1 to 9999
 */
export function toJson(value: Value, indent?: number): string {
  return writeValue(value, { indent: indent === undefined ? null : ' '.repeat(indent) }, 0);
}
