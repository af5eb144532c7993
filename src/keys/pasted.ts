/** Reads the secret keys in a pasted text: a key, a literal, a list, code, a .env file. Messages never quote a key. */
import { matchEnd, opensString, originalPosition, skipBlank, withPythonLines } from '../session/index.ts';
import {
  complaint,
  encodingNotice,
  type KeysFound,
  keyOf,
  keysOfList,
  keysOfSetting,
  MAX_KEYS,
  noticesOn,
  type PastedKey,
  type PasteNotice,
} from './configured-keys.ts';
import { jsonInstead, readAsJson } from './json-expression.ts';
import { type Expression, type Literal, type LiteralList, readExpression } from './python-expression.ts';
import { readSecretKey } from './secret-key.ts';
import { findSettings, type Setting } from './settings.ts';

/** Longest text that is looked at, in UTF-16 units. */
export const MAX_PASTED = 65_536;

/**
 * What a pasted text holds. `readSecretKey(text, form)` gives the bytes of every key again. The current key comes
 * first, then the fallbacks in their order, then those whose role is not known; there is at least one. `recognised`
 * completes "This was read as …". If there is none, the text can still be read as a key in any form: `message` says why
 * it was not.
 */
export type PastedReading =
  | {
      readonly ok: true;
      readonly keys: readonly PastedKey[];
      readonly recognised: string;
      readonly notices: readonly PasteNotice[];
    }
  | { readonly ok: false; readonly message: string; readonly position: number };

/** The most notices; each is given once. */
const MAX_NOTICES = 20;

type Found = KeysFound & { readonly recognised: string };

/** Reads whatever a user pastes as a secret key; never throws. Anything not recognised is plain text, every character of it. */
export function readPasted(text: string): PastedReading {
  if (text === '') return { ok: false, message: 'There is no key.', position: 0 };
  if (text.length > MAX_PASTED) {
    const message = `This text is too long to look for keys in: it has more than ${MAX_PASTED} characters.`;
    return { ok: false, message, position: MAX_PASTED };
  }
  const source = withPythonLines(text);
  const found = literals(source) ?? settings(source) ?? unknown(source);
  return found === null ? plainText(text) : concluded(text, found);
}

function concluded(text: string, { keys, notices, recognised }: Found): PastedReading {
  const [first] = notices;
  if (keys.length === 0) {
    const { message, position } = first ?? { message: 'There is no key in this list.', position: 0 };
    return { ok: false, message, position: originalPosition(text, position) };
  }
  const tooMany = { message: `Only the first ${MAX_KEYS} of ${keys.length} keys are read.`, position: 0 };
  const said = new Map<string, PasteNotice>();
  for (const notice of keys.length > MAX_KEYS ? [tooMany, ...notices] : notices) {
    if (!said.has(notice.message)) said.set(notice.message, notice);
  }
  const sorted = ORDER.flatMap((role) => keys.filter((key) => key.role === role));
  return {
    ok: true,
    keys: sorted.slice(0, MAX_KEYS),
    recognised,
    notices: Array.from(said.values())
      .slice(0, MAX_NOTICES)
      .map(({ message, position }) => ({ message, position: originalPosition(text, position) })),
  };
}

const ORDER: readonly PastedKey['role'][] = ['current', 'fallback', null];

/** The whole text is a literal, a list or a tuple; null: it is something else. */
function literals(source: string): Found | null {
  const python = wholeExpression(source);
  if (python === null) return null;
  const json = readAsJson(source, 0, 0) === null ? python : jsonInstead(source, python);
  const value = isWhole(python) ? python : json;
  const notices =
    value === python && differs(python, json)
      ? [{ message: 'This was read as Python; as JSON it would be a different key.', position: value.start }]
      : [];
  if (value.kind === 'other') return null;
  const found =
    value.kind === 'list'
      ? keysOfList(value, null)
      : { keys: [keyOf(value, null)], notices: noticesOn(value) };
  // `[abc]` needs no notice: it is text.
  if (value.kind === 'list' && found.keys.length === 0 && !value.items.every(isBroken)) return null;
  const recognised = value === python ? nameOf(value) : 'JSON';
  return { keys: found.keys, notices: [...notices, ...found.notices], recognised };
}

function nameOf(value: Literal | LiteralList): string {
  if (value.kind === 'list') return value.isTuple ? 'a Python tuple' : 'a Python list';
  if (value.isDefault) return 'the default of an environment variable';
  return value.isBytes ? 'a Python bytes literal' : 'a Python str literal';
}

/** The expression that makes up the whole source, or literals separated by commas; null: there is more. */
function wholeExpression(source: string): Expression | null {
  const start = skipBlank(source, 0, true);
  const items: Expression[] = [];
  for (let at = start; at < source.length || items.length === 0; ) {
    const item = readExpression(source, at, items.length > 0);
    items.push(item);
    const end = skipBlank(source, item.end, true);
    if (items.length === 1 && end >= source.length) return item;
    if (item.kind !== 'literal' || (end < source.length && source.charAt(end) !== ',')) return null;
    at = skipBlank(source, end + 1, true);
  }
  return { kind: 'list', isTuple: true, items, start, end: source.length };
}

function isBroken(value: Expression): boolean {
  return value.kind === 'other' && value.what === 'broken';
}

function isWhole(value: Expression): boolean {
  return value.kind === 'list' ? !value.items.some(isBroken) : !isBroken(value);
}

function differs(python: Expression, json: Expression): boolean {
  return python.kind === 'list' && json.kind === 'list'
    ? python.items.some((item, index) => item.kind === 'literal' && item !== json.items[index])
    : python !== json;
}

const NOTATIONS = {
  python: 'Python configuration',
  json: 'JSON configuration',
  dotenv: 'a .env file',
} as const;

/** The text sets Flask's secret keys; null: it sets none. */
function settings(source: string): Found | null {
  const { notation, settings: all } = findSettings(source);
  if (all.length === 0) return null;
  const last = new Map(all.map((setting) => [setting.role, setting]));
  const found = all.map((setting) => {
    const { keys, notices } = keysOfSetting(setting);
    const isOverruled = last.get(setting.role) !== setting;
    return {
      keys: isOverruled ? keys.map((key) => ({ ...key, role: null })) : keys,
      notices: isOverruled ? [...notices, overruled(setting)] : notices,
    };
  });
  return {
    keys: found.flatMap(({ keys }) => keys),
    notices: found.flatMap(({ notices }) => notices),
    recognised: NOTATIONS[notation],
  };
}

function overruled({ name, position }: Setting): PasteNotice {
  return { message: `${name} is set again below, and the last one counts.`, position };
}

const BRACKETS = /(?:[[(]\s*)*/y;
const FORMATTED = /(?:f|fr|rf)['"]/iy;
const CALL =
  /^[[(\s]*(?:(?:[a-z_]\w*\.)+[a-z_]\w*|token_hex|token_urlsafe|token_bytes|urandom|getenv|environ|uuid4)\s*[([].*[)\]]/is;

/** The text is Python, but not a readable literal; null: it does not look like Python. */
function unknown(source: string): Found | null {
  const start = skipBlank(source, 0, true);
  const inside = matchEnd(BRACKETS, source, start);
  const isLiteral = opensString(source, inside);
  if (!isLiteral && matchEnd(FORMATTED, source, inside) === inside && !CALL.test(source)) return null;
  const value = readExpression(source, start, false);
  const { message, position } =
    value.kind === 'other'
      ? complaint(value.what === 'broken' ? 'This Python literal' : 'This', value)
      : {
          message: 'Something follows the end of this literal.',
          position: skipBlank(source, value.end, true),
        };
  const notice = { message: `${message} It can be read as text instead.`, position };
  return { keys: [], notices: [notice], recognised: '' };
}

function plainText(text: string): PastedReading {
  const reading = readSecretKey(text, 'text');
  if (!reading.ok) return reading;
  const position = text.trimEnd().length;
  const ofEncoding = encodingNotice(text.trim());
  return {
    ok: true,
    keys: [{ ...reading.key, role: null }],
    recognised: 'text',
    notices: [
      ...(text === text.trim()
        ? []
        : [{ message: edgeMessage(text), position: text.trimStart() === text ? position : 0 }]),
      ...(/[\r\n]/.test(text.trim())
        ? [
            {
              message: 'This text has several lines, and all of it is read as one key.',
              position: text.search(/[\r\n]/),
            },
          ]
        : []),
      ...(ofEncoding === null ? [] : [{ message: ofEncoding, position: 0 }]),
    ],
  };
}

function edgeMessage(text: string): string {
  if (/^\S(?:.*\S)?\r?\n$/s.test(text))
    return 'This text ends in a newline, which counts as part of the key.';
  return 'This text has white space around it, which counts as part of the key.';
}
