/** Random values in Python's notation from a seed, some of them with mistakes. It must give the same for the same seed. */
import { below, pick, type Random } from '../random-session.ts';

const NUMBERS = [
  ...[
    '0',
    '7',
    '-12',
    '+3',
    '1_000',
    '0x_ff',
    '0XAbC',
    '0o17',
    '0b1_01',
    '00',
    '0_0',
    '1e5',
    '1E-7',
    '.5',
    '5.',
  ],
  ...[
    '1_0.2_5',
    '1e400',
    '-0.0',
    '-0',
    '09.5',
    '- 1',
    '--1',
    'nan',
    '-inf',
    'NaN',
    '-Infinity',
    `${'9'.repeat(4300)}`,
  ],
] as [string, ...string[]];
const WRONG_NUMBERS = [
  ...[
    '01',
    '1_',
    '1__0',
    '0x',
    '0b2',
    '1j',
    '2.5J',
    '1.2.3',
    '1e',
    '_1',
    '+-',
    '-True',
    '1a',
    '0_7',
    '9'.repeat(4301),
  ],
  ...[`0x${'f'.repeat(3573)}`, '1.e', '0xg', '-"a"'],
] as [string, ...string[]];
const WORDS = ['None', 'True', 'False', 'null', 'true', 'false'] as const;
const STRINGS = [
  ...[
    "''",
    "'a'",
    '"it\'s"',
    "'\\n\\x41\\u00e9'",
    "r'\\d'",
    "'''two\nlines'''",
    "'é' 'ß'",
    "u'x'",
    "'\\ud800'",
  ],
  ...["'\\ud83d\\ude00'", "'\\ude00\\ud83d'", '"a" \'b\'', "'\\q'", "'😀'", "'\\0'", "'\\ud83d' '\\ude00'"],
] as [string, ...string[]];
const BYTES = ["b''", "b'a\\xff'", "B'\\x00' b'c'", "rb'\\n'", "b'\\u1234'"] as const;
const WRONG_STRINGS = ["'a", "'\\x4'", "b'é'", "'a' b'b'", "f'a'", "'\n'", "'\\U00110000'", "rb'"] as const;
const KEYS = ["'a'", '"b"', "'__proto__'", "' t'", "'key' 'ed'", "'\\u00e9'", "''", "'user_id'"] as const;
const WRONG_KEYS = ['1', 'None', 'True', '1.5', "b'a'", '(1,)', "Markup('other')", '[]', 'x'] as const;
const CALLS = [
  ...["float('nan')", 'float( "-inf" )', "-float('inf')", "float(' +Infinity ')"],
  ...["UUID('12345678-1234-5678-1234-567812345678')", "uuid.UUID('{12345678123456781234567812345678}')"],
  ...["Markup('<b>')", 'markupsafe . Markup("")', "flask.Markup('a'\n'b')", "Markup('a',)"],
] as [string, ...string[]];
const WRONG_CALLS = [
  ...[
    'float(1)',
    "float('x')",
    'float()',
    "UUID('x')",
    'UUID(1)',
    'UUID()',
    'Markup(None)',
    "Markup('a', 'b')",
    'Markup',
  ],
  ...[
    'set()',
    'str(1)',
    "Decimal('1')",
    'date(2026, 1, 1)',
    "float(x='nan')",
    'timedelta(1)',
    'timezone.utc',
    '...',
  ],
  ...[
    'bytearray(1)',
    "UUID(hex='12345678123456781234567812345678')",
    'datetime',
    'complex(1)',
    '{1, 2}',
    '{*[]}',
    '{**{}}',
  ],
] as [string, ...string[]];
const ZONES = ['timezone.utc', 'datetime.timezone.utc', 'datetime . UTC', 'UTC', 'None'] as const;
const SPACES = ['', '', '', ' ', '  ', '\n', '\t', ' # it’s "old"\n', '\r\n', ' \\\n '] as const;
const MUTATIONS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    "'",
    '"',
    '\\',
    '-',
    '0',
    'a',
    '.',
    '_',
    ' ',
    '\n',
    '=',
    '#',
    'b',
    '+',
  ],
] as [string, ...string[]];

/** How often something wrong is put in, from 0 to 1. */
type ErrorRate = number;

function randomDatetime(random: Random, errors: ErrorRate): string {
  const wrong = (most: number): number =>
    random() < errors ? pick(random, [0, -1, most + 1]) : 1 + below(random, most);
  const parts = [
    pick(random, [2026, 1, 68, 69, 99, 100, 9999, 1969, 2024]),
    wrong(12),
    wrong(random() < 0.9 ? 28 : 31),
  ];
  const more = [below(random, 24), below(random, 60), below(random, 60), below(random, 1e6)].slice(
    0,
    below(random, 5),
  );
  const given = [...parts, ...more].map(String);
  if (random() < 0.2) given.push(`microsecond=${below(random, 3)}`);
  if (random() < 0.1)
    given.push(pick(random, ['minute=5', 'hour = 25', 'day=1', 'fold=1', 'tzinfo=1', '3', 'second=None']));
  if (random() < 0.7) given.push(`tzinfo${pick(random, ['=', ' = '])}${pick(random, ZONES)}`);
  return `${pick(random, ['datetime', 'datetime.datetime'])}(${given.join(', ')})`;
}

function randomValue(random: Random, errors: ErrorRate, depth: number): string {
  const space = (): string => pick(random, SPACES);
  const isWrong = random() < errors;
  switch (below(random, depth > 3 ? 6 : 10)) {
    case 0:
      return isWrong ? pick(random, WRONG_NUMBERS) : pick(random, NUMBERS);
    case 1:
      return pick(random, WORDS);
    case 2:
      return isWrong ? pick(random, WRONG_STRINGS) : pick(random, STRINGS);
    case 3:
      return pick(random, BYTES);
    case 4:
      return isWrong ? pick(random, WRONG_CALLS) : pick(random, CALLS);
    case 5:
      return randomDatetime(random, errors);
    case 6:
      return `(${space()}${randomValue(random, errors, depth + 1)}${space()})`;
    case 7:
    case 8: {
      const [open, close] = pick(random, ['[]', '()']);
      const items = Array.from({ length: below(random, 4) }, () => randomValue(random, errors, depth + 1));
      const inside = items.map(
        (item) => `${space()}${item}${space()}${isWrong ? pick(random, ['', ',,', ',']) : ','}`,
      );
      return `${open}${inside.join('')}${space()}${close}`;
    }
    default: {
      // Each key once: of a repeated one Python never sees whether Flask would store the first value.
      const keys = new Set(Array.from({ length: below(random, 4) }, () => pick(random, KEYS) as string));
      const entries = Array.from(keys, (key) => {
        const written = random() < errors ? pick(random, WRONG_KEYS) : key;
        return `${space()}${written}${space()}:${space()}${randomValue(random, errors, depth + 1)}`;
      });
      return `{${entries.join(`${space()},`)}${space()}}`;
    }
  }
}

/** A value, most often a right one; now and then a character is put in, taken out, or replaced. */
export function randomNotation(random: Random): string {
  const text = `${pick(random, ['', '', ' ', '\n'])}${randomValue(random, 0.05, 0)}${pick(random, ['', '', ' ', '\n', ' # end', ',', ' x'])}`;
  if (random() > 0.2) return text;
  const characters = Array.from(text);
  const put = random() < 0.6 ? [pick(random, MUTATIONS)] : [];
  characters.splice(below(random, characters.length + 1), below(random, 2), ...put);
  return characters.join('');
}
