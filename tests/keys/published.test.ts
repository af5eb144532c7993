/** The published keys: all of them readable, each once, and the bytes that the real Flask signs with. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedKeys } from '../../src/keys/published.ts';
import groups from '../../src/keys/published-keys.json' with { type: 'json' };
import { verify } from '../../src/session/index.ts';
import { toHex } from '../session/flask-oracle.ts';
import { describeBesideFlask } from '../support/reference.ts';

const KEYS = publishedKeys();
const BY_HEX = new Map(KEYS.map((key) => [toHex(key.bytes), key]));
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

describe('the published keys', () => {
  it('are all that the file lists, in its order: every literal can be read', () => {
    expect(KEYS.map(({ literal }) => literal)).toEqual(groups.flatMap(({ keys }) => keys));
    expect(KEYS.length).toBeGreaterThanOrEqual(150);
  });

  it('are read once', () => {
    expect(publishedKeys()).toBe(KEYS);
  });

  it('have bytes, no two the same', () => {
    expect(BY_HEX.size).toBe(KEYS.length);
    expect(BY_HEX.has('')).toBe(false);
  });

  it('have a source with a title and a plain https address, or none at all', () => {
    for (const { title, url } of groups) {
      if (title === null) {
        expect(url).toBeNull();
        continue;
      }
      expect(title.trim()).toBe(title);
      expect(title).not.toBe('');
      const { protocol, username, search, hash, href } = new URL(url ?? '');
      expect({ protocol, username, search, hash, href }).toEqual({
        protocol: 'https:',
        username: '',
        search: '',
        hash: '',
        href: url,
      });
    }
  });

  it.each([
    ['A0Zr98j/3yX R~XHH!jmN]LWX/,?RT', 'Quickstart until 0.12'],
    ['_5#y2L"F4Q8z\n\xec]/', 'Quickstart of Flask 1 and 2'],
    ['192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf', 'Quickstart'],
    ['dev', 'Tutorial'],
  ])('%j is in Flask’s documentation, %s', (text, place) => {
    expect(BY_HEX.get(ascii(text))?.source?.title).toBe(`Flask’s documentation, ${place}`);
  });

  it('of older manuals are known as Python 2 and as Python 3 read them', () => {
    const printed = '\xfd{H\xe5<\x95\xf9\xe3\x96.5\xd1\x01O<!\xd5\xa2\xa0\x9fR"\xa1\xa8';
    expect(BY_HEX.has(ascii(printed))).toBe(true);
    expect(BY_HEX.has(Buffer.from(printed, 'utf8').toString('hex'))).toBe(true);
  });

  it('include what anyone tries first, without a source', () => {
    expect(BY_HEX.get(ascii('secret'))).toMatchObject({ literal: "'secret'", source: null });
  });

  it('do not include a random key, nor another spelling of one that is', () => {
    const random = randomBytes(32).toString('hex');
    expect(BY_HEX.has(random), random).toBe(false);
    expect(BY_HEX.has(ascii('dev\n'))).toBe(false);
    expect(BY_HEX.has(ascii("'dev'"))).toBe(false);
  });
});

describeBesideFlask((oracle) => {
  let pythonKeys: (string | undefined)[];
  beforeAll(async () => {
    const literals = KEYS.map(({ literal }) => literal);
    pythonKeys = (await oracle.ask('literal', literals)).map((answer) => answer?.bytes);
  });
  it('are the bytes that Python evaluates the literals to', () => {
    expect(KEYS.map(({ bytes }) => toHex(bytes))).toEqual(pythonKeys);
  });

  it('verify what Flask signs with the literal, each its own session only', async () => {
    const value = { type: 'dict' as const, entries: [] };
    const cases = pythonKeys.map((key = '') => ({ key, time: 1_700_000_000, value }));
    const cookies = await oracle.ask('write', cases);
    for (const [index, { literal, bytes }] of KEYS.entries()) {
      const next = (index + 1) % KEYS.length;
      expect(verify(cookies[index] ?? '', bytes), literal).toBe(true);
      expect(verify(cookies[next] ?? '', bytes), literal).toBe(false);
    }
  });
});
