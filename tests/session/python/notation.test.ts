/** Values in Python's notation: random ones through the real Python and Flask; what is printed reads back; what is refused, and why. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_PYTHON,
  pythonRepr,
  pythonSource,
  read,
  readPython,
  toJson,
  type Value,
  write,
} from '../../../src/session/index.ts';
import { processorTime } from '../../support/growth.ts';
import { describeBesideFlask, seedFor } from '../../support/reference.ts';
import { buildValue } from '../flask-oracle.ts';
import { mutateJson, randomSession, seededRandom } from '../random-session.ts';
import { randomNotation } from './random-notation.ts';

const SEED = seedFor('notation');
const TEXTS = 6000;
const BATCH = 500;
const MINUTE = 60_000;

const parsed = (text: string): Value => {
  const reading = readPython(text);
  if (!reading.ok) throw new Error(`${reading.message} at ${reading.position} of ${text.slice(0, 200)}`);
  return reading.value;
};

describeBesideFlask((oracle) => {
  it(`reads ${TEXTS} texts as Python does, and warns where Flask gives back another value`, {
    timeout: 3 * MINUTE,
  }, async () => {
    const random = seededRandom(SEED);
    let read = 0;
    let warned = 0;
    for (let done = 0; done < TEXTS; done += BATCH) {
      const texts = Array.from({ length: BATCH }, () => randomNotation(random));
      const answers = await oracle.ask('notation', texts);
      for (const [index, text] of texts.entries()) {
        const answer = answers[index] ?? null;
        const reading = readPython(text);
        const context = JSON.stringify({ seed: SEED, text, answer, reading }, null, 1);
        expect(reading.ok, context).toBe(answer !== null);
        if (!reading.ok || answer === null) {
          if (!reading.ok) expect(reading.position, context).toBeLessThanOrEqual(text.length);
          continue;
        }
        read++;
        const { warnings } = reading;
        expect(warnings.length > 0, context).toBe(!answer.isSame);
        if (warnings.length > 0) warned++;
        const years = warnings.some(({ message }) => message.includes('reads the year'));
        // Flask sorts the keys: what it gives back is compared in that order.
        if (!years) expect(toJson(reading.value), context).toBe(toJson(buildValue(answer.value)));
      }
    }
    expect(read).toBeGreaterThan(TEXTS / 2);
    expect(warned).toBeGreaterThan(TEXTS / 100);
  });

  it('evaluates what is printed to the same value', { timeout: MINUTE }, async () => {
    const random = seededRandom(SEED + 1);
    const values = Array.from({ length: 1000 }, () => randomSession(random));
    const texts = values.map((value, index) =>
      index % 2 === 0 ? pythonSource(value, 4) : pythonRepr(value),
    );
    const answers = await oracle.ask('notation', texts);
    for (const [index, value] of values.entries()) {
      const context = `seed ${SEED + 1}, ${texts[index]}`;
      const answer = answers[index];
      expect(answer?.isSame, context).toBe(true);
      expect(answer && toJson(buildValue(answer.value)), context).toBe(toJson(value));
    }
  });
});

describe('what is printed', () => {
  const session = fc.integer().map((seed) => randomSession(seededRandom(seed)));

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(session, fc.integer({ min: 0, max: 8 }), (value, indent) => {
        for (const text of [pythonRepr(value), pythonSource(value), pythonSource(value, indent)]) {
          const reading = readPython(text);
          expect(reading).toEqual({ ok: true, value, warnings: [] });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('of every payload that is read, however odd', () => {
    const random = seededRandom(SEED + 2);
    const key = new TextEncoder().encode('dev');
    let seen = 0;
    for (let n = 0; n < 3000; n++) {
      const json = mutateJson(
        random,
        JSON.stringify({ ' t': [1, { a: 1.5 }], '': { ' u': 'x', __proto__: {} } }),
      );
      const reading = read(`${Buffer.from(json).toString('base64url')}.arEuAA.aaaa`);
      if (reading.kind !== 'flask-session') continue;
      seen++;
      expect(parsed(pythonSource(reading.payload, 2)), `seed ${SEED + 2}, ${json}`).toEqual(reading.payload);
    }
    expect(seen).toBeGreaterThan(300);
    const deep = read(
      `${Buffer.from(`${'[{" t":['.repeat(333)}${']}]'.repeat(333)}`).toString('base64url')}.arEuAA.aaaa`,
    );
    if (deep.kind !== 'flask-session') throw new Error(deep.reason);
    expect(pythonRepr(parsed(pythonSource(deep.payload, 1)))).toBe(pythonRepr(deep.payload));
    expect(write(parsed(pythonRepr(deep.payload)), key, 0)).toBe(write(deep.payload, key, 0));
  });

  it('is laid out on lines where one is too short', () => {
    const items =
      "[{'sku': 'a-rather-long-name', 'price': 12.5}, {'sku': 'another-long-name', 'price': nan}]";
    const value = parsed(
      `{'_flashes': [('message', 'hello')], 'items': ${items}, 'one': ('${'x'.repeat(80)}',), 'e': []}`,
    );
    expect(pythonSource(value, 4)).toBe(
      [
        '{',
        "    '_flashes': [('message', 'hello')],",
        "    'items': [",
        "        {'sku': 'a-rather-long-name', 'price': 12.5},",
        "        {'sku': 'another-long-name', 'price': float('nan')},",
        '    ],',
        "    'one': (",
        `        '${'x'.repeat(80)}',`,
        '    ),',
        "    'e': [],",
        '}',
      ].join('\n'),
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'A value is missing here.', 1, 1],
    ['[1, 2', 'The closing ] is missing.', 1, 6],
    ["{\r\n  'a': 1,\r\n  'é😀': 01}", 'An int cannot begin with 0.', 3, 9],
    ['{1: 2}', "A key must be a str: Flask would convert this one to '1'.", 1, 2],
    ['{None: 2}', "A key must be a str: Flask would convert this one to 'null'.", 1, 2],
    ['{-inf: 2}', "A key must be a str: Flask would convert this one to '-Infinity'.", 1, 2],
    ['{(1,): 2}', 'A key must be a str: Flask refuses one of type tuple.', 1, 2],
    ["{'a': {1, 2}}", 'Flask cannot store a set.', 1, 8],
    ['[1j]', 'Flask cannot store a complex number.', 1, 2],
    ['timedelta(1)', 'Flask cannot store a value of type timedelta.', 1, 1],
    ["Decimal('1')", 'Flask converts a Decimal to text: write that text.', 1, 1],
    ["'a", "This literal cannot be read: the literal is not closed: ' is missing.", 1, 3],
    ['1, 2', 'A tuple needs parentheses around it here.', 1, 2],
    ['[1] 2', 'Something follows the end of the value.', 1, 5],
    ['[1 2]', 'A comma or ] is missing here.', 1, 4],
    ["{'a' 1}", 'A colon is missing here.', 1, 6],
    ['os.getcwd()', 'os.getcwd is code, and its value is not known.', 1, 1],
    ['datetime(2026, 2, 30)', 'There is no day 30 in that month.', 1, 1],
    ['datetime(2026, 1)', 'A datetime needs a year, a month and a day.', 1, 1],
    [
      'datetime(2026, 1, 1, tzinfo=2)',
      'The tzinfo must be timezone.utc: Flask returns every datetime in UTC.',
      1,
      22,
    ],
    ["UUID('1')", 'A UUID needs a str of 32 hexadecimal digits.', 1, 6],
    ['9'.repeat(4301), 'Python does not read an int of more than 4300 digits.', 1, 1],
    ['['.repeat(1001), 'A session cannot be nested deeper than 1000 levels.', 1, 1001],
    [
      ' '.repeat(MAX_PYTHON + 1),
      `The text is longer than ${MAX_PYTHON} characters, the maximum.`,
      1,
      MAX_PYTHON + 1,
    ],
  ])('%.40j: %s', (text, message, line, column) => {
    expect(readPython(text)).toMatchObject({ ok: false, message, line, column });
  });

  it('of what Flask gives back otherwise it warns, with the place', () => {
    expect(readPython("{'a': 1,\n 'a': datetime(50, 1, 1, microsecond=1)}")).toEqual({
      ok: true,
      value: { type: 'dict', entries: [['a', { type: 'datetime', seconds: -60_589_296_000 }]] },
      warnings: [
        {
          message: "The key 'a' is repeated, and the last one counts.",
          position: 10,
          line: 2,
          column: 2,
        },
        {
          message: 'Flask treats a datetime without tzinfo as UTC, and returns it with tzinfo.',
          position: 15,
          line: 2,
          column: 7,
        },
        { message: 'Flask drops the microseconds of a datetime.', position: 15, line: 2, column: 7 },
        { message: 'Flask reads the year 50 as 2050.', position: 15, line: 2, column: 7 },
      ],
    });
  });
});

describe('on any text', () => {
  it('nothing throws, and every place is in it', () => {
    const parts = fc.constantFrom(
      ...`[](){},:'"\\-+.ejx0_9 #\n`,
      "b'",
      'float(',
      'datetime(',
      'True',
      'a',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((all) => all.join('')),
        ),
        (text) => {
          const reading = readPython(text);
          const places = reading.ok ? reading.warnings : [reading];
          for (const { position, line, column, message } of places) {
            expect(message).toMatch(/\.$/);
            expect(position).toBeLessThanOrEqual(text.length);
            expect(Math.min(line, column)).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  const half = MAX_PYTHON / 2;
  it.each([
    ['digits', '1'.repeat(MAX_PYTHON)],
    ['underscores', '1_'.repeat(half)],
    ['spaces', ' '.repeat(MAX_PYTHON)],
    ['comments', '#\n'.repeat(half)],
    ['a string', `'${'é'.repeat(MAX_PYTHON - 2)}'`],
    ['items', `[${'1,'.repeat(half - 1)}]`],
    ['brackets', '['.repeat(MAX_PYTHON)],
    ['empty strings', "'' ".repeat(MAX_PYTHON / 4)],
    ['names', 'a.'.repeat(half)],
    ['calls', 'float('.repeat(MAX_PYTHON / 8)],
    ['a UUID', `UUID('${'1_'.repeat(half - 10)}')`],
    ['the same key', `{${"'a':1,".repeat(MAX_PYTHON / 8)}}`],
    ['line ends, then warnings', `[${'\r\n'.repeat(half - 1000)}${'datetime(1,1,1),'.repeat(100)}]`],
  ])('a MiB of %s takes no more than a moment', (_, text) => {
    expect(processorTime(() => readPython(text))).toBeLessThan(5000);
  });
});
