/** Random keys: every reading that is proposed is another one, each is found, and what is found is true. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandidateKey, nearestMiss, readSecretKey, type SecretKeyForm } from '../../src/keys/index.ts';
import { misreadingsOf } from '../../src/keys/misreadings.ts';
import {
  DIGESTS,
  FLASK_SIGNING,
  KEY_DERIVATIONS,
  type SigningParameters,
  verify,
  write,
} from '../../src/session/index.ts';
import { toHex } from '../session/flask-oracle.ts';
import { below, pick, type Random, seededRandom } from '../session/random-session.ts';
import { describeBesideFlask, seedFor } from '../support/reference.ts';

const SEED = seedFor('misreadings');

const NOW = 1_790_000_000;
const EMPTY = { type: 'dict', entries: [] } as const;

/** Texts with what matters in them: quotes, escapes, white space, digits of hex and base64, letters of every length. */
const keyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...[...'abcf019+/=-_ \'"\\nxé€😀\t\n\r\u00a0'],
        '\\x41',
        '\\n',
        "b'",
        '"""',
        "'",
        'deadbeef',
        'aGk=',
      ),
      { minLength: 1, maxLength: 20 },
    )
    .map((parts) => parts.join('')),
  fc.uint8Array({ minLength: 1, maxLength: 70 }).map((bytes) => toHex(bytes)),
  fc.base64String({ minLength: 4, maxLength: 80 }),
  fc.string({ maxLength: 20 }).map((text) => JSON.stringify(text)),
);

const candidate = fc
  .tuple(keyText, fc.constantFrom<SecretKeyForm>('text', 'literal', 'hex', 'base64'))
  .chain(([text, form]) => {
    const reading = readSecretKey(text, form);
    return fc.constant<CandidateKey | null>(reading.ok ? { id: 'mine', ...reading.key } : null);
  })
  .filter((key) => key !== null);

const parameters: fc.Arbitrary<SigningParameters> = fc.record({
  salt: fc.constantFrom('cookie-session', 'ours', ''),
  keyDerivation: fc.constantFrom(...KEY_DERIVATIONS),
  digest: fc.constantFrom(...DIGESTS),
});

/** Of keys that HMAC pads with zeros only the first can be found. */
const withoutZeros = (bytes: Uint8Array): string => toHex(bytes).replace(/(?:00)+$/, '');

describe('other readings of a key', () => {
  it('are never its own, never empty, and each there once', () => {
    fc.assert(
      fc.property(candidate, (key) => {
        const found = Array.from(misreadingsOf(key), ({ bytes }) => toHex(bytes));
        expect(new Set(found).size).toBe(found.length);
        expect(found).not.toContain(toHex(key.bytes));
        expect(found).not.toContain('');
        expect(found.length).toBeLessThan(200);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('are each found by the name that they have, and what is said is true', () => {
    fc.assert(
      fc.property(candidate, parameters, fc.nat(), (key, own, index) => {
        const all = [...misreadingsOf(key)];
        const server = all[index % all.length];
        if (!server || [key, ...all].some((each) => each !== server && same(each.bytes, server.bytes)))
          return;
        const text = write(EMPTY, server.bytes, NOW, own);
        const finding = nearestMiss({
          text,
          site: { origin: 'http://localhost', keys: [key], parameters: own },
          others: [],
        });
        expect(finding).toEqual({
          mistake: 'reading',
          keyId: 'mine',
          misreading: server.misreading,
          bytes: server.bytes,
          parameters: null,
        });
        expect(verify(text, server.bytes, own)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('are found under other parameters too, and what is said is true', () => {
    fc.assert(
      fc.property(candidate, parameters, parameters, fc.nat(), (key, own, other, index) => {
        const all = [key, ...[...misreadingsOf(key)].filter(({ isSingle }) => isSingle)];
        const server = all[index % all.length] ?? key;
        const text = write(EMPTY, server.bytes, NOW, other);
        const site = { origin: 'http://localhost', keys: [key], parameters: own };
        const finding = nearestMiss({ text, site, others: [] });
        if (verify(text, key.bytes, own)) {
          expect(finding).toBeNull();
          return;
        }
        // What else gives the same signature, such as a salt that is a part of the key, is as true.
        const [bytes, signing] =
          finding?.mistake === 'reading'
            ? [finding.bytes, finding.parameters ?? own]
            : finding?.mistake === 'parameters'
              ? [key.bytes, finding.parameters]
              : finding?.mistake === 'one-character'
                ? [new TextEncoder().encode(finding.character), own]
                : [new Uint8Array(), own];
        // Salts that nobody is known to have are not tried.
        if (finding === null) expect(other.salt).not.toBe(own.salt);
        else expect(verify(text, bytes, signing)).toBe(true);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  function same(a: Uint8Array, b: Uint8Array): boolean {
    return withoutZeros(a) === withoutZeros(b);
  }
});

/** What a server makes of a text, how the user has it here, and what that is called; the text says which are apt. */
type Slip = {
  readonly server: string;
  readonly written: (key: string) => string;
  readonly form: SecretKeyForm;
  readonly misreading: string;
};

const asItIs = (key: string): string => key;
const slip = (misreading: string, server: string, written = asItIs, form: SecretKeyForm = 'text'): Slip => ({
  server,
  written,
  form,
  misreading,
});

const SLIPS_OF_WORDS: readonly [Slip, ...Slip[]] = [
  slip('newline-kept', 'text + "\\n"'),
  slip('newline-kept', 'text + "\\r\\n"'),
  slip('newline-kept', 'text + "\\n\\n"'),
  slip('bom-kept', 'codecs.BOM_UTF8 + text.encode()'),
  slip('bom-kept', 'codecs.BOM_UTF8 + text.encode() + b"\\r\\n"'),
  slip('newline-removed', 'text.strip()', (key) => `${key}\n`),
  slip('spaces-kept', '" " + text'),
  slip('spaces-kept', 'text + "\\t"'),
  slip('spaces-kept', '" " + text + "\\n"'),
  slip('spaces-removed', 'text.strip()', (key) => `  ${key}\t`),
  slip('quotes-kept', "'\"' + text + '\"'"),
  slip('quotes-kept', 'text', (key) => `'${key}'`, 'literal'),
  slip('quotes-removed', 'text[1:-1]', (key) => `'${key}'`),
  slip('escapes-kept', 'text[1:-1]', (key) => `'${key}\\n'`, 'literal'),
  slip('escapes-interpreted', 'ast.literal_eval("\'" + text + "\'")', (key) => `${key}\\x41\\u00e9`),
  slip('bytes-literal-as-text', 'str(text.encode())'),
  slip('latin-1', 'text.encode("latin-1")', (key) => `${key.replace(/[^\0-\xff]/g, '')}é`),
];

const SLIPS_OF_DIGITS: readonly [Slip, ...Slip[]] = [
  slip('hex-decoded', 'bytes.fromhex(text)'),
  slip('hex-decoded', 'bytes.fromhex(text.strip())', (key) => `${key}\n`),
  slip('hex-kept', 'text', asItIs, 'hex'),
  slip('hex-kept', 'text + "\\n"', asItIs, 'hex'),
  slip('base64-decoded', 'base64.b64decode(text)'),
  slip('base64-decoded', 'base64.urlsafe_b64decode(text)', (key) => `${key}-_A=`),
  slip('base64-kept', 'text', asItIs, 'base64'),
  slip('base64-kept', 'base64.b64encode(bytes.fromhex(text))', asItIs, 'hex'),
];

const WORD: readonly [string, ...string[]] = [
  'a',
  ...'bcdefghXYZ0123456789!?.,:;#$%&()*+-/<=>@[]^_`{|}~ äöüßñ€日',
];

function randomWord(random: Random): string {
  const inside = Array.from({ length: 2 + below(random, 30) }, () => pick(random, WORD)).join('');
  // Not to be taken for anything but text: no white space at its ends, neither hex nor base64.
  return `w!${inside}!w`;
}

function randomDigits(random: Random): string {
  // A whole number of fours: hex and base64 alike.
  return Array.from({ length: 4 * (2 + below(random, 16)) }, () => below(random, 16).toString(16)).join('');
}

describeBesideFlask((oracle) => {
  it.each([
    ['words', SLIPS_OF_WORDS, randomWord],
    ['digits', SLIPS_OF_DIGITS, randomDigits],
  ] as const)('with %s', async (_, slips, randomText) => {
    const random = seededRandom(SEED);
    const cases = Array.from({ length: 200 }, () => {
      const { server, written, form, misreading } = pick(random, slips);
      const parameters: SigningParameters = {
        salt: pick(random, ['cookie-session', 'ours']),
        keyDerivation: pick(random, KEY_DERIVATIONS),
        digest: pick(random, DIGESTS),
      };
      return { server, text: written(randomText(random)), form, misreading, parameters };
    });
    const cookies = await oracle.ask(
      'evaluate',
      cases.map(({ server, text, parameters }) => ({
        expression: `session_of(${server}, ${JSON.stringify(parameters)})`,
        text,
      })),
    );
    for (const [index, { text, form, misreading, parameters }] of cases.entries()) {
      const reading = readSecretKey(text, form);
      if (!reading.ok) throw new Error(`${reading.message} ${text}`);
      const key = { id: 'mine', ...reading.key };
      const decoy = {
        id: 'decoy',
        ...reading.key,
        text: 'decoy',
        bytes: new TextEncoder().encode('decoy'),
      };
      const signed = cookies[index] ?? '';
      const context = JSON.stringify({ seed: SEED, text, form, misreading, parameters });
      const site = { origin: 'http://localhost:5000', keys: [decoy, key], parameters };
      expect(nearestMiss({ text: signed, site, others: [] }), context).toMatchObject({
        mistake: 'reading',
        keyId: 'mine',
        misreading,
        parameters: null,
      });
      if (parameters.salt === 'ours' && parameters.keyDerivation !== 'none') {
        const usual = { ...site, parameters: FLASK_SIGNING };
        expect(nearestMiss({ text: signed, site: usual, others: [] }), context).toBeNull();
      }
    }
  });
});
