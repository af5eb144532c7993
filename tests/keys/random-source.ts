/** Random Python literals, lists and configurations from a seed. It must give the same for the same seed, on every machine. */
import { below, pick, type Random } from '../session/random-session.ts';

const PREFIXES = ['', '', '', '', 'b', 'b', 'B', 'r', 'R', 'u', 'rb', 'bR', 'Br'] as const;
const QUOTES = ["'", "'", '"', '"', "'''", '"""'] as const;
const PLAIN = ['a', 'Z', '7', 'key', ' ', '#', ',', '=', '[', ')', ';', '$', 'SECRET_KEY = 1', '/'] as const;
const ESCAPES = [
  '\\n',
  ...[
    '\\t',
    '\\\\',
    '\\x41',
    '\\xff',
    '\\0',
    '\\101',
    '\\u00e9',
    '\\U0001f600',
    '\\q',
    '\\/',
    "\\'",
    '\\"',
    '\\8',
  ],
  '\\\n',
] as const;
const WIDE = ['é', 'ß', '\u{1f600}', '\u2028', '\u00a0'] as const;
const WRONG = ['\\x4', '\\u12', '\\ud83d', "'", '"', '\n', '\\', '\\U00110000'] as const;
const BLANKS = [' ', '  ', '\t', ' \\\n '] as const;
const LINES = ['', ' ', '\n', '\n    ', ' # it’s "old"\n', '\r\n'] as const;

function times<T>(random: Random, least: number, most: number, make: () => T): T[] {
  return Array.from({ length: least + below(random, most - least + 1) }, make);
}

/** How often something is put in that may be wrong there, from 0 to 1. */
type ErrorRate = number;

function randomLiteral(random: Random, errors: ErrorRate, prefix: string): string {
  const quote = pick(random, QUOTES);
  const parts = times(random, 0, 6, () => {
    if (random() < errors) return pick(random, WRONG);
    const kind = random();
    if (kind < 0.6) return pick(random, PLAIN);
    return kind < 0.85 || /b/i.test(prefix) ? pick(random, ESCAPES) : pick(random, WIDE);
  });
  return `${prefix}${quote}${parts.join('')}${quote}`;
}

/** A literal, adjacent ones, or those in parentheses. */
function randomKey(random: Random, errors: ErrorRate): string {
  if (random() < 0.7) return randomLiteral(random, errors, pick(random, PREFIXES));
  const prefix = pick(random, ['', '', 'b']);
  const parts = times(random, 1, 3, () => randomLiteral(random, errors, random() < errors ? 'b' : prefix));
  // Never without a blank: `''` and `'a'` would be the beginning of `'''a'`.
  const blank = pick(random, BLANKS);
  if (random() < 0.4) return parts.join(blank);
  return `(${pick(random, LINES)}${parts.join(blank + pick(random, LINES))}${pick(random, LINES)})`;
}

function randomList(random: Random, errors: ErrorRate): string {
  const items = times(random, 0, 4, () =>
    random() < errors ? pick(random, ['None', '12', 'x', '']) : randomKey(random, errors),
  );
  const separators = (): string => `${pick(random, LINES)},${pick(random, LINES)}`;
  const inside = items.map((item) => item + separators()).join('');
  return random() < 0.5 ? `[${pick(random, LINES)}${inside}]` : `(${pick(random, LINES)}${inside})`;
}

/** A literal or a list, with something around it that may belong there. */
export function randomExpression(random: Random): string {
  const inside = random() < 0.5 ? randomKey(random, 0.03) : randomList(random, 0.02);
  const after = pick(random, ['', '', '', ' ', '\n', ' # end', ' # it’s\n', ' + x', 'x', ',', '\r\n', ';']);
  return pick(random, ['', '', ' ', '\t']) + inside + after;
}

const CODE = [
  "os.environ['OUTSIDE']",
  ...["os.environ.get('NOWHERE')", "'a'.upper()", "'a' + 'b'", 'str(1)', "f'{1}'", 'None', '12', "'%d' % 1"],
] as const;

const NOISE = [
  '# SECRET_KEY = "in a comment"',
  '"""A docstring that isn\'t one:\nSECRET_KEY = \'in a docstring\'\n"""',
  'MESSAGE = "SECRET_KEY = \'in a string\'"',
  "HELP = 'it\\'s SECRET_KEY_FALLBACKS = []'",
  'DEBUG = True',
  'OTHER = {"A": [1, 2], "B": (3,)}  # SECRET_KEY',
  "def secret_key_of(name, key='x'):\n    return name == key",
  "RAW = r'\\\\' + \"'\"",
  'MY_SECRET_KEY = "another one"',
] as const;

type Value = { readonly name: string; readonly text: string; readonly isKnown: boolean };

function randomSetting(random: Random): Value {
  if (random() < 0.4) {
    const text = random() < 0.15 ? randomKey(random, 0) : randomList(random, 0);
    return { name: 'SECRET_KEY_FALLBACKS', text, isKnown: true };
  }
  const key = randomKey(random, 0);
  const kind = random();
  if (kind < 0.1) return { name: 'SECRET_KEY', text: pick(random, CODE), isKnown: false };
  const isDefault = kind < 0.2;
  const text = pick(random, [`os.environ.get('NOWHERE', ${key})`, `os.getenv("NOWHERE") or (${key})`]);
  return { name: 'SECRET_KEY', text: isDefault ? text : key, isKnown: true };
}

/** `isCurrentKnown`: its `SECRET_KEY` is a literal, or the default of a variable that is not set. */
export type RandomConfiguration = { readonly source: string; readonly isCurrentKnown: boolean };

/** A configuration in one of the ways in which applications of Flask have it. */
export function randomConfiguration(random: Random): RandomConfiguration {
  const settings = times(random, 1, 3, () => randomSetting(random));
  const unique = [...new Map(settings.map((setting) => [setting.name, setting])).values()];
  const noise = (): string => times(random, 0, 2, () => `${pick(random, NOISE)}\n`).join('');
  const quoted = (name: string): string => pick(random, [`'${name}'`, `"${name}"`]);
  const equals = (): string => pick(random, [' = ', '= ', ' =\t']);
  const statements = (line: (setting: Value) => string): string =>
    settings
      .map((each) => `${noise()}${line(each)}${pick(random, ['', '  # SECRET_KEY = 2', ';', ' ; X = 1'])}\n`)
      .join('');
  const members = (member: (setting: Value) => string): string =>
    unique.map((each) => `    ${member(each)},${pick(random, ['', ' # it’s'])}\n`).join('');
  const body = pick(random, [
    () => statements(({ name, text }) => `${name}${pick(random, ['', ': object'])}${equals()}${text}`),
    () => statements(({ name, text }) => `app.config[${quoted(name)}]${equals()}${text}`),
    () =>
      statements(({ name, text }) =>
        name === 'SECRET_KEY' ? `app.secret_key${equals()}${text}` : `app.config[${quoted(name)}]=${text}`,
      ),
    () => `app.config.update(\n    TESTING=True,\n${members(({ name, text }) => `${name}=${text}`)})\n`,
    () => `app.config.from_mapping({"A": 1,\n${members(({ name, text }) => `${quoted(name)}: ${text}`)}})\n`,
    () =>
      `class Config:\n${settings.map(({ name, text }) => `    ${name} = ${text}\n`).join('')}\napp.config.from_object(Config)\n`,
  ]);
  const current = unique.find(({ name }) => name === 'SECRET_KEY');
  return { source: `import os\n${noise()}${body()}${noise()}`, isCurrentKnown: current?.isKnown === true };
}
