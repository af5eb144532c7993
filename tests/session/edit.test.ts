/** Changes of a payload: what each does, what it refuses, and that all else is the same to the real Flask afterwards. */
import { describe, expect, it } from 'vitest';
import {
  CLEARED,
  DIGESTS,
  diff,
  type Edit,
  insertValue,
  isPermanent,
  KEY_DERIVATIONS,
  pythonRepr,
  read,
  readPython,
  removeValue,
  renameKey,
  setPermanent,
  setValue,
  toJson,
  type Value,
  type ValuePath,
  valueAt,
  verify,
  write,
} from '../../src/session/index.ts';
import { askPython, describeBesideFlask, pythonsWith, seedFor } from '../support/reference.ts';
import { buildValue, toHex } from './flask-oracle.ts';
import { below, pick, randomSession, randomValue, seededRandom } from './random-session.ts';

const SEED = seedFor('edits');

function parsed(text: string): Value {
  const reading = readPython(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
}

function made(edit: Edit): Value {
  if (!edit.ok) throw new Error(edit.message);
  return edit.value;
}

const one: Value = { type: 'int', digits: '1' };
const PAYLOAD = parsed("{'a': [1, {'__proto__': 2, 'c': 3}], 't': (1, 2), 's': 'text'}");

describe('each change', () => {
  it.each<[string, Edit, string]>([
    [
      'set',
      setValue(PAYLOAD, ['a', 1, '__proto__'], one),
      "{'a': [1, {'__proto__': 1, 'c': 3}], 't': (1, 2), 's': 'text'}",
    ],
    [
      'set in a tuple',
      setValue(PAYLOAD, ['t', 0], CLEARED),
      "{'a': [1, {'__proto__': 2, 'c': 3}], 't': ({}, 2), 's': 'text'}",
    ],
    ['set the whole', setValue(PAYLOAD, [], CLEARED), '{}'],
    [
      'insert a key',
      insertValue(PAYLOAD, ['a', 1, 'd'], one),
      "{'a': [1, {'__proto__': 2, 'c': 3, 'd': 1}], 't': (1, 2), 's': 'text'}",
    ],
    [
      'insert an item',
      insertValue(PAYLOAD, ['a', 0], one),
      "{'a': [1, 1, {'__proto__': 2, 'c': 3}], 't': (1, 2), 's': 'text'}",
    ],
    [
      'insert a last item',
      insertValue(PAYLOAD, ['t', 2], one),
      "{'a': [1, {'__proto__': 2, 'c': 3}], 't': (1, 2, 1), 's': 'text'}",
    ],
    [
      'rename',
      renameKey(PAYLOAD, ['a'], 'b'),
      "{'b': [1, {'__proto__': 2, 'c': 3}], 't': (1, 2), 's': 'text'}",
    ],
    ['rename to itself', renameKey(PAYLOAD, ['s'], 's'), pythonRepr(PAYLOAD)],
    [
      'rename to __proto__',
      renameKey(PAYLOAD, ['s'], '__proto__'),
      "{'a': [1, {'__proto__': 2, 'c': 3}], 't': (1, 2), '__proto__': 'text'}",
    ],
    [
      'remove a key',
      removeValue(PAYLOAD, ['a', 1, '__proto__']),
      "{'a': [1, {'c': 3}], 't': (1, 2), 's': 'text'}",
    ],
    [
      'remove an item',
      removeValue(PAYLOAD, ['t', 0]),
      "{'a': [1, {'__proto__': 2, 'c': 3}], 't': (2,), 's': 'text'}",
    ],
  ])('%s', (_, edit, expected) => {
    expect(pythonRepr(made(edit))).toBe(expected);
  });

  it.each<[Edit, string]>([
    [setValue(PAYLOAD, ['x'], one), "There is no key 'x' here any more."],
    [setValue(PAYLOAD, ['a', 7, 'b'], one), 'There is no item 7 here any more.'],
    [setValue(PAYLOAD, ['a', 'length'], one), "There is no key 'length' here any more."],
    [setValue(PAYLOAD, ['s', 0], one), 'There is no item 0 here any more.'],
    [setValue(PAYLOAD, ['toString'], one), "There is no key 'toString' here any more."],
    [insertValue(PAYLOAD, ['a'], one), "The key 'a' already exists."],
    [insertValue(PAYLOAD, [0], one), 'A key of a dict must be a str.'],
    [insertValue(PAYLOAD, ['a', 3], one), 'The index of an item in this list is a number from 0 to 2.'],
    [insertValue(PAYLOAD, ['t', -1], one), 'The index of an item in this tuple is a number from 0 to 2.'],
    [insertValue(PAYLOAD, ['t', 0.5], one), 'The index of an item in this tuple is a number from 0 to 2.'],
    [insertValue(PAYLOAD, ['a', 'x'], one), 'The index of an item in this list is a number from 0 to 2.'],
    [insertValue(PAYLOAD, ['s', 0], one), 'A value of type str cannot hold other values.'],
    [insertValue(PAYLOAD, ['x', 'y'], one), 'The container of this value no longer exists.'],
    [insertValue(PAYLOAD, [], one), 'The payload itself has no key or index.'],
    [renameKey(PAYLOAD, ['a'], 't'), "The key 't' already exists."],
    [renameKey(PAYLOAD, ['x'], 'y'), "There is no key 'x' here any more."],
    [renameKey(PAYLOAD, ['a', 0], 'y'), 'A value in a list has no key.'],
    [removeValue(PAYLOAD, ['x']), "There is no key 'x' here any more."],
    [removeValue(PAYLOAD, ['t', 2]), 'There is no item 2 here any more.'],
    [removeValue(PAYLOAD, []), 'The payload itself has no key or index.'],
    [setPermanent({ type: 'list', items: [] }, true), 'A payload of type list has no keys.'],
  ])('is refused: %j', (edit, message) => {
    expect(edit).toEqual({ ok: false, message });
  });

  it('says no more of a long key than its beginning', () => {
    const edit = setValue(PAYLOAD, ['x'.repeat(100_000)], one);
    expect(!edit.ok && edit.message.length).toBeLessThan(120);
  });
});

/** The paths of all values in it. */
function pathsOf(value: Value, path: ValuePath = []): ValuePath[] {
  const inside =
    value.type === 'dict'
      ? value.entries.map(([key, item]) => pathsOf(item, [...path, key]))
      : value.type === 'list' || value.type === 'tuple'
        ? value.items.map((item, index) => pathsOf(item, [...path, index]))
        : [];
  return [path, ...inside.flat()];
}

describe('random changes', () => {
  it('change what they say and nothing else', () => {
    const random = seededRandom(SEED);
    for (let n = 0; n < 2000; n++) {
      const before = randomSession(random);
      const [first, ...others] = pathsOf(before);
      const path = pick(random, [first ?? [], ...others]);
      const value = randomValue(random);
      const context = `seed ${SEED}, ${pythonRepr(before)}, ${JSON.stringify(path)}`;

      const set = made(setValue(before, path, value));
      expect(valueAt(set, path), context).toBe(value);
      const { changes } = diff(before, set);
      const isWithin = changes.every((change) => path.every((step, index) => change.path[index] === step));
      expect(isWithin, context).toBe(true);
      expect(setValue(set, path, valueAt(before, path) ?? one), context).toEqual({ ok: true, value: before });

      if (path.length === 0) continue;
      const removed = made(removeValue(before, path));
      expect(diff(before, removed).changes.length, context).toBeGreaterThan(0);
      const back = made(insertValue(removed, path, valueAt(before, path) ?? one));
      expect(toJson(back), context).toBe(toJson(before));
    }
  });
});

describeBesideFlask((oracle) => {
  it('every type survives a change elsewhere, to type() and ==', async () => {
    const text = `{'t': (1, (2,)), 'b': b'\\x00\\xff', 'id': UUID('12345678123456781234567812345678'), 'big': ${2n ** 70n},
        'at': datetime(2026, 11, 21, 7, 5, 3, tzinfo=timezone.utc), 'm': Markup('<b>'), 'f': 1.0, 'i': 1, 'nan': nan,
        '_flashes': [('message', 'hi')], '__proto__': None, 'lone': '\\ud800', ' t': {' t': 1}, 'user_id': 1042, 'z': -0.0}`;
    const key = new TextEncoder().encode('dev');
    const before = write(parsed(text), key, 1_790_000_000);
    const reading = read(before);
    if (reading.kind !== 'flask-session') throw new Error(reading.reason);
    const changed = made(setValue(reading.payload, ['user_id'], { type: 'int', digits: '7' }));
    const after = write(changed, key, 1_790_000_000);
    const ask = (edited: string[]) => oracle.ask('survives', [{ key: toHex(key), before, after, edited }]);
    expect(await ask(['user_id'])).toEqual([true]);
    expect(await ask([])).toEqual([false]);
    const other = write(made(setValue(changed, ['f'], one)), key, 1_790_000_000);
    const survived = await oracle.ask('survives', [
      { key: toHex(key), before, after: other, edited: ['user_id'] },
    ]);
    expect(survived).toEqual([false]);
  });

  it('so does everything else of random sessions, whatever signs them and whenever', async () => {
    const random = seededRandom(SEED + 1);
    const key = new TextEncoder().encode('a fallback key');
    const cases = Array.from({ length: 400 }, () => {
      const before = randomSession(random);
      const edited = before.type === 'dict' ? (before.entries[0]?.[0] ?? 'new') : 'new';
      const change = valueAt(before, [edited]) ? setValue : insertValue;
      const parameters = {
        salt: pick(random, ['cookie-session', 'another']),
        keyDerivation: pick(random, KEY_DERIVATIONS),
        digest: pick(random, DIGESTS),
      };
      const [then, now] = [below(random, 2 ** 32), below(random, 2 ** 32)];
      const after = made(change(before, [edited], randomValue(random)));
      return { before, after, edited, parameters, then, now };
    });
    const rewritten = cases.map(({ before, after, parameters, then, now }) => {
      const reading = read(write(before, key, then, parameters));
      if (reading.kind !== 'flask-session' || reading.timestamp.state !== 'read') throw new Error('not read');
      // The timestamp kept, and a new one.
      expect(write(reading.payload, key, reading.timestamp.seconds, parameters)).toBe(
        write(before, key, then, parameters),
      );
      const text = write(after, key, now, parameters);
      expect(verify(text, key, parameters)).toBe(true);
      expect(verify(text, new TextEncoder().encode('dev'), parameters)).toBe(false);
      return text;
    });
    const verdicts = await oracle.ask(
      'verify',
      cases.map(({ parameters }, index) => ({ key: toHex(key), text: rewritten[index] ?? '', parameters })),
    );
    expect(new Set(verdicts), `seed ${SEED + 1}`).toEqual(new Set([true]));
    const answers = await oracle.ask('read', rewritten);
    for (const [index, { after, now }] of cases.entries()) {
      const answer = answers[index];
      if (!answer || !('value' in answer)) throw new Error(`seed ${SEED + 1}: not read`);
      expect(toJson(buildValue(answer.value)), `seed ${SEED + 1}`).toBe(toJson(after));
      expect(answer.timestamp).toBe(now);
    }
  });
});

describe('permanent', () => {
  const SCRIPT = [
    'import flask',
    'from flask.sessions import SecureCookieSession',
    'def made(case):',
    '  session = SecureCookieSession(eval(case["text"]))',
    '  was = session.permanent',
    '  session.permanent = case["permanent"]',
    '  return [bool(was), repr(dict(session))]',
    'answer = [made(case) for case in data]',
  ].join('\n');
  const texts = [
    "{'a': 1}",
    ...['True', 'False', 'None', '0', '2', '0.0', "''", "'no'", '[]', '(0,)', "b''", '{}'],
  ].map((text, index) => (index === 0 ? text : `{'_permanent': ${text}, 'a': 1}`));
  const cases = texts.flatMap((text) => [true, false].map((permanent) => ({ text, permanent })));

  it.each(pythonsWith('Flask'))('is what session.permanent writes and says: Flask $version', (python) => {
    const expected = askPython(python, SCRIPT, cases);
    const ours = cases.map(({ text, permanent }) => {
      const payload = parsed(text);
      return [isPermanent(payload), pythonRepr(made(setPermanent(payload, permanent)))];
    });
    expect(ours).toEqual(expected);
  });

  it('is true of values that have no literal', () => {
    const payload = (value: string): Value => parsed(`{'_permanent': ${value}}`);
    expect(isPermanent(payload("UUID('00000000000000000000000000000000')"))).toBe(true);
    expect(isPermanent(payload('datetime(1970, 1, 1, tzinfo=UTC)'))).toBe(true);
    expect(isPermanent(payload("Markup('')"))).toBe(false);
  });
});
