/** DevTools' texts, and the bytes they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, headerBytes, isUtf8 } from '../../src/cookies/header-text.ts';

const everyByte = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');

describe('headerBytes', () => {
  it('undoes windows-1252 in Chromium', () => {
    expect(headerBytes('cafÃ© â‚¬ ðŸ˜€', 'chromium')).toBe('caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80');
    expect(headerBytes('€‚ƒ„…†‡ˆ‰Š‹Œ Ž ‘’“”•–—˜™š›œ žŸ', 'chromium')).toBe(
      '\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c \x8e \x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c \x9e\x9f',
    );
  });

  it('takes Latin-1 for what it is, in either browser', () => {
    expect(headerBytes(everyByte, 'firefox')).toBe(everyByte);
    expect(headerBytes(everyByte, 'chromium')).toBe(everyByte);
  });

  it('makes UTF-8 of what cannot have been a byte', () => {
    expect(headerBytes('日', 'chromium')).toBe('\xe6\x97\xa5');
    expect(headerBytes('€', 'firefox')).toBe('\xe2\x82\xac');
    expect(headerBytes('😀\ud800', 'firefox')).toBe('\xf0\x9f\x98\x80\xef\xbf\xbd');
  });

  it('gives bytes, whatever the text', () => {
    const browser = fc.constantFrom('chromium' as const, 'firefox' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), browser, (text, name) =>
        [...headerBytes(text, name)].every((byte) => byte <= '\xff'),
      ),
    );
  });
});

describe('decodeUtf8', () => {
  it.each([
    ['plain', 'plain'],
    ['\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', 'é€😀'],
    ['\xef\xbb\xbfx', '\ufeffx'],
    ['\x80\xff\xfe', '\ufffd\ufffd\ufffd'],
    ['\xe2\x82', '\ufffd'],
    ['\xed\xa0\x80', '\ufffd\ufffd\ufffd'],
  ])('%j is %j', (bytes, text) => {
    expect(decodeUtf8(bytes)).toBe(text);
  });

  it('undoes UTF-8', () => {
    const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeUtf8(bytes(text)) === text));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isUtf8(bytes(text))));
  });

  it('knows what is none', () => {
    expect(['\xe9', '\xc0\xaf', 'a\x80', '\xed\xa0\x80'].map(isUtf8)).toEqual([false, false, false, false]);
  });
});
