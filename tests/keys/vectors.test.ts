/** The committed vectors: which bytes the real Python makes of fixed literals. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSecretKey } from '../../src/keys/index.ts';
import { readLiteral } from '../../src/keys/python-literal.ts';
import { toHex } from '../session/flask-oracle.ts';

type Literals = { text: string; answer: { bytes: string; isBytes: boolean } | null }[];

const FOLDER = new URL('../vectors/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => /^flask-.*\.json$/.test(name));

it('the vectors are of two versions at least', () => {
  expect(files.length).toBeGreaterThanOrEqual(2);
});

for (const file of files) {
  const vectors: { literals: Literals } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  describe(file, () => {
    it.each(vectors.literals.map((item) => [JSON.stringify(item.text), item] as const))(
      'takes the key %s',
      (_, { text, answer }) => {
        const reading = readSecretKey(text, 'literal');
        const literal = readLiteral(text);
        expect(
          reading.ok ? { bytes: toHex(reading.key.bytes), isBytes: literal.ok && literal.isBytes } : null,
        ).toEqual(answer);
      },
    );
  });
}
