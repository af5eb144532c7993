/** What is found in each kind of pasted text, what is said of it, and what is taken for no such thing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_KEYS, MAX_PASTED, type PastedReading, readPasted, readSecretKey } from '../../src/keys/index.ts';
import { toHex } from '../session/flask-oracle.ts';
import { processorTime } from '../support/growth.ts';

function ok(text: string): Extract<PastedReading, { ok: true }> {
  const reading = readPasted(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading;
}

/** Each key: its role, its form, its text. */
function keys(text: string): string[] {
  return ok(text).keys.map((key) => `${key.role} ${key.form} ${key.text}`);
}

/** What is said, and the rest of the text from where it is said of. */
function said(text: string): [string, string][] {
  return ok(text).notices.map(({ message, position }) => [message, text.slice(position)]);
}

describe('plain text', () => {
  it.each([
    'dev',
    'abc def',
    "it's",
    "x'abc'",
    '(abc',
    '[abc]',
    '[1, 2]',
    '#abc',
    'a = b',
    'SECRET',
    'MY_SECRET_KEYS=1',
    'SECRET_KEY_OLD=1',
    `${'A'.repeat(100)}_SECRET_KEY=1`,
    '# SECRET_KEY = 1',
    'None',
    '12345',
    'foo(bar)',
    'print SECRET_KEY',
    '{}',
    '\\',
  ])('%s', (text) => {
    expect(readPasted(text)).toMatchObject({ ok: true, recognised: 'text', notices: [] });
    expect(keys(text)).toEqual([`null text ${text}`]);
  });

  it.each([
    ['dev\n', 'This text ends in a newline, which counts as part of the key.', '\n'],
    ['dev\r\n', 'This text ends in a newline, which counts as part of the key.', '\r\n'],
    [' dev', 'This text has white space around it, which counts as part of the key.', ' dev'],
    ['dev ', 'This text has white space around it, which counts as part of the key.', ' '],
    ['dev\n\n', 'This text has white space around it, which counts as part of the key.', '\n\n'],
    ['a\nb', 'This text has several lines, and all of it is read as one key.', '\nb'],
  ])('%j is kept as it is, and that is said', (text, message, rest) => {
    expect(keys(text)).toEqual([`null text ${text}`]);
    expect(said(text)).toEqual([[message, rest]]);
  });

  it.each([
    ['8f42a73054b1749f8f58848be5e6502c', '32 hex digits'],
    ['8F42A73054B1749F', '16 hex digits'],
    ['aGVsbG8gd29ybGQgaGVsbG8=', 'base64'],
    ['aGVsbG8+d29ybGQ/aGVs', 'base64'],
  ])('%s is text to Flask, and that is said', (text, what) => {
    const message = `Flask uses this string of ${what} as text; if the application decodes it, choose that form.`;
    expect(said(text)).toEqual([[message, text]]);
    expect(said(`'${text}'`)).toEqual([[message, `'${text}'`]]);
    expect(said(`SECRET_KEY=${text}`)[0]?.[0]).toBe(message);
    expect(said(`b'${text}'`)).toEqual([]);
  });

  it.each([
    '8f42a73054b174',
    '8f42a73054b1749f8',
    'aGVsbG8gd29ybGQgaGVsbG8',
    'abcd====efgh',
    'a/b',
    'correct+horse+battery',
  ])('of %s nothing is said', (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe('Python literals', () => {
  it.each([
    ["'dev'", 'a Python str literal', ["'dev'"]],
    [" b'dev' # old\n", 'a Python bytes literal', ["b'dev'"]],
    ["'a' 'b'", 'a Python str literal', ["'a' 'b'"]],
    ["'''a\nb'''", 'a Python str literal', ["'''a\nb'''"]],
    ["('a'\n # half\n 'b')", 'a Python str literal', ["('a'\n # half\n 'b')"]],
    ["(('a'))", 'a Python str literal', ["'a'"]],
    ["['new', b'old']", 'a Python list', ["'new'", "b'old'"]],
    ["('a', 'b',)", 'a Python tuple', ["'a'", "'b'"]],
    ["[\n  'a', # one\n  ('b'\n   'c'),\n]", 'a Python list', ["'a'", "('b'\n   'c')"]],
    ["'a', 'b'", 'a Python tuple', ["'a'", "'b'"]],
    ["'a',\n'b',\n", 'a Python tuple', ["'a'", "'b'"]],
    ['["new", "old"]', 'a Python list', ['"new"', '"old"']],
  ])('%j', (text, recognised, texts) => {
    expect(ok(text)).toMatchObject({ recognised, notices: [] });
    expect(keys(text)).toEqual(texts.map((each) => `null literal ${each}`));
  });

  it.each([
    ["'abc", 'This Python literal cannot be read: the literal is not closed', ''],
    ["b'é'", 'This Python literal cannot be read: a bytes literal can only contain ASCII', "é'"],
    ["'a' b'b'", 'This Python literal cannot be read: str and bytes literals cannot be joined', "b'b'"],
    ["'a'\n'b'", 'Something follows the end of this literal', "'b'"],
    ["'a' + x", 'This is code', '+ x'],
    ["['a'", 'This is code', "['a'"],
    ["['a',, 'b']", 'This is code', "['a',, 'b']"],
    ["f'{x}'", 'This is code', "f'{x}'"],
    ["os.environ['SECRET_KEY']", 'This is code', "os.environ['SECRET_KEY']"],
    ['secrets.token_hex()', 'This is code', 'secrets.token_hex()'],
    ['os.urandom(24)', 'This is code', 'os.urandom(24)'],
    ['\r\n\r\nos.urandom(24)', 'This is code', 'os.urandom(24)'],
    ["token_hex(32) # don't", 'This is code', "token_hex(32) # don't"],
    ['[]', 'There is no key in this list', '[]'],
    ["['\\x4']", 'An element of the list cannot be read', "\\x4']"],
  ])('%j has no key that is known here, and says where', (text, message, rest) => {
    const reading = readPasted(text);
    expect(reading.ok ? '' : reading.message).toContain(message);
    expect(reading.ok ? '' : text.slice(reading.position)).toBe(rest);
    // Nothing is lost: it can be read as text.
    expect(readSecretKey(text, 'text')).toMatchObject({ ok: true });
  });

  it('what is said twice is said once, of the first place', () => {
    expect(said("['a', x, y]")).toEqual([
      ['An element of the list is code, and its value is not known.', 'x, y]'],
    ]);
  });

  it('what else is in a list is said, and its keys are taken', () => {
    const text = "['a', os.environ['B'], None, 12, ['c'], '\\x4', 'd']";
    expect(keys(text)).toEqual(["null literal 'a'", "null literal 'd'"]);
    expect(said(text)).toEqual([
      ['An element of the list is code, and its value is not known.', text.slice(text.indexOf('os.'))],
      ['An element of the list is None.', text.slice(text.indexOf('None'))],
      ['An element of the list is a number, which Flask cannot sign with.', text.slice(text.indexOf('12'))],
      [
        'An element of the list is itself a list, which Flask cannot sign with.',
        text.slice(text.indexOf("['c'")),
      ],
      [
        'An element of the list cannot be read: \\x must be followed by 2 hexadecimal digits.',
        text.slice(text.indexOf('\\x4')),
      ],
    ]);
  });
});

describe('JSON', () => {
  it('a string or a list is read as Python where both can, and that is said where it matters', () => {
    const message = 'This was read as Python; as JSON it would be a different key.';
    expect(toHex(ok('"a\\/b"').keys[0]?.bytes ?? new Uint8Array())).toBe('615c2f62');
    expect(said('"a\\/b"').map(([each]) => each)).toEqual([message]);
    expect(said('["a\\/b"]').map(([each]) => each)).toEqual([message]);
    expect(said('["a\\u00e9b", null]').map(([each]) => each)).toEqual([
      'An element of the list is code, and its value is not known.',
    ]);
  });

  it('surrogate pairs are JSON', () => {
    expect(ok('"\\ud83d\\ude00"')).toMatchObject({ recognised: 'JSON', notices: [] });
    expect(keys('"\\ud83d\\ude00"')).toEqual(['null text \u{1f600}']);
    expect(keys('["a", "\\ud83d\\ude00"]')).toEqual(['null literal "a"', 'null text \u{1f600}']);
    expect(readPasted('"\\ud83d"')).toMatchObject({ ok: false, position: 1 });
  });

  it('an object is a configuration, whose strings are JSON', () => {
    const text = '{"A": 1, "SECRET_KEY": "a\\/b\\u0000", "SECRET_KEY_FALLBACKS": ["c", null]}';
    expect(ok(text).recognised).toBe('JSON configuration');
    expect(keys(text)).toEqual(["current literal 'a/b\\x00'", 'fallback literal "c"']);
    expect(said(text)).toEqual([['An element of the list is null.', text.slice(text.indexOf('null'))]]);
  });
});

describe('Python configuration', () => {
  it.each([
    "SECRET_KEY = 'x'",
    "SECRET_KEY= 'x'  # it's",
    "  SECRET_KEY: str = 'x'",
    "SECRET_KEY: 't.Any' = 'x'".replace("'t.Any'", 't.Any'),
    "SECRET_KEY = (\n  'x'\n)",
    "SECRET_KEY = 'x'; DEBUG = True",
    ">>> SECRET_KEY = 'x'",
    "KEY = SECRET_KEY = 'x'",
    "app.secret_key = 'x'",
    "secret_key = 'x'",
    "app.config['SECRET_KEY'] = 'x'",
    'app.config["SECRET_KEY"]=\'x\'',
    "app.config['SECRET_KEY'] = 'x'\napp.debug = True",
    "os.environ['SECRET_KEY'] = 'x'",
    "os.environ['FLASK_SECRET_KEY'] = 'x'",
    "app.config.update(SECRET_KEY='x', DEBUG=True)",
    "app.config.from_mapping(\n    DEBUG=True,\n    SECRET_KEY='x'\n)",
    "SECRET_KEY='x',",
    ")\napp.config.update(SECRET_KEY = 'x', DEBUG=True)",
    "f(SECRET_KEY == 'a')\nSECRET_KEY = 'x'",
    "SECRET_KEY='x')",
    "'SECRET_KEY': 'x',",
    "CONFIG = {'SECRET_KEY': 'x'}",
    "SECRET_KEY='''x'''",
    "import os\nDEBUG = True\nSECRET_KEY='x'\n",
    "# SECRET_KEY = 'a'\nSECRET_KEY = 'x'",
    '"""SECRET_KEY = \'a\'\n"""\nSECRET_KEY = \'x\'',
    "A = \"SECRET_KEY = 'a'\"\nSECRET_KEY = 'x'",
    "if SECRET_KEY == 'a':\n    SECRET_KEY = 'x'",
    "class Config:\n    SECRET_KEY = 'x'\r\n",
  ])('%j sets the current key', (text) => {
    const reading = ok(text);
    expect(reading).toMatchObject({ recognised: 'Python configuration', notices: [] });
    expect(reading.keys).toHaveLength(1);
    expect(reading.keys[0]).toMatchObject({ role: 'current', form: 'literal' });
    expect(toHex(reading.keys[0]?.bytes ?? new Uint8Array())).toBe('78');
  });

  it.each([
    "Minio(secret_key='x')",
    'MY_SECRET_KEY(x)',
    "config['MY_SECRET_KEY'] == 'x'",
    'print(SECRET_KEY)',
    "def f(SECRET_KEY: str, x='y'): pass",
    "SECRET_KEYS = 'x'",
    "'SECRET_KEY', 'x' in y",
    "setting('SECRET_KEY')",
  ])('%j sets no key', (text) => {
    const reading = readPasted(text);
    expect(reading.ok ? reading.recognised : 'no key').toMatch(/^(text|no key)$/);
  });

  it('fallbacks keep their order, behind the current key', () => {
    const text = "SECRET_KEY_FALLBACKS = ['b', ('c', 1)[0],\n b'd']\nSECRET_KEY = 'a'\n";
    expect(keys(text)).toEqual(["current literal 'a'", "fallback literal 'b'", "fallback literal b'd'"]);
    expect(said(text).map(([message]) => message)).toEqual([
      'An element of the list is code, and its value is not known.',
    ]);
  });

  it('the last of several counts, and the others are not lost', () => {
    const text = "SECRET_KEY = 'a'\nSECRET_KEY = 'b'\n";
    expect(keys(text)).toEqual(["current literal 'b'", "null literal 'a'"]);
    expect(said(text)).toEqual([['SECRET_KEY is set again below, and the last one counts.', text]]);
    expect(keys("SECRET_KEY = 'a'\nSECRET_KEY = os.urandom(8)")).toEqual(["null literal 'a'"]);
    expect(keys("SECRET_KEY = os.urandom(8)\nSECRET_KEY = 'a'")).toEqual(["current literal 'a'"]);
  });

  it.each([
    [
      "SECRET_KEY = os.environ['SECRET_KEY']",
      'SECRET_KEY is code, and its value is not known.',
      "os.environ['SECRET_KEY']",
    ],
    [
      'app.secret_key = secrets.token_hex()',
      'secret_key is code, and its value is not known.',
      'secrets.token_hex()',
    ],
    ['SECRET_KEY=os.urandom(24)', 'SECRET_KEY is code, and its value is not known.', 'os.urandom(24)'],
    ["SECRET_KEY = f'x'", 'SECRET_KEY is code, and its value is not known.', "f'x'"],
    ["SECRET_KEY = 'a'.upper()", 'SECRET_KEY is code, and its value is not known.', '.upper()'],
    ['SECRET_KEY = DEFAULT', 'SECRET_KEY is code, and its value is not known.', 'DEFAULT'],
    ['dict(\nSECRET_KEY=secret)', 'SECRET_KEY is code, and its value is not known.', 'secret)'],
    ['SECRET_KEY = ', 'SECRET_KEY has no value.', ''],
    ['SECRET_KEY = None', 'SECRET_KEY is None.', 'None'],
    ['SECRET_KEY = 12', 'SECRET_KEY is a number, which Flask cannot sign with.', '12'],
    ["SECRET_KEY = ''", 'SECRET_KEY is empty, which Flask treats as no key.', "''"],
    ['SECRET_KEY = []', 'SECRET_KEY is empty, which Flask treats as no key.', '[]'],
    ["SECRET_KEY = 'abc", "SECRET_KEY cannot be read: the literal is not closed: ' is missing.", ''],
    [
      "SECRET_KEY_FALLBACKS = b'ab'",
      'SECRET_KEY_FALLBACKS is bytes, not a list: Flask iterates over it as numbers and fails.',
      "b'ab'",
    ],
    ['SECRET_KEY_FALLBACKS = None', 'SECRET_KEY_FALLBACKS is None.', 'None'],
  ])('%j has no key that is known here, and says where', (text, message, rest) => {
    const reading = readPasted(text);
    expect(reading).toMatchObject({ ok: false, message });
    expect(reading.ok ? '' : text.slice(reading.position)).toBe(rest);
  });

  it.each([
    "SECRET_KEY = os.environ.get('SECRET_KEY', 'dev')",
    "SECRET_KEY = os.environ.get('SECRET_KEY', default='dev')",
    "SECRET_KEY = os.environ.get('SECRET_KEY') or 'dev'",
    'SECRET_KEY=os.getenv("SECRET_KEY", \'dev\')',
    "SECRET_KEY = getenv(\n  'SECRET_KEY',\n  'dev',\n)".replace("'dev',\n", "'dev'\n"),
  ])('%j has a default, and that is said', (text) => {
    expect(keys(text)).toEqual(["current literal 'dev'"]);
    expect(said(text).map(([message]) => message)).toEqual([
      'This key is the default: it is used only if the environment variable is not set.',
    ]);
  });

  it.each([
    "os.environ.get('A', 'b').encode()",
    "os.environ.get('A', 'b') or 'c'",
    "os.environ.get('A', B)",
    "os.environ['A'] or 'b'",
    "environ.get('A'",
  ])('%s has no default that is known', (text) => {
    expect(readPasted(`SECRET_KEY = ${text}`)).toMatchObject({ ok: false });
  });

  it('a string of fallbacks is a list of characters', () => {
    const text = "SECRET_KEY_FALLBACKS = 'abca\u{1f600}\\n'";
    expect(keys(text)).toEqual([
      'fallback text a',
      'fallback text b',
      'fallback text c',
      'fallback text \u{1f600}',
      "fallback literal '\\n'",
    ]);
    expect(said(text)[0]?.[0]).toContain('treats each character as a separate key');
  });

  it('a list in SECRET_KEY is one to Flask before 3.1', () => {
    const text = "SECRET_KEY = ['old', 'older', 'new']";
    expect(keys(text)).toEqual([
      "current literal 'new'",
      "fallback literal 'old'",
      "fallback literal 'older'",
    ]);
    expect(said(text)[0]?.[0]).toContain('Flask 3.1 cannot sign with it');
    expect(keys("SECRET_KEY = ['old', x]")).toEqual(["fallback literal 'old'"]);
  });

  it('a comma behind a statement is told of', () => {
    const message = 'The comma after it makes SECRET_KEY a tuple, if this is a separate Python statement.';
    expect(said("SECRET_KEY = 'x',")).toEqual([[message, "SECRET_KEY = 'x',"]]);
    expect(said("app.config['SECRET_KEY'] = 'x',")[0]?.[0]).toBe(message);
    expect(said("dict(SECRET_KEY = 'x',)")).toEqual([]);
    expect(said("SECRET_KEY = 'x'")).toEqual([]);
  });
});

describe('a .env file', () => {
  it.each([
    ['SECRET_KEY=abc', 'text abc'],
    ['SECRET_KEY=abc def # comment', 'text abc def'],
    ['export SECRET_KEY=abc', 'text abc'],
    ["export SECRET_KEY = 'abc'", 'text abc'],
    ['A=1\nSECRET_KEY=a#b\nB=2', 'text a#b'],
    ["SECRET_KEY='a b'", 'text a b'],
    ['SECRET_KEY="a\\nb"', "literal 'a\\nb'"],
    ['SECRET_KEY = 8f42', 'text 8f42'],
    ['SECRET_KEY = sk-live_1', 'text sk-live_1'],
    ["SECRET_KEY=it's", "text it's"],
    ['SECRET_KEY=$x', 'text $x'],
    ['SECRET_KEY="\'a\'"', "text 'a'"],
    ['DB=ab(c\nSECRET_KEY=abc\nX=1', 'text abc'],
    ['FLASK_SECRET_KEY=abc', 'text abc'],
    ["FLASK_SECRET_KEY='abc'", 'text abc'],
    ['Put this in .env:\n\nSECRET_KEY=abc', 'text abc'],
  ])('%j sets the current key', (text, key) => {
    expect(ok(text)).toMatchObject({ recognised: 'a .env file', notices: [] });
    expect(keys(text)).toEqual([`current ${key}`]);
  });

  it.each([
    ['SECRET_KEY=', 'SECRET_KEY is empty, which Flask treats as no key.'],
    ['SECRET_KEY', 'SECRET_KEY has no value.'],
    [`SECRET_KEY=\${KEY}`, 'SECRET_KEY is built from other variables, so its value is not known.'],
    ['FLASK_SECRET_KEY=""', 'FLASK_SECRET_KEY is empty, which Flask treats as no key.'],
    [
      'FLASK_SECRET_KEY_FALLBACKS=12',
      'FLASK_SECRET_KEY_FALLBACKS is neither a string nor a list of strings.',
    ],
  ])('%j has no key', (text, message) => {
    expect(readPasted(text)).toMatchObject({ ok: false, message });
  });

  it('of a prefixed variable Flask reads JSON', () => {
    const asJson =
      'app.config.from_prefixed_env() reads FLASK_SECRET_KEY as JSON, so it is read as JSON here.';
    expect(keys('FLASK_SECRET_KEY=\'"abc"\'')).toEqual(['current text abc']);
    expect(said('FLASK_SECRET_KEY=\'"abc"\'').map(([message]) => message)).toEqual([asJson]);
    expect(keys('FLASK_SECRET_KEY=12345')).toEqual(['current text 12345']);
    expect(said('FLASK_SECRET_KEY=12345')[0]?.[0]).toContain('which is not a string');
    expect(said('SECRET_KEY=12345')).toEqual([]);
    expect(said('FLASK_SECRET_KEY=012345')).toEqual([]);
    expect(keys('FLASK_SECRET_KEY_FALLBACKS=["a", "b"]')).toEqual(['fallback text a', 'fallback text b']);
    expect(keys('FLASK_SECRET_KEY_FALLBACKS=["", "a"]')).toEqual(["fallback literal ''", 'fallback text a']);
    expect(keys('FLASK_SECRET_KEY_FALLBACKS=aba')).toEqual(['fallback text a', 'fallback text b']);
  });

  it('fallbacks that the application splits are one key, or the list that they look like', () => {
    expect(keys('SECRET_KEY_FALLBACKS=a,b')).toEqual(['fallback text a,b']);
    expect(said('SECRET_KEY_FALLBACKS=a,b')[0]?.[0]).toContain('read as one key');
    expect(keys('SECRET_KEY_FALLBACKS=["a", "b"]')).toEqual(['fallback literal "a"', 'fallback literal "b"']);
    expect(said('SECRET_KEY_FALLBACKS=["a", "b"]')[0]?.[0]).toContain('the list that it looks like');
    const file = 'A=1\nSECRET_KEY_FALLBACKS=["a", b]';
    expect(said(file).map(([, rest]) => rest)).toEqual([file.slice(4), file.slice(4)]);
  });

  it('another prefix counts where there is no name of Flask’s', () => {
    expect(keys('MYAPP_SECRET_KEY=abc')).toEqual(['current text abc']);
    expect(said('MYAPP_SECRET_KEY=abc')).toEqual([
      ['This is right if the application reads its key from MYAPP_SECRET_KEY.', 'MYAPP_SECRET_KEY=abc'],
    ]);
    expect(keys('AWS_SECRET_KEY=abc\nSECRET_KEY=def')).toEqual(['current text def']);
  });

  it('a line that would be another key in Python is told of', () => {
    const message = 'This line gives one key in a .env file and another in Python';
    expect(keys("SECRET_KEY='a\\nb'")).toEqual(['current text a\\nb']);
    expect(said("SECRET_KEY='a\\nb'")[0]?.[0]).toContain(message);
    expect(keys("SECRET_KEY=b'a'")).toEqual(["current literal b'a'"]);
    expect(said("SECRET_KEY=b'a'")[0]?.[0]).toContain(message);
    expect(said('SECRET_KEY="a\\nb"')).toEqual([]);
    expect(keys("SECRET_KEY = 'a\\nb'")).toEqual(["current literal 'a\\nb'"]);
    expect(said("SECRET_KEY = 'a\\nb'")).toEqual([]);
    expect(said("import os\nSECRET_KEY='a\\nb'")).toEqual([]);
  });
});

describe('bounds', () => {
  it('no key in no text, and none looked for in too much', () => {
    expect(readPasted('')).toEqual({ ok: false, message: 'There is no key.', position: 0 });
    expect(readPasted('a'.repeat(MAX_PASTED))).toMatchObject({ ok: true });
    expect(readPasted('a'.repeat(MAX_PASTED + 1))).toMatchObject({ ok: false, position: MAX_PASTED });
  });

  it('a hundred keys, the current one among them', () => {
    const elements = (count: number): string =>
      Array.from({ length: count }, (_, index) => `'key ${index}'`).join(', ');
    expect(said(`[${elements(MAX_KEYS)}]`)).toEqual([]);
    const text = `SECRET_KEY_FALLBACKS = [${elements(MAX_KEYS)}]\nSECRET_KEY = 'current'`;
    expect(keys(text)).toHaveLength(MAX_KEYS);
    expect(keys(text)[0]).toBe("current literal 'current'");
    expect(said(text)).toEqual([[`Only the first ${MAX_KEYS} of ${MAX_KEYS + 1} keys are read.`, text]]);
  });

  it.each([
    ...[
      "'",
      "('a',",
      '[(',
      "SECRET_KEY = 'a'\n",
      'SECRET_KEY=x\n',
      'A1_SECRET_KEY=x\n',
      'SECRET_KEY=${:',
      'A=${',
    ],
    ...[
      "'''",
      "'\\",
      '\\\n',
      ' ',
      '# ',
      'getenv(',
      "getenv('a',",
      'a.b(',
      '{"a":',
      '["a",',
      '\r\n',
      "f'",
      'aGk=',
      'SECRET_KEY:',
    ],
  ])('%j over and over takes no longer than its length', (part) => {
    const text = part.repeat(Math.ceil(MAX_PASTED / part.length));
    for (const before of ['', "SECRET_KEY = '", 'SECRET_KEY=[']) {
      const pasted = `${before}${text}`.slice(0, MAX_PASTED);
      expect(processorTime(() => readPasted(pasted))).toBeLessThan(2_000);
    }
  });
});

const PARTS = [
  ...[
    'SECRET_KEY',
    'SECRET_KEY_FALLBACKS',
    'FLASK_',
    'app.secret_key',
    'app.config',
    'os.environ',
    '.get(',
    ' = ',
    '=',
    ': ',
    '\n',
    '\r\n',
  ],
  ...[
    "'",
    '"',
    "'''",
    'b',
    'r',
    '\\',
    '\\x41',
    '\\u00e9',
    '\\ud83d',
    '#',
    ' ',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    '${',
    '\0',
    '\ud800',
  ],
];
/** No word of any message. */
const CANARY = 'zqxjkv';
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PARTS), fc.constant(CANARY), fc.string({ maxLength: 3 }), fc.json()))
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('is read without an error; every key is what its text says; no message quotes one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = readPasted(text);
        const messages = reading.ok ? reading.notices : [reading];
        for (const { message, position } of messages) {
          expect(message).toMatch(/\.$/);
          expect(message).not.toContain(CANARY);
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(text.length);
        }
        if (!reading.ok) return;
        expect(reading.keys.length).toBeGreaterThan(0);
        for (const key of reading.keys) {
          const again = readSecretKey(key.text, key.form);
          expect(again.ok && toHex(again.key.bytes)).toBe(toHex(key.bytes));
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
