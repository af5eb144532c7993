/** Flask's tags: one-key objects that represent types that JSON does not have. It must not look inside a tag's siblings. */
import { decodeBase64, STANDARD } from '../bytes/base64.ts';
import { pythonStr } from '../python/repr.ts';
import type { DictValue, Value } from '../value.ts';
import { parseHttpDate } from './http-date.ts';

/** The keys of `TaggedJSONSerializer.default_tags` (flask/json/tag.py). */
export type Tag = ' t' | ' b' | ' m' | ' u' | ' d' | ' di';

/** Appended to the key of a real one-key dict whose key looks like a tag, within a ` di`. */
export const DICT_TAG_SUFFIX = '__';

/** What Flask may read all the same: a datetime in another form than its own, Markup of what is no text. */
export type TagDoubt = 'odd-date' | 'odd-markup';

/** Why a tag's content is not converted to the type, as a sentence about it. */
export type InvalidTag = {
  readonly invalid: string;
  /** Null: Flask is sure to fail. */
  readonly doubt: TagDoubt | null;
};

/**
 * Bytes of which Markup is made, at most, as the text of their `repr`: that is up to four times as long, and tags of bytes
 * and of Markup around each other would double it again and again.
 */
const MOST_BYTES_IN_MARKUP = 256;

const failing = (content: string): InvalidTag => ({
  invalid: `${content}, so Flask responds with status 500`,
  doubt: null,
});

/** Whether a dict with this single key would be read as a tag. */
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

/** `text.strip('{}')`. (A regular expression would need quadratic time.) */
function withoutBraces(text: string): string {
  const isBrace = (at: number): boolean => text[at] === '{' || text[at] === '}';
  let start = 0;
  while (start < text.length && isBrace(start)) start++;
  let end = text.length;
  while (end > start && isBrace(end - 1)) end--;
  return text.slice(start, end);
}

/** `uuid.UUID(text).hex`; null where it raises. */
export function readUuid(text: string): string | null {
  const digits = withoutBraces(text.replaceAll('urn:', '').replaceAll('uuid:', '')).replaceAll('-', '');
  if (digits.length !== 32) return null;
  const hex = PYTHON_HEX.exec(digits)?.[1];
  return hex === undefined ? null : hex.replaceAll('_', '').toLowerCase().padStart(32, '0');
}

function untagDict(content: Value): DictValue | null {
  const first = content.type === 'dict' ? content.entries[0] : undefined;
  if (first === undefined) return null;
  const [key, value] = first;
  return { type: 'dict', entries: [[withoutSuffix(key), value]] };
}

/** `key[:-2]`. It looks at nothing else of a key, which many tags around each other may shorten in turn. */
function withoutSuffix(key: string): string {
  let end = key.length;
  for (let left = DICT_TAG_SUFFIX.length; left > 0 && end > 0; left--) {
    end -= (key.codePointAt(end - 2) ?? 0) > 0xffff ? 2 : 1;
  }
  return key.slice(0, end);
}

/**
 * Converts a tag's content to its value, as the tag's `to_python` (flask/json/tag.py) would. The content itself has
 * already been untagged. If `to_python` raises, or a date is not an HTTP date (Flask tries other forms, then returns
 * None), the answer says what is wrong.
 */
export function untag(tag: Tag, content: Value): Value | InvalidTag {
  switch (tag) {
    case ' t': {
      const items = iterate(content);
      if (items !== null) return { type: 'tuple', items };
      return failing(`a tuple's content is of type ${content.type}`);
    }
    case ' b': {
      const bytes = decodeBytes(content);
      return bytes === null ? failing('the content of bytes is not base64') : { type: 'bytes', bytes };
    }
    case ' m':
      // Python would use the `repr` of a container; in nested containers, quotes double at every level.
      if (content.type === 'list' || content.type === 'tuple' || content.type === 'dict') {
        return oddMarkup('the content of Markup is a container');
      }
      if (content.type === 'bytes' && content.bytes.length > MOST_BYTES_IN_MARKUP) {
        return oddMarkup(`the content of Markup is of type bytes, more than ${MOST_BYTES_IN_MARKUP} of them`);
      }
      return { type: 'Markup', text: pythonStr(content) };
    case ' u': {
      const hex = content.type === 'str' || content.type === 'Markup' ? readUuid(content.text) : null;
      return hex === null
        ? failing('the content of a UUID is not 32 hexadecimal digits')
        : { type: 'UUID', hex };
    }
    case ' d': {
      if (content.type === 'None') return content;
      const seconds =
        content.type === 'str' || content.type === 'Markup' ? parseHttpDate(content.text) : null;
      return seconds === null
        ? {
            invalid: 'the content of a datetime is not an HTTP date; Flask may read it otherwise, or as None',
            doubt: 'odd-date',
          }
        : { type: 'datetime', seconds };
    }
    case ' di':
      return untagDict(content) ?? failing('the content of an escaped dict is not a dict with a key');
  }
}

function oddMarkup(content: string): InvalidTag {
  return { invalid: `${content}; Flask reads it as the text of its repr()`, doubt: 'odd-markup' };
}
