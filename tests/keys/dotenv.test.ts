/** The .env files of the committed vectors: what the real python-dotenv reads in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInterpolated, readDotenv } from '../../src/keys/dotenv.ts';
import { withPythonLines } from '../../src/session/index.ts';

type Answer = {
  variables: { name: string; value: string | null; isInterpolated: boolean }[];
  isDamaged: boolean;
};
type Vectors = { version: string; files: (Answer & { text: string })[] };

const FOLDER = new URL('../vectors/', import.meta.url);
const vectors = readdirSync(FOLDER)
  .filter((name) => /^dotenv-.*\.json$/.test(name))
  .map((name): Vectors => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
const newest = vectors.at(-1);

function answerOf(text: string): Answer {
  const { variables, isDamaged } = readDotenv(withPythonLines(text));
  return {
    variables: variables.map(({ name, value }) => ({
      ...{ name, value, isInterpolated: isInterpolated(value ?? '') },
    })),
    isDamaged,
  };
}

it('the vectors are of two versions', () => {
  expect(vectors.map(({ version }) => version)).toEqual(['1.2.2', '1.2.4']);
});

describe(`python-dotenv ${newest?.version}`, () => {
  it.each((newest?.files ?? []).map((file) => [JSON.stringify(file.text), file] as const))(
    'reads %s',
    (_, { text, ...answer }) => {
      expect(answerOf(text)).toEqual(answer);
    },
  );
});

/** A backslash before a quote, a comment right after "= ", a byte order mark. */
const WHERE_VERSIONS_DIFFER = /\\['"]|=\s+#|^\ufeff/;

describe(`python-dotenv ${vectors[0]?.version}`, () => {
  const files = vectors[0]?.files ?? [];
  const same = files.filter(({ text }) => !WHERE_VERSIONS_DIFFER.test(text));
  it.each(same.map((file) => [JSON.stringify(file.text), file] as const))(
    'reads %s',
    (_, { text, ...answer }) => {
      expect(answerOf(text)).toEqual(answer);
    },
  );

  it('differs in some of the others', () => {
    const differing = files.filter(
      ({ text, ...answer }) => JSON.stringify(answerOf(text)) !== JSON.stringify(answer),
    );
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.length).toBeLessThan(files.length / 10);
  });
});

describe('a variable', () => {
  it('has the position of its name', () => {
    const text = '# a comment\n  export A=1\n\nB = "x\ny"\nC';
    expect(readDotenv(text).variables.map(({ name, position }) => [name, position])).toEqual([
      ['A', text.indexOf('A')],
      ['B', text.indexOf('B')],
      ['C', text.indexOf('C')],
    ]);
  });
});
