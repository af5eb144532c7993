/** How many bits a key can hold at most, and what is said of a key without showing it. */
import { describe, expect, it } from 'vitest';
import { describeKey, readSecretKey, type SecretKeyForm, strengthOf } from '../../src/keys/index.ts';
import { below, seededRandom } from '../session/random-session.ts';
import { processorTime } from '../support/growth.ts';

const of = (text: string) => strengthOf(new TextEncoder().encode(text));

describe('the bits of a key, at most', () => {
  it.each([
    ['', 0, 'weak'],
    ['dev', 14, 'weak'],
    ['secret', 28, 'weak'],
    ['password123', 56, 'weak'],
    ['a'.repeat(64), 4, 'weak'],
    ['ab'.repeat(50), 8, 'weak'],
    ['0123456789abcdef', 29, 'weak'],
    ['abcdefghijklmnopqrstuvwxyz', 10, 'weak'],
    ['1234567890', 20, 'weak'],
    ['aaaaaaaabbbbbbbbcccccccc', 22, 'weak'],
    ['8f42a73054b1749f', 64, 'fair'],
    ['8f42a73054b1749', 60, 'weak'],
    ['8f42a7308f42a730', 32, 'weak'],
    ['8f42a73054b1749f8f58848be5e6502c', 128, 'strong'],
    ['8F42A73054B1749F8F58848BE5E6502C', 128, 'strong'],
    ['8f42a73054b1749f8f58848be5e6502', 124, 'fair'],
    ['6ba7b812-9dad-41d1-80b4-00c04fd430c8', 128, 'strong'],
    ['aGVsbG8gd29ybGQgaGVsbG8=', 136, 'strong'],
    ['mF1xV0q-Zt_9LwUe7aQb2R', 132, 'strong'],
    ['A0Zr98j/3yX R~XHH!jmN]LWX/,?RT', 197, 'strong'],
  ])('%s: %i', (text, bits, rating) => {
    expect(of(text)).toMatchObject({ bits, rating });
    expect(of(text).sentence).toMatch(new RegExp(`^At most ${bits} bits?: ${rating}`));
  });

  it('random keys lose nothing', () => {
    const random = seededRandom(7);
    // Without "-" and "_", which a short text may happen to have none of, the alphabet is one of 62.
    const alphabets: [string, number][] = [
      ['0123456789abcdef', 4],
      ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', Math.log2(62)],
      [String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32)), Math.log2(95)],
    ];
    for (const [alphabet, each] of alphabets) {
      for (let run = 0; run < 1000; run++) {
        const length = 30 + below(random, 40);
        const text = Array.from({ length }, () => alphabet.charAt(below(random, alphabet.length))).join('');
        expect(of(text).bits, text).toBeGreaterThanOrEqual(Math.floor(length * each));
      }
    }
    for (let run = 0; run < 1000; run++) {
      const bytes = Uint8Array.from({ length: 16 + below(random, 64) }, () => below(random, 256));
      expect(strengthOf(bytes).bits).toBe(bytes.length * 8);
    }
  });

  it('a longer key never counts for less', () => {
    const random = seededRandom(8);
    for (let run = 0; run < 200; run++) {
      const bytes = Uint8Array.from({ length: 30 }, () => below(random, 256));
      for (let length = 1; length < bytes.length; length++) {
        const [shorter, longer] = [
          strengthOf(bytes.subarray(0, length)),
          strengthOf(bytes.subarray(0, length + 1)),
        ];
        expect(longer.bits).toBeGreaterThanOrEqual(shorter.bits);
      }
    }
  });

  it('takes a moment for a long key', () => {
    for (const part of ['a', 'ab', 'aab', 'A_', 'é', '=']) {
      expect(processorTime(() => of(part.repeat(200_000)))).toBeLessThan(2_000);
    }
  });
});

describe('what is said of a key', () => {
  it.each<[string, SecretKeyForm, string]>([
    ['a', 'text', '1 byte, as text'],
    ['é', 'text', '2 bytes, as text'],
    ["b'_5#y2L\"F4Q8z\\n\\xec]/'", 'literal', '16 bytes, from a bytes literal'],
    ["# old\n('a' 'b')", 'literal', '2 bytes, from a str literal'],
    ['00ff', 'hex', '2 bytes, from hex'],
    ['aGk=', 'base64', '2 bytes, from base64'],
  ])('%s as %s: %s', (text, form, description) => {
    const reading = readSecretKey(text, form);
    expect(reading.ok && describeKey(reading.key)).toBe(description);
  });
});
