/** The committed vectors: what the real Flask, itsdangerous and Python said of fixed cases. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type KeyDerivation,
  pythonRepr,
  read,
  type SigningParameters,
  verify,
  write,
} from '../../src/session/index.ts';
import {
  buildValue,
  type Description,
  describeValue,
  fromHex,
  type Operations,
  type ReadAnswer,
} from './flask-oracle.ts';

type Vectors = {
  versions: { flask: string; python: string };
  sessions: (Operations['write'][0] & { cookie: string })[];
  verifications: (Operations['verify'][0] & { accepted: boolean })[];
  readings: { text: string; answer: ReadAnswer | null }[];
  reprs: { value: Description; repr: string }[];
  isprintable: { unprintable: [number, number][]; unassigned: [number, number][] };
};

const FOLDER = new URL('../vectors/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => /^flask-.*\.json$/.test(name));

/** Years below 100 come back as others, as in Flask. */
const isQuirk = (value: Description): boolean => JSON.stringify(value).includes('"quirk"');
const short = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

for (const file of files) {
  const vectors: Vectors = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  describe(`Flask ${vectors.versions.flask} on Python ${vectors.versions.python}`, () => {
    it.each(vectors.sessions)('writes and reads $cookie', ({ value, key, time, parameters, cookie }) => {
      const session = buildValue(value);
      const secretKey = fromHex(key);
      expect(write(session, secretKey, time, parameters)).toBe(cookie);
      expect(verify(cookie, secretKey, parameters)).toBe(true);
      const reading = read(cookie);
      if (reading.kind !== 'flask-session') throw new Error(reading.reason);
      expect(reading.timestamp).toMatchObject({ state: 'read', seconds: time });
      if (!isQuirk(value)) expect(write(reading.payload, secretKey, time, parameters)).toBe(cookie);
    });

    it.each(vectors.verifications.map((item) => [short(item.text), item] as const))(
      'verifies %s',
      (_, item) => {
        expect(verify(item.text, fromHex(item.key), item.parameters)).toBe(item.accepted);
      },
    );

    it.each(vectors.readings.map((item) => [short(item.text), item] as const))('reads %s', (_, item) => {
      const { text, answer } = item;
      const reading = read(text);
      if (reading.kind === 'not-a-session') {
        expect(answer === null || 'error' in answer, reading.reason).toBe(true);
        expect(reading.reason).not.toBe('');
        return;
      }
      if (answer === null) throw new Error('the reference cannot split this');
      const seconds = reading.timestamp.state === 'read' ? reading.timestamp.seconds : null;
      expect({ seconds, signatureBytes: reading.signatureBytes }).toEqual({
        seconds: answer.timestamp,
        signatureBytes: answer.signatureBytes,
      });
      const faults = reading.notices.filter(({ code }) => code === 'invalid-tag');
      if (faults.length === 0) {
        expect('value' in answer ? answer.value : answer).toEqual(describeValue(reading.payload));
      } else if (faults.some(({ message }) => message.includes('responds with status 500'))) {
        expect(answer).toHaveProperty('error');
      } else {
        expect(faults[0]?.message).toMatch(/HTTP date|the text of its repr/);
      }
    });

    it.each(vectors.reprs)('prints $repr', ({ value, repr }) => {
      expect(pythonRepr(buildValue(value))).toBe(repr);
    });

    it('escapes the characters that Python cannot print', () => {
      const { unprintable, unassigned } = vectors.isprintable;
      const kinds = new Uint8Array(0x110000);
      for (const [first, last] of unprintable) kinds.fill(1, first, last + 1);
      // Which characters are assigned is a matter of Unicode's version, and Python's is another than ours.
      for (const [first, last] of unassigned) kinds.fill(2, first, last + 1);
      const wrong: number[] = [];
      for (let code = 0x80; code < 0x110000; code++) {
        const escaped = pythonRepr({ type: 'str', text: String.fromCodePoint(code) }).startsWith("'\\");
        if (kinds[code] !== 2 && escaped !== (kinds[code] === 1)) wrong.push(code);
      }
      expect(wrong).toEqual([]);
    });
  });
}

describe('the vectors', () => {
  it('are of two versions at least, each derivation in both', () => {
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const { sessions }: Vectors = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
      const parameters = sessions.map((session): SigningParameters | undefined => session.parameters);
      const derivations = new Set<KeyDerivation>();
      for (const found of parameters) if (found) derivations.add(found.keyDerivation);
      expect(derivations.size).toBe(4);
    }
  });
});
