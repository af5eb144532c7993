/** The keys that Flask gets from a setting, and what is wrong with them. Messages never quote a key. */
import { withPythonLines } from '../session/index.ts';
import { readAsJson } from './json-expression.ts';
import {
  type Expression,
  type Literal,
  type LiteralList,
  readExpression,
  stringOf,
} from './python-expression.ts';
import type { SecretKey } from './secret-key.ts';
import type { Setting } from './settings.ts';

/** `role`: `SECRET_KEY`, or one of `SECRET_KEY_FALLBACKS`; null: not known. */
export type PastedKey = SecretKey & { readonly role: 'current' | 'fallback' | null };

/** A sentence, and the position in the text that it is about, as a UTF-16 index. */
export type PasteNotice = { readonly message: string; readonly position: number };

export type KeysFound = { readonly keys: readonly PastedKey[]; readonly notices: readonly PasteNotice[] };

/** The most keys read from one text. */
export const MAX_KEYS = 100;

/** The keys in a setting; never throws. */
export function keysOfSetting(setting: Setting): KeysFound {
  const { name, role, place, value, position } = setting;
  const notices: PasteNotice[] = [];
  const say = (message: string): number => notices.push({ message, position });
  const found = (read: Expression): KeysFound =>
    role === 'current' ? currentKeys(name, read) : fallbackKeys(name, read);
  if (setting.isAmbiguous) {
    say(
      'This line gives one key in a .env file and another in Python: if it was read as the wrong one, paste only the key.',
    );
  }
  if (setting.endsInComma) {
    say(`The comma after it makes ${name} a tuple, if this is a separate Python statement.`);
  }
  if (place === 'configuration' || value.kind !== 'literal') {
    const { keys, notices: more } = found(value);
    return { keys, notices: [...notices, ...more] };
  }
  const { read, message } = place === 'prefixed' ? prefixed(setting, value) : ofEnvironment(setting, value);
  if (message !== null) say(message);
  const { keys, notices: more } = found(read);
  // Positions in a variable's text are not positions in the pasted text.
  return { keys, notices: [...notices, ...more.map((notice) => ({ ...notice, position }))] };
}

type EnvironmentReading = { readonly read: Expression; readonly message: string | null };

/** `app.config.from_prefixed_env()` reads JSON, and keeps anything else as text. */
function prefixed({ name, role }: Setting, value: Literal): EnvironmentReading {
  const text = textOf(value);
  const json = readAsJson(text, value.start, value.end);
  const message = name.startsWith('FLASK_')
    ? null
    : `This is right if the application reads its key from ${name}.`;
  if (json === null) return { read: value, message };
  if (json.kind === 'list') return { read: json, message };
  if (json.kind === 'literal') {
    return {
      read: json,
      message: `app.config.from_prefixed_env() reads ${name} as JSON, so it is read as JSON here.`,
    };
  }
  if (role === 'fallback') return { read: json, message };
  return {
    read: value,
    message: `app.config.from_prefixed_env() reads ${name} as JSON, which is not a string, so Flask cannot sign with it; as text, it is this key.`,
  };
}

/** A variable that the application itself reads from the environment is text to it. */
function ofEnvironment({ name, role }: Setting, value: Literal): EnvironmentReading {
  if (role === 'current') return { read: value, message: null };
  const source = withPythonLines(textOf(value));
  const list = readExpression(source, 0, false);
  if (list.kind === 'list' && source.slice(list.end).trim() === '') {
    return {
      read: list,
      message: `${name} is text to the application; it is read as the list that it looks like.`,
    };
  }
  const { start, end } = value;
  return {
    read: { kind: 'list', isTuple: false, items: [value], start, end },
    message: `${name} is text to the application, and how the application splits it is not known: it is read as one key.`,
  };
}

function currentKeys(name: string, value: Expression): KeysFound {
  if (value.kind === 'other') return { keys: [], notices: [complaint(name, value)] };
  if (value.kind === 'list') {
    const isEmpty = value.items.length === 0;
    const message = isEmpty
      ? `${name} is empty, which Flask treats as no key.`
      : `${name} is a list or a tuple: Flask before 3.1 signs with the last key and accepts them all; Flask 3.1 cannot sign with it.`;
    const { keys, notices } = keysOfList(value, 'fallback');
    const last = value.items.at(-1)?.kind === 'literal' ? keys.length - 1 : -1;
    return {
      keys: keys.map((key, index) => (index === last ? { ...key, role: 'current' } : key)),
      notices: [{ message, position: value.start }, ...notices],
    };
  }
  if (value.bytes.length === 0) {
    return {
      keys: [],
      notices: [{ message: `${name} is empty, which Flask treats as no key.`, position: value.start }],
    };
  }
  return { keys: [keyOf(value, 'current')], notices: noticesOn(value) };
}

function fallbackKeys(name: string, value: Expression): KeysFound {
  if (value.kind === 'other') return { keys: [], notices: [complaint(name, value)] };
  if (value.kind === 'list') return keysOfList(value, 'fallback');
  const position = value.start;
  if (value.isBytes) {
    const message = `${name} is bytes, not a list: Flask iterates over it as numbers and fails.`;
    return { keys: [], notices: [{ message, position }] };
  }
  const characters = [...new Set(textOf(value))];
  const message = `${name} is a string, not a list: Flask treats each character as a separate key, which anyone can guess.`;
  return {
    keys: characters.flatMap((text) => {
      const character = stringOf(text, value.start, value.end);
      return character.kind === 'literal' ? [keyOf(character, 'fallback')] : [];
    }),
    notices: characters.length > 0 ? [{ message, position }] : [],
  };
}

/** The literals of a list, and notices about its other elements. */
export function keysOfList({ items }: LiteralList, role: PastedKey['role']): KeysFound {
  return {
    keys: items.flatMap((item) => (item.kind === 'literal' ? [keyOf(item, role)] : [])),
    notices: items.flatMap((item) => {
      if (item.kind === 'literal') return noticesOn(item);
      const message = 'An element of the list is itself a list, which Flask cannot sign with.';
      return item.kind === 'list'
        ? [{ message, position: item.start }]
        : [complaint('An element of the list', item)];
    }),
  };
}

/** A literal as a key that was pasted, in the role that its place gives it; null: none. */
export function keyOf({ text, form, bytes }: Literal, role: PastedKey['role']): PastedKey {
  return { text, form, bytes, role };
}

/** Why there is no key, as a sentence about `subject`. */
export function complaint(subject: string, found: Extract<Expression, { kind: 'other' }>): PasteNotice {
  const verb = found.what === 'broken' ? 'cannot be read: ' : '';
  return { message: `${subject} ${verb}${found.message}.`, position: found.position };
}

/** What the user should know about a key found in source. */
export function noticesOn(value: Literal): PasteNotice[] {
  const position = value.start;
  const ofEncoding = value.isBytes ? null : encodingNotice(textOf(value));
  return [
    ...(ofEncoding === null ? [] : [{ message: ofEncoding, position }]),
    ...(value.isDefault
      ? [
          {
            message: 'This key is the default: it is used only if the environment variable is not set.',
            position,
          },
        ]
      : []),
  ];
}

const HEX = /^(?:[\da-f]{2}){8,}$/i;
// Long enough, and with a character that neither hex nor a word has.
const BASE64 = /^(?=.*[+/=])(?:[\da-z+/]{4}){3,}(?:[\da-z+/]{4}|[\da-z+/]{3}=|[\da-z+/]{2}==)$/i;

/** For text that looks like encoded bytes: says that Flask does not decode it. Null: it does not look like that. */
export function encodingNotice(text: string): string | null {
  const what = HEX.test(text) ? `${text.length} hex digits` : BASE64.test(text) ? 'base64' : null;
  return (
    what && `Flask uses this string of ${what} as text; if the application decodes it, choose that form.`
  );
}

/** The characters of a `str`. */
function textOf({ bytes }: Literal): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
