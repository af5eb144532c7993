/** Describes a secret key without showing it: where its bytes come from, and the most that guessing it can take. */
import { readLiteral } from './python-literal.ts';
import type { SecretKey } from './secret-key.ts';

export type KeyStrength = {
  /** At most this many bits, a whole number: no key of this length and these characters can hold more. */
  readonly bits: number;
  /** Below 64 bits weak, below 128 fair. */
  readonly rating: 'weak' | 'fair' | 'strong';
  readonly sentence: string;
};

const FAIR_BITS = 64;
const STRONG_BITS = 128;

/** The first pattern that matches a key's characters gives the size of its alphabet. */
const ALPHABETS: readonly (readonly [RegExp, number])[] = [
  [/^\d*$/, 10],
  [/^(?:[\da-f]*|[\dA-F]*)$/, 16],
  [/^(?:[a-z]*|[A-Z]*)$/, 26],
  [/^(?:[\da-z]*|[\dA-Z]*)$/, 36],
  [/^[a-zA-Z]*$/, 52],
  [/^[\da-zA-Z]*$/, 62],
  [/^(?:[\w-]*|[\da-zA-Z+/]*)$/, 64],
  [/^[ -~]*$/, 95],
];
const BYTES = 256;

// Their dashes and padding add nothing to guess.
const UUID = /^([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})$/i;
const PADDED = /^([\w+/-]+)={1,2}$/;

/**
 * An upper bound on how hard a key is to guess, from its length and characters; repetitions and sequences count once.
 * A word, a name or a date holds far less, which only a dictionary could show. Takes time linear in the length.
 */
export function strengthOf(bytes: Uint8Array): KeyStrength {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const drawn = characters.replace(UUID, '$1$2$3$4$5').replace(PADDED, '$1');
  const choices = ALPHABETS.find(([alphabet]) => alphabet.test(drawn))?.[1] ?? BYTES;
  const codes = Array.from(drawn, (character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  // The first character and the steps to the next ones; there are up to twice as many different steps.
  const byFirst = Math.log2(choices) + sequenceBits(steps, 2 * choices);
  const bits = Math.floor(Math.min(sequenceBits(codes, choices), byFirst));
  const rating = bits < FAIR_BITS ? 'weak' : bits < STRONG_BITS ? 'fair' : 'strong';
  return { bits, rating, sentence: sentenceOf(bits, rating) };
}

function sentenceOf(bits: number, rating: KeyStrength['rating']): string {
  const most = bits === 1 ? 'At most 1 bit' : `At most ${bits} bits`;
  switch (rating) {
    case 'weak':
      return `${most}: weak, it can be found by brute force.`;
    case 'fair':
      return `${most}: fair, if it was generated at random; words have fewer.`;
    case 'strong':
      return `${most}: strong, if it was generated at random; words have fewer.`;
  }
}

/**
 * Bits that describe a sequence: each item in full, or each different item in full and then which of them comes where.
 * A sequence that repeats itself is described by its period.
 */
function sequenceBits(items: readonly number[], choices: number): number {
  const period = items.slice(0, periodOf(items));
  const different = new Set(period).size;
  const each = Math.log2(choices);
  return Math.min(period.length * each, different * each + period.length * Math.log2(Math.max(1, different)));
}

/** The number of items after which a sequence repeats, at least twice, the last time possibly in part; else its length. */
function periodOf(items: readonly number[]): number {
  // Knuth, Morris and Pratt: borders[i] is the length of the longest proper prefix of items[0..i] that is its suffix.
  const borders: number[] = [];
  for (let index = 1, border = 0; index < items.length; index++) {
    while (border > 0 && items[index] !== items[border]) border = borders[border - 1] ?? 0;
    if (items[index] === items[border]) border++;
    borders[index] = border;
  }
  const period = items.length - (borders[items.length - 1] ?? 0);
  return period * 2 <= items.length ? period : items.length;
}

/** Such as "16 bytes, from a bytes literal". */
export function describeKey(key: SecretKey): string {
  const count = key.bytes.length === 1 ? '1 byte' : `${key.bytes.length} bytes`;
  return `${count}, ${originOf(key)}`;
}

function originOf({ text, form }: SecretKey): string {
  if (form === 'text') return 'as text';
  if (form !== 'literal') return `from ${form}`;
  const literal = readLiteral(text);
  return literal.ok && literal.isBytes ? 'from a bytes literal' : 'from a str literal';
}
