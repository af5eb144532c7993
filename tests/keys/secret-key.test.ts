/** How a secret key is read in each form, and what is said of what cannot be read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSecretKey, type SecretKeyForm } from '../../src/keys/index.ts';
import { toHex } from '../session/flask-oracle.ts';
import { expectLinear } from '../support/growth.ts';

function read(text: string, form: SecretKeyForm): string {
  const reading = readSecretKey(text, form);
  if (!reading.ok) throw new Error(reading.message);
  expect(reading.key).toMatchObject({ text, form });
  return toHex(reading.key.bytes);
}

const ascii = (text: string): string => toHex(new TextEncoder().encode(text));

describe('a form', () => {
  it('text: every character counts, white space and the line end of a file too', () => {
    expect(read(' 00ff\n', 'text')).toBe(ascii(' 00ff\n'));
    expect(read(' ', 'text')).toBe('20');
    expect(read("'a'", 'text')).toBe(ascii("'a'"));
    expect(read('é', 'text')).toBe('c3a9');
  });

  it('literal: a str is UTF-8, bytes are bytes', () => {
    expect(read("'\\xfd'", 'literal')).toBe('c3bd');
    expect(read("b'\\xfd'", 'literal')).toBe('fd');
    expect(read("r'\\n'", 'literal')).toBe(ascii('\\n'));
    expect(read("''", 'literal')).toBe('');
  });

  it('hex: both cases, white space around it', () => {
    expect(read(' 00Ff\n', 'hex')).toBe('00ff');
  });

  it('base64: both alphabets, padded or not', () => {
    expect(read('aGl', 'base64')).toBe('6869');
    expect(read('aGk=', 'base64')).toBe('6869');
    expect(read(' +/+/\n', 'base64')).toBe('fbffbf');
    expect(read('-_-_', 'base64')).toBe('fbffbf');
  });

  it.each<[string, SecretKeyForm, string, number]>([
    ['', 'text', 'no key', 0],
    [' \n', 'hex', 'no key', 0],
    [' ', 'literal', 'no key', 0],
    ['0g', 'hex', 'only 0 to 9', 1],
    [' 0 0', 'hex', 'only 0 to 9', 2],
    ['000', 'hex', 'odd', 3],
    ['ab!d', 'base64', 'another character', 2],
    ['ab=d', 'base64', 'another character', 2],
    ['ab==d', 'base64', 'another character', 2],
    [' =a=!', 'base64', 'another character', 1],
    ['abcde', 'base64', 'one more than', 5],
    ['abc==', 'base64', 'padding', 3],
    ['==', 'base64', 'padding', 0],
    ['abc', 'literal', 'does not start like', 0],
    ['a\udc00', 'text', 'lone surrogate', 1],
  ])('%j as %s is an error', (text, form, message, position) => {
    const reading = readSecretKey(text, form);
    expect(reading).toMatchObject({ ok: false, position });
    expect(reading.ok || reading.message).toContain(message);
  });
});

describe('a literal that cannot be read', () => {
  it.each([
    ["'abc", 'is not closed', 4],
    ["'a\nb'", 'is not closed', 2],
    ["'''a''", 'is not closed', 6],
    ["'\\x4g'", '\\x must be followed by 2 hexadecimal digits', 1],
    ["'ab\\u12'", '\\u must be followed by 4', 3],
    ["'\\U00110000'", 'beyond the last character', 1],
    ["b'é'", 'only contain ASCII', 2],
    ["rb'\\é'", 'only contain ASCII', 4],
    ["'\\N{BULLET}'", 'not supported', 1],
    ["'a\\ud83d\\ude00'", 'lone surrogate', 2],
    ["'a\ud800'", 'lone surrogate', 2],
    ["'a' + 'b'", 'something follows', 4],
    ["'''\r\n\r\n'''x", 'something follows', 10],
    ["'a\0'", 'null character', 2],
  ])('%j', (text, message, position) => {
    const reading = readSecretKey(text, 'literal');
    expect(reading).toMatchObject({ ok: false, position });
    expect(reading.ok || reading.message).toContain(message);
    expect(reading.ok || reading.message).toContain('It can be read as text instead.');
    if (!text.includes('\ud800')) expect(read(text, 'text')).toBe(ascii(text));
  });
});

/** UTF-16 as it comes, lone surrogates too. */
const anyText = fc
  .array(
    fc.oneof(
      fc.nat(0xffff),
      fc.integer({ min: 32, max: 126 }),
      fc.constantFrom(10, 34, 39, 92, 0xd83d, 0xde00),
    ),
  )
  .map((units) => String.fromCharCode(...units));

describe('on any text', () => {
  it.each(['=', 'A', ' ', '\\', "'", 'é', '\ud800'])('of 1 MiB of %j time is linear', (character) => {
    expectLinear((length) => {
      // Of every form what is only at the end makes it none, so that all of it is looked at.
      const texts = [
        character.repeat(length),
        `${character.repeat(length)}a`,
        `b'${character.repeat(length)}!`,
      ];
      return () => {
        for (const form of ['text', 'literal', 'hex', 'base64'] as const) {
          for (const text of texts) readSecretKey(text, form);
        }
      };
    });
  });

  it('nothing throws, and every position is within it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const form of ['text', 'literal', 'hex', 'base64'] as const) {
          const found = readSecretKey(text, form);
          if (found.ok) continue;
          expect(found.position).toBeGreaterThanOrEqual(0);
          expect(found.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
