/** Trying many keys on one text: `createKeyTester` gives the verdicts of `verify`, whatever was tried before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKeyTester,
  DIGESTS,
  KEY_DERIVATIONS,
  readSignedText,
  type SigningParameters,
  verify,
  write,
} from '../../src/session/index.ts';

const SESSION = { type: 'dict', entries: [['user_id', { type: 'int', digits: '1042' }]] } as const;

// Around the blocks of the digests, 64 and 128 bytes.
const key = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.uint8Array({ minLength: 60, maxLength: 70 }),
  fc.uint8Array({ minLength: 120, maxLength: 300 }),
);

const parameters: fc.Arbitrary<SigningParameters> = fc.record({
  salt: fc.oneof(fc.constant('cookie-session'), fc.string({ unit: 'grapheme', maxLength: 80 })),
  keyDerivation: fc.constantFrom(...KEY_DERIVATIONS),
  digest: fc.constantFrom(...DIGESTS),
});

function accepts(text: string, secretKey: Uint8Array, signing: SigningParameters): boolean {
  const signed = readSignedText(text);
  return signed !== null && createKeyTester(signed, signing)(secretKey);
}

describe('a key tester', () => {
  it('takes the key that has signed the text, and says of the others what verify says', () => {
    fc.assert(
      fc.property(key, fc.array(key, { maxLength: 5 }), parameters, (signer, others, signing) => {
        const text = write(SESSION, signer, 1_790_000_000, signing);
        const signed = readSignedText(text);
        if (signed === null) throw new Error('nothing is signed');
        const isSigner = createKeyTester(signed, signing);
        expect([...others, signer, ...others].map(isSigner)).toEqual(
          [...others, signer, ...others].map((each) => verify(text, each, signing)),
        );
        expect(isSigner(signer)).toBe(true);
      }),
    );
  });

  it('refuses what was signed with other parameters', () => {
    fc.assert(
      fc.property(key, parameters, parameters, (signer, signing, other) => {
        const text = write(SESSION, signer, 1_790_000_000, signing);
        expect(accepts(text, signer, other)).toBe(verify(text, signer, other));
      }),
    );
  });

  it.each(['', 'abc', '.', 'a.b', 'a.bcde\ud800', '\ud800a.bcde', 'é.bcdé'])(
    'says of %j what verify says',
    (text) => {
      for (const digest of DIGESTS) {
        const signing: SigningParameters = { salt: 's', keyDerivation: 'hmac', digest };
        expect(accepts(text, new Uint8Array(3), signing)).toBe(verify(text, new Uint8Array(3), signing));
      }
    },
  );

  it('takes no key under a salt that has no UTF-8', () => {
    const signing: SigningParameters = { salt: '\ud800', keyDerivation: 'hmac', digest: 'sha1' };
    const text = write(SESSION, new Uint8Array(3), 1_790_000_000);
    expect(accepts(text, new Uint8Array(3), signing)).toBe(false);
  });

  it('reads a signature as lenient as verify does', () => {
    const secretKey = new TextEncoder().encode('dev');
    const text = write(SESSION, secretKey, 1_790_000_000);
    const signing: SigningParameters = { salt: 'cookie-session', keyDerivation: 'hmac', digest: 'sha1' };
    for (const damaged of [`${text}=`, text.replace(/(....)$/, '!$1'), `${text}A`, text.slice(0, -1)]) {
      expect(accepts(damaged, secretKey, signing)).toBe(verify(damaged, secretKey, signing));
    }
  });
});
