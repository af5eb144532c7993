/** Flask's tags: one-key objects that stand for what JSON has no word for. It must not look inside a tag's siblings. */
import { decodeBase64, STANDARD } from './base64.ts';
import { parseHttpDate } from './http-date.ts';
import { pythonStr } from './python/repr.ts';
import type { DictValue, Value } from './value.ts';

/** The keys of `TaggedJSONSerializer.default_tags` (flask/json/tag.py). */
export type Tag = ' t' | ' b' | ' m' | ' u' | ' d' | ' di';

/** Appended to the key of a real one-key dict whose key looks like a tag, within a ` di`. */
export const DICT_TAG_SUFFIX = '__';

/** Why a tag's content is not turned into the type, as a sentence about it. */
export type InvalidTag = { readonly invalid: string };

const FAILS = 'so Flask answers with status 500';

/** Whether a dict with this single key would be taken for a tag. */
export function isTag(key: string): key is Tag {
  switch (key) {
    case ' t':
    case ' b':
    case ' m':
    case ' u':
    case ' d':
    case ' di':
      return true;
    default:
      return false;
  }
}

const str = (text: string): Value => ({ type: 'str', text });

/** Python's iteration: over a dict it gives the keys, over text the characters, over bytes integers. */
function iterate(value: Value): readonly Value[] | null {
  switch (value.type) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'str':
    case 'Markup':
      return Array.from(value.text, str);
    case 'dict':
      return value.entries.map(([key]) => str(key));
    case 'bytes':
      return Array.from(value.bytes, (byte) => ({ type: 'int', digits: String(byte) }));
    default:
      return null;
  }
}

/** `base64.b64decode`, of bytes too; null where it raises. */
function decodeBytes(content: Value): Uint8Array | null {
  let text: string;
  if (content.type === 'bytes')
    text = Array.from(content.bytes, (byte) => String.fromCharCode(byte)).join('');
  else if (content.type === 'str' || content.type === 'Markup') text = content.text;
  else return null;
  // Only text must be ASCII; in bytes other characters are skipped.
  if (content.type !== 'bytes' && /\P{ASCII}/u.test(text)) return null;
  const bytes = decodeBase64(text, 0, text.length, STANDARD, false);
  return bytes instanceof Uint8Array ? bytes : null;
}

// What `int(text, 16)` takes of 32 characters, the digits of other scripts apart: [ws] ["+"] ["0x"] hex {["_"] hex} [ws]
// Python's white space there is JavaScript's without U+FEFF and with U+0085.
const PYTHON_HEX = /^(?:[^\S\ufeff]|\x85)*\+?(?:0x_?)?([0-9a-f]+(?:_[0-9a-f]+)*)(?:[^\S\ufeff]|\x85)*$/i;

/** `uuid.UUID(text).hex`; null where it raises. */
export function readUuid(text: string): string | null {
  const digits = text
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  if (digits.length !== 32) return null;
  const hex = PYTHON_HEX.exec(digits)?.[1];
  return hex === undefined ? null : hex.replaceAll('_', '').toLowerCase().padStart(32, '0');
}

function untagDict(content: Value): DictValue | null {
  const first = content.type === 'dict' ? content.entries[0] : undefined;
  if (first === undefined) return null;
  const [key, value] = first;
  return { type: 'dict', entries: [[Array.from(key).slice(0, -DICT_TAG_SUFFIX.length).join(''), value]] };
}

/**
 * Turns a tag's content into the value it stands for, as the tag's `to_python` (flask/json/tag.py) would. The
 * content has been untagged itself before. Where `to_python` raises, and for a date that is no HTTP date (Flask
 * tries other forms, then gives None), the answer says what is wrong.
 */
export function untag(tag: Tag, content: Value): Value | InvalidTag {
  switch (tag) {
    case ' t': {
      const items = iterate(content);
      if (items !== null) return { type: 'tuple', items };
      return { invalid: `a tuple's content is of type ${content.type}, ${FAILS}` };
    }
    case ' b': {
      const bytes = decodeBytes(content);
      return bytes === null
        ? { invalid: `the content of bytes is not base64, ${FAILS}` }
        : { type: 'bytes', bytes };
    }
    case ' m':
      // Python would take the `repr` of a container; of one within another, quotes double at every level.
      return content.type === 'list' || content.type === 'tuple' || content.type === 'dict'
        ? { invalid: 'the content of Markup is a container; Flask reads it as the text of its repr()' }
        : { type: 'Markup', text: pythonStr(content) };
    case ' u': {
      const hex = content.type === 'str' || content.type === 'Markup' ? readUuid(content.text) : null;
      return hex === null
        ? { invalid: `the content of a UUID is not 32 hexadecimal digits, ${FAILS}` }
        : { type: 'UUID', hex };
    }
    case ' d': {
      if (content.type === 'None') return content;
      const seconds =
        content.type === 'str' || content.type === 'Markup' ? parseHttpDate(content.text) : null;
      return seconds === null
        ? {
            invalid: 'the content of a datetime is not an HTTP date; Flask may read it otherwise, or as None',
          }
        : { type: 'datetime', seconds };
    }
    case ' di':
      return (
        untagDict(content) ?? {
          invalid: `the content of an escaped dict is not a dict with a key, ${FAILS}`,
        }
      );
  }
}
