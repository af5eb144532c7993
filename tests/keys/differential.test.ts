/** Random literals, lists and configurations through the real Python and Flask, and through `readPasted`: the same keys. */
import { expect, it } from 'vitest';
import { type PastedReading, readPasted, readSecretKey } from '../../src/keys/index.ts';
import { type Operations, toHex } from '../session/flask-oracle.ts';
import { below, pick, randomText, seededRandom } from '../session/random-session.ts';
import { describeBesideFlask, seedFor } from '../support/reference.ts';
import { randomConfiguration, randomExpression } from './random-source.ts';

const SEED = seedFor('pasted keys');
const EXPRESSIONS = 4000;
const CONFIGURATIONS = 2000;
const ENVIRONMENTS = 1000;
const BATCH = 250;
const MINUTE = 60_000;

/** The keys of a role in hex, each read again from its text and form. */
function keysOf(reading: PastedReading, role: 'current' | 'fallback' | null): string[] {
  if (!reading.ok) return [];
  return reading.keys
    .filter((key) => key.role === role)
    .map(({ text, form, bytes }) => {
      const again = readSecretKey(text, form);
      const hex = again.ok ? toHex(again.key.bytes) : again.message;
      expect(hex).toBe(toHex(bytes));
      return hex;
    });
}

const known = (keys: readonly (string | null)[]): string[] => keys.filter((key) => key !== null);
const different = (keys: readonly string[]): string[] => [...new Set(keys)];

describeBesideFlask((oracle, { name }) => {
  async function compare<Name extends 'literals' | 'configured', Made>(
    operation: Name,
    count: number,
    make: () => Made,
    question: (made: Made) => Operations[Name][0],
    check: (made: Made, answer: Operations[Name][1]) => void,
  ): Promise<void> {
    for (let done = 0; done < count; done += BATCH) {
      const all = Array.from({ length: BATCH }, make);
      const answers = await oracle.ask(operation, all.map(question));
      for (const [index, made] of all.entries()) {
        const answer = answers[index];
        if (answer === undefined) throw new Error('the reference has not answered');
        check(made, answer);
      }
    }
  }

  it(`reads ${EXPRESSIONS} literals and lists as ast.literal_eval`, { timeout: 3 * MINUTE }, async () => {
    const random = seededRandom(SEED);
    let recognised = 0;
    await compare(
      'literals',
      EXPRESSIONS,
      () => randomExpression(random),
      (text) => text,
      (text, answer) => {
        const reading = readPasted(text);
        const context = JSON.stringify({ seed: SEED, text, answer, reading });
        if (answer?.keys.some((key) => key !== null)) {
          recognised++;
          const literal = answer.type === 'str' || answer.type === 'bytes' ? ' literal' : '';
          expect(reading, context).toMatchObject({
            ok: true,
            recognised: `a Python ${answer.type}${literal}`,
          });
          expect(keysOf(reading, null), context).toEqual(known(answer.keys));
        } else if (reading.ok && reading.recognised.startsWith('a Python')) {
          // A list with code, or with a broken literal, in it: the others of its keys are of use.
          expect(answer, context).toBe(null);
          expect(reading.notices.map(({ message }) => message).join(), context).toContain(
            'An element of the list',
          );
        }
      },
    );
    expect(recognised).toBeGreaterThan(EXPRESSIONS / 2);
  });

  it(`finds the keys of ${CONFIGURATIONS} configurations`, { timeout: 3 * MINUTE }, async () => {
    const random = seededRandom(SEED + 1);
    await compare(
      'configured',
      CONFIGURATIONS,
      () => randomConfiguration(random),
      ({ source }) => ({ notation: 'python', source }),
      ({ source, isCurrentKnown }, answer) => {
        const reading = readPasted(source);
        const context = JSON.stringify({ seed: SEED, source, answer, reading });
        // Flask 2.2 fails at a number before it signs.
        if ('error' in answer && (answer.error !== 'TypeError' || isCurrentKnown)) throw new Error(context);
        if ('error' in answer) return expect(keysOf(reading, 'current'), context).toEqual([]);
        const expected = isCurrentKnown && answer.current !== null ? [answer.current] : [];
        expect(keysOf(reading, 'current'), context).toEqual(expected);
        // Flask 2.2 knows no fallback keys. Of a string Flask has each character as often as it is in there.
        if (!name.startsWith('Flask 3.')) return;
        expect(different(keysOf(reading, 'fallback')), context).toEqual(different(known(answer.fallbacks)));
      },
    );
  });

  it('what is said of odd values is so', async () => {
    const isNew = name.startsWith('Flask 3.');
    const listed = "SECRET_KEY = ['a', b'b', 'c']";
    const ask = async (source: string) =>
      (await oracle.ask('configured', [{ notation: 'python', source }]))[0];
    expect(await ask(listed)).toEqual(
      isNew
        ? { current: null, isSet: true, fallbacks: [] }
        : { current: '63', isSet: true, fallbacks: ['61', '62'] },
    );
    expect(keysOf(readPasted(listed), 'current')).toEqual(['63']);
    expect(keysOf(readPasted(listed), 'fallback')).toEqual(['61', '62']);
    expect(await ask("SECRET_KEY = 'a',")).toMatchObject({ current: isNew ? null : '61' });
    expect(await ask("SECRET_KEY = ''")).toMatchObject({ isSet: false });
    expect(await ask("SECRET_KEY = 'a'\nSECRET_KEY_FALLBACKS = b'bc'")).toMatchObject({
      fallbacks: isNew ? [null, null] : [],
    });
    expect(await ask("SECRET_KEY = 'a'\nSECRET_KEY_FALLBACKS = [['b']]")).toMatchObject({
      fallbacks: isNew ? [null] : [],
    });
  });

  it(`finds the keys of ${CONFIGURATIONS} JSON configurations`, { timeout: 3 * MINUTE }, async () => {
    const random = seededRandom(SEED + 2);
    await compare(
      'configured',
      CONFIGURATIONS,
      () => {
        const text = (): string => randomText(random).toWellFormed();
        const settings = {
          A: [text()],
          SECRET_KEY: text(),
          SECRET_KEY_FALLBACKS: [text(), text()],
          B: { C: text() },
        };
        const json = JSON.stringify(settings, null, below(random, 3));
        // Every way to write a character: as it is, escaped, or (a slash) after a backslash.
        return json.replace(/[^\x20-\x7e\n]|\//gu, (character) => {
          if (random() < 0.5) return character;
          if (character === '/') return '\\/';
          return Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(
            '',
          );
        });
      },
      (source) => ({ notation: 'json', source }),
      (source, answer) => {
        const reading = readPasted(source);
        const context = JSON.stringify({ seed: SEED, source, answer, reading });
        if ('error' in answer) throw new Error(context);
        expect(reading, context).toMatchObject({ ok: true, recognised: 'JSON configuration' });
        expect(keysOf(reading, 'current'), context).toEqual(answer.current === null ? [] : [answer.current]);
        if (name.startsWith('Flask 3.'))
          expect(keysOf(reading, 'fallback'), context).toEqual(answer.fallbacks);
      },
    );
  });

  it(`reads ${ENVIRONMENTS} variables as from_prefixed_env`, { timeout: 3 * MINUTE }, async () => {
    const random = seededRandom(SEED + 3);
    const value = (): string => {
      const text = randomText(random, 6)
        .toWellFormed()
        .replace(/[\0\r]/g, '');
      return pick(random, [
        text,
        JSON.stringify(text),
        JSON.stringify([text, 'b']),
        ...['1234', '-1', '1e5', '0123', 'true', 'null', 'NaN', '[1]', '12e', '"a', '[]', '""'],
      ]);
    };
    await compare(
      'configured',
      ENVIRONMENTS,
      () => ({ FLASK_SECRET_KEY: value(), FLASK_SECRET_KEY_FALLBACKS: value() }),
      (variables) => ({ notation: 'environment', variables }),
      (variables, answer) => {
        // In single quotes a .env file holds anything: only these two are escaped.
        const quoted = Object.entries(variables).map(
          ([key, text]) => `${key}='${text.replace(/[\\']/g, '\\$&')}'\n`,
        );
        const reading = readPasted(quoted.join(''));
        const context = JSON.stringify({ seed: SEED, variables, answer, reading });
        if (Object.values(variables).some((text) => text.includes('${'))) return;
        const current = keysOf(reading, 'current');
        if (isJsonButNoString(variables.FLASK_SECRET_KEY)) {
          expect('error' in answer || answer.current === null || !name.startsWith('Flask 3.'), context).toBe(
            true,
          );
          return;
        }
        if ('error' in answer) {
          // Flask 3.1 cannot add what is no list to its keys.
          expect(keysOf(reading, 'fallback'), context).toEqual([]);
          return;
        }
        expect(current, context).toEqual(answer.current === null ? [] : [answer.current]);
        if (!name.startsWith('Flask 3.')) return;
        expect(different(keysOf(reading, 'fallback')), context).toEqual(different(known(answer.fallbacks)));
      },
    );
  });
});

const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

function isJsonButNoString(text: string): boolean {
  if (text === 'NaN') return true;
  try {
    return typeof JSON.parse(text) !== 'string';
  } catch {
    return false;
  }
}
