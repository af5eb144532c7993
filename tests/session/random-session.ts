/** Random payloads, JSON and cookies from a seed. It must give the same for the same seed, on every machine. */
import type { DictEntry, Value } from '../../src/session/index.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const below = (random: Random, end: number): number => Math.floor(random() * end);

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[below(random, items.length)] ?? items[0];
}

function times<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: below(random, most + 1) }, make);
}

const SPECIAL = [
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '\b',
  '\f',
  '\0',
  '\x7f',
  '/',
  "'",
  '<',
  '\u2028',
  '\ufeff',
] as const;

function character(random: Random): string {
  const kind = random();
  if (kind < 0.6) return String.fromCharCode(32 + below(random, 95));
  if (kind < 0.7) return pick(random, SPECIAL);
  if (kind < 0.8) return String.fromCharCode(below(random, 0x800));
  if (kind < 0.88) return String.fromCodePoint(0x10000 + below(random, 0x100000));
  if (kind < 0.92) return String.fromCharCode(0xd800 + below(random, 0x800));
  return String.fromCharCode(below(random, 0xd800));
}

export function randomText(random: Random, most = 12): string {
  // Halves that happen to meet would be one character here and two in Python, which never joins them.
  return times(random, most, () => character(random))
    .join('')
    .replace(/[\ud800-\udbff](?=$)/g, '');
}

function randomHex(random: Random, length: number): string {
  return Array.from({ length }, () => below(random, 16).toString(16)).join('');
}

function randomInt(random: Random): string {
  const kind = random();
  if (kind < 0.5) return String(below(random, 2000) - 1000);
  const digits = kind < 0.95 ? 1 + below(random, 40) : 4300;
  const sign = random() < 0.3 ? '-' : '';
  return `${sign}${1 + below(random, 9)}${Array.from({ length: digits - 1 }, () => below(random, 10)).join('')}`;
}

function randomFloat(random: Random): number {
  const kind = random();
  if (kind < 0.15) {
    return pick(random, [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -0,
      0,
      1,
      5e-324,
      1e16,
      1e22,
    ]);
  }
  if (kind < 0.4) return below(random, 100_000) / 100;
  if (kind < 0.7) return (random() - 0.5) * 10 ** (below(random, 50) - 25);
  const bits = Buffer.from(randomHex(random, 16), 'hex').readDoubleBE();
  return bits;
}

function randomKey(random: Random): string {
  const kind = random();
  if (kind < 0.15)
    return pick(random, [' t', ' b', ' m', ' u', ' d', ' di', ' t__', ' di__', ' x', '__proto__']);
  if (kind < 0.6)
    return pick(random, ['_permanent', '_flashes', 'user_id', 'csrf_token', 'cart', 'a', 'b', '']);
  return randomText(random, 5);
}

function randomDict(random: Random, depth: number): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of times(
    random,
    6,
    (): DictEntry => [randomKey(random), randomValue(random, depth + 1)],
  )) {
    entries.set(key, value);
  }
  return { type: 'dict', entries: [...entries] };
}

export function randomValue(random: Random, depth = 1): Value {
  const kind = below(random, depth > 5 ? 9 : 14);
  switch (kind) {
    case 0:
      return { type: 'None' };
    case 1:
      return { type: 'bool', value: random() < 0.5 };
    case 2:
      return { type: 'int', digits: randomInt(random) };
    case 3:
      return { type: 'float', value: randomFloat(random) };
    case 4:
      return { type: 'str', text: randomText(random) };
    case 5:
      return { type: 'Markup', text: randomText(random) };
    case 6:
      return { type: 'bytes', bytes: Uint8Array.from(times(random, 20, () => below(random, 256))) };
    case 7:
      return { type: 'UUID', hex: randomHex(random, 32) };
    case 8:
      // From the year 100 on: the two-digit years before it are a known quirk with a test of its own.
      return { type: 'datetime', seconds: -59_011_459_200 + below(random, 312_413_760_000) };
    case 9:
    case 10:
      return { type: 'list', items: times(random, 5, () => randomValue(random, depth + 1)) };
    case 11:
      return { type: 'tuple', items: times(random, 4, () => randomValue(random, depth + 1)) };
    default:
      return randomDict(random, depth);
  }
}

/** A session: a dict, now and then a long one, so that compression pays or not. */
export function randomSession(random: Random): Value {
  if (random() < 0.1)
    return { type: 'dict', entries: [['text', { type: 'str', text: randomText(random, 3000) }]] };
  if (random() < 0.1) {
    const rows = times(random, 60, () => randomDict(random, 4));
    return { type: 'dict', entries: [['rows', { type: 'list', items: rows }]] };
  }
  return randomDict(random, 0);
}

const COOKIE_CHARACTERS = [
  'A',
  'b',
  '0',
  '-',
  '_',
  '+',
  '/',
  '=',
  '.',
  '\n',
  ' ',
  '"',
  '*',
  'é',
  '😀',
  '\ud800',
] as const;
const JSON_CHARACTERS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'u',
    '0',
    '1',
    '-',
    '.',
    'e',
    'E',
    '+',
    ' ',
    '\n',
    '\t',
    '\x00',
  ],
  ...[
    'é',
    '😀',
    'null',
    'true',
    'NaN',
    'Infinity',
    '-Infinity',
    '"a":1',
    '\\ud83d',
    '\\ude00',
    '\ufeff',
    '1e400',
  ],
  ...[
    '{" t":[1]}',
    '{" t":"ab"}',
    '{" t":1}',
    '{" b":"aGk="}',
    '{" b":"a"}',
    '{" m":1}',
    '{" u":"x"}',
    '{" d":"x"}',
  ],
  ...['{" di":{" t__":1}}', '{" di":1}', '{" di":{}}', '" t"', '__'],
] as [string, ...string[]];

/** One to three small changes: characters replaced, inserted, removed, swapped, or an end cut off. */
function mutate(random: Random, text: string, characters: readonly [string, ...string[]]): string {
  let mutated = text;
  for (let n = 1 + below(random, 3); n > 0; n--) {
    const at = below(random, mutated.length + 1);
    const before = mutated.slice(0, at);
    const kind = below(random, 5);
    if (kind === 0) mutated = before + pick(random, characters) + mutated.slice(at + 1);
    else if (kind === 1) mutated = before + pick(random, characters) + mutated.slice(at);
    else if (kind === 2) mutated = before + mutated.slice(at + 1);
    else if (kind === 3)
      mutated = before + mutated.slice(at + 1, at + 2) + mutated.slice(at, at + 1) + mutated.slice(at + 2);
    else if (random() < 0.2) mutated = before;
  }
  return mutated;
}

export const mutateCookie = (random: Random, text: string): string => mutate(random, text, COOKIE_CHARACTERS);
export const mutateJson = (random: Random, text: string): string => mutate(random, text, JSON_CHARACTERS);
