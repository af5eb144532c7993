/** How a secret key is taken: the candidates and their order, and what is said of what cannot be read. */
import { describe, expect, it } from 'vitest';
import { readSecretKey, type SecretKeyForm } from '../../src/session/index.ts';
import { toHex } from './flask-oracle.ts';

function taken(text: string, form?: SecretKeyForm): string[] {
  const reading = readSecretKey(text, form);
  if (!reading.ok) throw new Error(reading.message);
  return reading.candidates.map((key) => `${key.form}: ${toHex(key.bytes)}`);
}

const ascii = (text: string): string => toHex(new TextEncoder().encode(text));

describe('auto', () => {
  it('takes hex for text first: Flask uses the string as it is', () => {
    expect(taken('00ff10')).toEqual([`text: ${ascii('00ff10')}`, 'hex: 00ff10']);
    expect(taken('00ff10aa')).toEqual([
      `text: ${ascii('00ff10aa')}`,
      'hex: 00ff10aa',
      'base64: d347dfd7469a',
    ]);
    expect(taken('00ff1')).toEqual([`text: ${ascii('00ff1')}`]);
  });

  it.each(['aGk=', 'aGk', '+/+/', '-_-_'])('takes %s for base64 last', (text) => {
    expect(taken(text)).toHaveLength(2);
    expect(taken(text)[1]).toMatch(/^base64: /);
  });

  it.each(['dev', 'aGk==', 'aGl=', 'a+b-', 'secret key', '====', 'w98fw9ef8hwe98fhwef'])(
    '%s is text only',
    (text) => {
      expect(taken(text)).toEqual([`text: ${ascii(text)}`]);
    },
  );

  it('keeps white space in text, and the line end of a key read from a file', () => {
    expect(taken(' a ')).toEqual([`text: ${ascii(' a ')}`]);
    expect(taken('00ff\n')[0]).toBe(`text: ${ascii('00ff\n')}`);
    expect(taken('00ff\n')[1]).toBe('hex: 00ff');
  });

  it('tells a str literal from a bytes literal', () => {
    expect(taken("'\\xfd'")).toEqual(['str literal: c3bd']);
    expect(taken("b'\\xfd'")).toEqual(['bytes literal: fd']);
    expect(taken("f'a'")).toEqual([`text: ${ascii("f'a'")}`]);
  });

  it('describes what it found', () => {
    const reading = readSecretKey("b'_5#y2L\"F4Q8z\\n\\xec]/'");
    expect(reading.ok && reading.candidates[0]?.description).toBe('16 bytes, from a bytes literal');
    const single = readSecretKey('a');
    expect(single.ok && single.candidates[0]?.description).toBe('1 byte, as text');
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
    ["'a' 'b'", 'something follows', 4],
    ["'''\r\n\r\n'''x", 'something follows', 10],
    ["'a\0'", 'null character', 2],
  ])('%j', (text, message, position) => {
    const reading = readSecretKey(text);
    expect(reading).toMatchObject({ ok: false, position });
    expect(reading.ok || reading.message).toContain(message);
    expect(reading.ok || reading.message).toContain('It can be read as text instead.');
    if (!text.includes('\ud800')) expect(taken(text, 'text')).toEqual([`text: ${ascii(text)}`]);
  });
});

describe('a form that was asked for', () => {
  it('gives exactly one candidate', () => {
    expect(taken('00ff', 'hex')).toEqual(['hex: 00ff']);
    expect(taken(' 00FF\n', 'hex')).toEqual(['hex: 00ff']);
    expect(taken('aGl', 'base64')).toEqual(['base64: 6869']);
    expect(taken("'a'", 'text')).toEqual([`text: ${ascii("'a'")}`]);
    expect(taken("r'\\n'", 'literal')).toEqual([`str literal: ${ascii('\\n')}`]);
  });

  it.each<[string, SecretKeyForm, string, number]>([
    ['', 'auto', 'no key', 0],
    ['', 'text', 'no key', 0],
    [' \n', 'hex', 'no key', 0],
    ['0g', 'hex', 'only 0 to 9', 1],
    [' 0 0', 'hex', 'only 0 to 9', 2],
    ['000', 'hex', 'odd', 3],
    ['ab!d', 'base64', 'foreign character', 2],
    ['ab=d', 'base64', 'foreign character', 2],
    ['abcde', 'base64', 'one more than', 5],
    ['abc==', 'base64', 'padding', 3],
    ['==', 'base64', 'padding', 0],
    ['abc', 'literal', 'does not start like', 0],
    ['a\udc00', 'text', 'lone surrogate', 1],
    ['a\udc00', 'auto', 'lone surrogate', 1],
  ])('%j as %s is an error', (text, form, message, position) => {
    const reading = readSecretKey(text, form);
    expect(reading).toMatchObject({ ok: false, position });
    expect(reading.ok || reading.message).toContain(message);
  });
});
