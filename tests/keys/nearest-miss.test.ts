/** Each mistake made by the real Flask and itsdangerous, as developers make it: the search names that one, and no other. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type CandidateKey,
  type CandidateSite,
  type Finding,
  type Misreading,
  nearestMiss,
  readSecretKey,
  type SecretKeyForm,
} from '../../src/keys/index.ts';
import {
  DIGESTS,
  FLASK_SIGNING,
  KEY_DERIVATIONS,
  type SigningParameters,
  verify,
  write,
} from '../../src/session/index.ts';
import { describeBesideFlask } from '../support/reference.ts';

const KEY = 'correct horse battery';
const HEX = '8f42a73054b1749f8f58848be5e6502c';
const BASE64 = 'iHn0aXx2w3kYq1cH0Zt4mFQ1yZb0sE2d';
const LITERAL = `b'_5#y2L"F4Q8z\\n\\xec]/ and more'`;
const ORIGIN = 'http://localhost:5000';
const NOW = 1_790_000_000;

function keyOf(text: string, form: SecretKeyForm = 'text', id = 'mine'): CandidateKey {
  const reading = readSecretKey(text, form);
  if (!reading.ok) throw new Error(reading.message);
  return { id, ...reading.key };
}

function siteOf(keys: readonly CandidateKey[], more: Partial<CandidateSite> = {}): CandidateSite {
  return { origin: ORIGIN, keys, parameters: FLASK_SIGNING, ...more };
}

function find(text: string, key: CandidateKey, parameters: SigningParameters = FLASK_SIGNING) {
  return nearestMiss({ text, site: siteOf([key], { parameters }), others: [] });
}

/** What the server makes of the `text` that its developer has, the form in which the user has it here, the mistake. */
type Mistake = readonly [server: string, text: string, form: SecretKeyForm, misreading: Misreading];

const MISREADINGS: readonly Mistake[] = [
  ['text + "\\n"', KEY, 'text', 'newline-kept'],
  ['text + "\\r\\n"', KEY, 'text', 'newline-kept'],
  ['(text + "\\n").encode()', KEY, 'text', 'newline-kept'],
  ['text.replace("\\n", "\\r\\n")', `${KEY}\n`, 'text', 'newline-kept'],
  ['ast.literal_eval(text) + b"\\n"', LITERAL, 'literal', 'newline-kept'],
  ['text.strip()', `${KEY}\n`, 'text', 'newline-removed'],
  ['text.splitlines()[0]', `${KEY}\r\n`, 'text', 'newline-removed'],
  ['text.rstrip()', `${KEY}\n\n`, 'text', 'newline-removed'],
  ['" " + text', KEY, 'text', 'spaces-kept'],
  ['text + " "', KEY, 'text', 'spaces-kept'],
  ['" " + text + " "', KEY, 'text', 'spaces-kept'],
  ['text.strip()', ` ${KEY}`, 'text', 'spaces-removed'],
  ['text.strip()', `\t${KEY} \n`, 'text', 'spaces-removed'],
  ['text.lstrip()', ` ${KEY} `, 'text', 'spaces-removed'],
  ['text.strip()', `\u00a0${KEY}\u2003\x1f`, 'text', 'spaces-removed'],
  ['ast.literal_eval(text).strip()', `b'\\n\\xfd{H\\xe5\\x20'`, 'literal', 'spaces-removed'],
  [`'"' + text + '"'`, KEY, 'text', 'quotes-kept'],
  [`"'" + text + "'"`, KEY, 'text', 'quotes-kept'],
  ['text', `'${KEY}'`, 'literal', 'quotes-kept'],
  ['text', `"a\\tb"`, 'literal', 'quotes-kept'],
  ['text', `r'a\\tb'`, 'literal', 'quotes-kept'],
  [`text.strip("\\"'")`, `"${KEY}"`, 'text', 'quotes-removed'],
  ['ast.literal_eval(text)', `'${KEY}'`, 'text', 'quotes-removed'],
  ['ast.literal_eval(text)', LITERAL, 'text', 'quotes-removed'],
  ['text[1:-1]', `'a\\tb'`, 'text', 'quotes-removed'],
  ['text[2:-1]', LITERAL, 'literal', 'escapes-kept'],
  ['text[1:-1]', `'a\\tb'`, 'literal', 'escapes-kept'],
  ['repr(text)[1:-1]', 'a\tb', 'text', 'escapes-kept'],
  ['ast.literal_eval("b\'" + text + "\'")', LITERAL.slice(2, -1), 'text', 'escapes-interpreted'],
  ['ast.literal_eval("\'" + text + "\'")', LITERAL.slice(2, -1), 'text', 'escapes-interpreted'],
  ['text.encode().decode("unicode_escape")', 'a\\x41\\n\\u00e9', 'text', 'escapes-interpreted'],
  ["ast.literal_eval('\"' + text[2:-1] + '\"')", "r'a\\tb'", 'literal', 'escapes-interpreted'],
  ['str(text.encode())', KEY, 'text', 'bytes-literal-as-text'],
  ['f"{ast.literal_eval(text)}"', LITERAL, 'literal', 'bytes-literal-as-text'],
  ['text', LITERAL, 'literal', 'bytes-literal-as-text'],
  ['str(bytes.fromhex(text))', HEX, 'hex', 'bytes-literal-as-text'],
  ['bytes.fromhex(text)', HEX, 'text', 'hex-decoded'],
  ['bytes.fromhex(text)', HEX.toUpperCase(), 'text', 'hex-decoded'],
  ['bytes.fromhex(text)', HEX.replace(/(.{8})/g, '$1 '), 'text', 'hex-decoded'],
  ['bytes.fromhex(text.strip())', `${HEX}\n`, 'text', 'hex-decoded'],
  ['bytes.fromhex(ast.literal_eval(text))', `'${HEX}'`, 'literal', 'hex-decoded'],
  ['bytes.fromhex(text[1:-1])', `"${HEX}"`, 'text', 'hex-decoded'],
  ['bytes.fromhex(text)', HEX, 'base64', 'hex-decoded'],
  ['text', HEX, 'hex', 'hex-kept'],
  ['text', ` ${HEX}\n`, 'hex', 'hex-kept'],
  ['text.strip()', ` ${HEX}\n`, 'hex', 'hex-kept'],
  ['ast.literal_eval(text).hex()', LITERAL, 'literal', 'hex-kept'],
  ['base64.b64decode(text)', BASE64, 'text', 'base64-decoded'],
  ['base64.b64decode(text + "==")', `${BASE64}AA`, 'text', 'base64-decoded'],
  ['base64.urlsafe_b64decode(text)', 'iHn0aXx2w3kYq1cH-Zt4mFQ1_Zb0sE2dAA==', 'text', 'base64-decoded'],
  ['base64.urlsafe_b64decode(text + "=")', 'iHn0aXx2w3kYq1cH-Zt4mFQ1_Zb0sE2dAAA', 'text', 'base64-decoded'],
  // Without validation it passes over what is not of its alphabet.
  ['base64.b64decode(text)', 'iHn0-aXx2_w3kYq1cH!', 'text', 'base64-decoded'],
  ['base64.b64decode(text)', `${BASE64}\n`, 'text', 'base64-decoded'],
  ['base64.b64decode(text)', `'${BASE64}'`, 'text', 'base64-decoded'],
  ['base64.b64decode(ast.literal_eval(text))', `'${BASE64}'`, 'literal', 'base64-decoded'],
  ['base64.b64decode(text)', HEX, 'hex', 'base64-decoded'],
  ['text', BASE64, 'base64', 'base64-kept'],
  ['text.strip()', `${BASE64}\n`, 'base64', 'base64-kept'],
  ['base64.b64encode(ast.literal_eval(text))', LITERAL, 'literal', 'base64-kept'],
  ['base64.urlsafe_b64encode(ast.literal_eval(text))', LITERAL, 'literal', 'base64-kept'],
  ['base64.urlsafe_b64encode(bytes.fromhex(text)).rstrip(b"=")', HEX, 'hex', 'base64-kept'],
  ['text.encode("latin-1")', 'pässwört für alle', 'text', 'latin-1'],
  ['ast.literal_eval("b" + text)', `'\\xfd{H\\xe5<\\x95'`, 'literal', 'latin-1'],
];

/** Two slips at once, as they occur: the one that matters is named. */
const PAIRS: readonly Mistake[] = [
  [`'"' + text + '"' + "\\n"`, KEY, 'text', 'quotes-kept'],
  [`' "' + text + '"'`, KEY, 'text', 'quotes-kept'],
  [`"'" + text.strip() + "'"`, `${KEY}\n`, 'text', 'quotes-kept'],
  ['text + "\\n"', `'${KEY}'`, 'literal', 'quotes-kept'],
  ['text + "\\n"', HEX, 'hex', 'hex-kept'],
  ['text + "\\r\\n"', BASE64, 'base64', 'base64-kept'],
  ['base64.encodebytes(ast.literal_eval(text))', LITERAL, 'literal', 'base64-kept'],
  ['str(text.encode()) + "\\n"', KEY, 'text', 'bytes-literal-as-text'],
  ['text.strip().encode("latin-1")', 'pässwört für alle\n', 'text', 'latin-1'],
  [
    'ast.literal_eval("b\'" + text.strip() + "\'")',
    `${LITERAL.slice(2, -1)}\n`,
    'text',
    'escapes-interpreted',
  ],
  ['text[2:-1] + "\\n"', LITERAL, 'literal', 'escapes-kept'],
];

/** A signed text as a library makes it of the key's `text`, and the parameters that it has signed it under. */
type Library = readonly [call: string, salt: string, derivation: 'hmac' | 'django-concat', knownAs: string];

const LIBRARIES: readonly Library[] = [
  [
    'Signer(text, salt="flask-session", key_derivation="hmac").sign("id").decode()',
    'flask-session',
    'hmac',
    'Flask-Session',
  ],
  ['Signer(text).sign("f2a8c1d0_6920f3a4").decode()', 'itsdangerous.Signer', 'django-concat', 'Signer'],
  [
    'TimestampSigner(str(text)).sign(base64.b64encode(b"{}")).decode()',
    'itsdangerous.Signer',
    'django-concat',
    'Starlette',
  ],
  ['URLSafeTimedSerializer(text).dumps([1])', 'itsdangerous', 'django-concat', 'serializers'],
  ['URLSafeSerializer(text).dumps([1])', 'itsdangerous', 'django-concat', 'serializers'],
  [
    'URLSafeTimedSerializer(text, salt="wtf-csrf-token").dumps("ab")',
    'wtf-csrf-token',
    'django-concat',
    'Flask-WTF',
  ],
  ['URLSafeSerializer(text, "csrftoken").dumps("ab")', 'csrftoken', 'django-concat', 'starlette-csrf'],
  [
    'URLSafeTimedSerializer(secret_key=text, salt="remember-salt").dumps("ab")',
    'remember-salt',
    'django-concat',
    'Flask-Security',
  ],
];

describeBesideFlask((oracle) => {
  async function made(expression: string, text: string): Promise<string> {
    const [signed = ''] = await oracle.ask('evaluate', [{ expression, text }]);
    return signed;
  }

  it.each([...MISREADINGS, ...PAIRS])('%s of %j, read as %s: %s', async (server, text, form, misreading) => {
    const signed = await made(`session_of(${server})`, text);
    const finding = find(signed, keyOf(text, form));
    expect(finding).toMatchObject({ mistake: 'reading', keyId: 'mine', misreading, parameters: null });
    expect(finding?.mistake === 'reading' && verify(signed, finding.bytes)).toBe(true);
  });

  it.each(LIBRARIES)('%s', async (call, salt, keyDerivation, knownAs) => {
    const parameters = { salt, keyDerivation, digest: 'sha1' };
    expect(find(await made(call, KEY), keyOf(KEY))).toEqual({
      mistake: 'parameters',
      keyId: 'mine',
      parameters,
      knownAs: expect.stringContaining(knownAs),
    });
  });

  it.each(
    KEY_DERIVATIONS.flatMap((keyDerivation) => DIGESTS.map((digest) => [keyDerivation, digest] as const)),
  )('the key derivation %s and the digest %s', async (keyDerivation, digest) => {
    const server = `session_of(text, {"salt": "session", "keyDerivation": "${keyDerivation}", "digest": "${digest}"})`;
    // Without a derivation the salt plays no part.
    const salt = keyDerivation === 'none' ? FLASK_SIGNING.salt : 'session';
    expect(find(await made(server, KEY), keyOf(KEY))).toEqual({
      mistake: 'parameters',
      keyId: 'mine',
      parameters: { salt, keyDerivation, digest },
      knownAs: null,
    });
  });

  it('Flask’s own parameters where the site is set to others', async () => {
    const custom: SigningParameters = { salt: 'ours', keyDerivation: 'concat', digest: 'sha256' };
    expect(find(await made('session_of(text)', KEY), keyOf(KEY), custom)).toMatchObject({
      mistake: 'parameters',
      parameters: FLASK_SIGNING,
      knownAs: expect.stringContaining('Flask'),
    });
  });

  it('a reading under other parameters', async () => {
    const sha256 = '{"salt": "cookie-session", "keyDerivation": "hmac", "digest": "sha256"}';
    const signed = await made(`session_of(bytes.fromhex(text), ${sha256})`, HEX);
    expect(find(signed, keyOf(HEX))).toMatchObject({
      mistake: 'reading',
      misreading: 'hex-decoded',
      parameters: { ...FLASK_SIGNING, digest: 'sha256' },
    });
  });

  it('a reading under the site’s own parameters, which are not Flask’s', async () => {
    const parameters: SigningParameters = { salt: 'ours', keyDerivation: 'concat', digest: 'sha512' };
    const signed = await made(`session_of(text + "\\n", ${JSON.stringify(parameters)})`, KEY);
    expect(find(signed, keyOf(KEY), parameters)).toMatchObject({
      misreading: 'newline-kept',
      parameters: null,
    });
  });

  // Flask 3.1.0 signs with the last of the fallbacks, of which a text has one for each character.
  it.each([
    ['list(text)', "last year's key", 'y'],
    ['["current", *text]', 'geheim é', 'é'],
    ['list(text[:1])', "'quoted'", "'"],
  ])('one character: %s of %j', async (server, text, character) => {
    expect(find(await made(`session_of(${server})`, text), keyOf(text))).toEqual({
      mistake: 'one-character',
      keyId: 'mine',
      character,
    });
  });

  it('one character, of the fallback that ends in it rather than of any other key', async () => {
    const signed = await made('session_of([text, *"last year"])', 'current r');
    const keys = [keyOf('current r'), keyOf('raw', 'text', 'new'), keyOf('last year', 'text', 'old')];
    expect(nearestMiss({ text: signed, site: siteOf(keys), others: [] })).toMatchObject({
      mistake: 'one-character',
      keyId: 'old',
    });
  });

  it('one character of what a literal stands for', async () => {
    const signed = await made('session_of(list(ast.literal_eval(text)))', "'a\\x7e'");
    expect(find(signed, keyOf("'a\\x7e'", 'literal'))).toMatchObject({ character: '~' });
  });

  it('the key of another port, before that of another host', async () => {
    const signed = await made('session_of(text)', KEY);
    const other = (origin: string): CandidateSite => ({
      ...siteOf([keyOf('no', 'text', 'no'), keyOf(KEY, 'text', origin)]),
      origin,
    });
    const question = (...origins: string[]) => ({
      text: signed,
      site: siteOf([keyOf('mine')]),
      others: origins.map(other),
    });
    const finding = (origin: string): Finding => ({ mistake: 'other-site', keyId: origin, origin });
    const [port, shop] = ['http://localhost:5001', 'https://shop.test'];
    expect(nearestMiss(question(shop, port))).toEqual(finding(port));
    expect(nearestMiss(question('https://localhost', shop))).toEqual(finding('https://localhost'));
    expect(nearestMiss(question(shop))).toEqual(finding(shop));
    expect(nearestMiss(question())).toBeNull();
  });

  it('the key of another site under that site’s parameters, and under no others', async () => {
    const signed = await made('Signer(text, salt="ours").sign("id").decode()', KEY);
    const ours: SigningParameters = { salt: 'ours', keyDerivation: 'django-concat', digest: 'sha1' };
    const origin = 'http://localhost:5001';
    const other = (parameters: SigningParameters) => ({ ...siteOf([keyOf(KEY)], { parameters }), origin });
    const site = siteOf([keyOf('mine', 'text', 'own')]);
    expect(nearestMiss({ text: signed, site, others: [other(ours)] })).toEqual({
      mistake: 'other-site',
      keyId: 'mine',
      origin,
    });
    expect(nearestMiss({ text: signed, site, others: [other(FLASK_SIGNING)] })).toBeNull();
  });

  it('a fallback key, and not the current one', async () => {
    const signed = await made('session_of(text + "\\n")', 'old key');
    const keys = [keyOf(KEY), keyOf('old key', 'text', 'old')];
    expect(nearestMiss({ text: signed, site: siteOf(keys), others: [] })).toMatchObject({
      misreading: 'newline-kept',
      keyId: 'old',
    });
  });
});

const signedBy = (key: string | Uint8Array, parameters?: SigningParameters): string =>
  write(
    { type: 'dict', entries: [] },
    typeof key === 'string' ? new TextEncoder().encode(key) : key,
    NOW,
    parameters,
  );

describe('no near miss', () => {
  it.each(['another key', '', 'correct', 'Correct horse battery', 'correct horse battery1'])(
    'is found where %j has signed',
    (key) => {
      expect(find(signedBy(key), keyOf(KEY))).toBeNull();
    },
  );

  it('is found where a key of the site has signed', () => {
    expect(find(signedBy(KEY), keyOf(KEY))).toBeNull();
    const others = [{ ...siteOf([keyOf(KEY)]), origin: 'http://localhost:5001' }];
    expect(nearestMiss({ text: signedBy(KEY), site: siteOf([keyOf(KEY)]), others })).toBeNull();
  });

  it('is a key that HMAC takes for the same: with zeros at its end, or hashed because it is long', () => {
    expect(find(signedBy('dev\0\0'), keyOf('dev'))).toBeNull();
    expect(find(signedBy('dev'), keyOf("'dev\\0'", 'literal'))).toBeNull();
    const long = 'k'.repeat(65);
    const hashed = createHash('sha1').update(long).digest('hex');
    expect(find(signedBy(long), keyOf(hashed, 'hex'))).toBeNull();
    expect(find(signedBy(Buffer.from(hashed, 'hex')), keyOf(long))).toBeNull();
    // The derivations that concatenate see the zeros.
    const concat: SigningParameters = { ...FLASK_SIGNING, keyDerivation: 'concat' };
    expect(verify(signedBy('dev\0', concat), keyOf('dev').bytes, concat)).toBe(false);
  });

  it.each([
    '',
    'abc',
    'a.b.c',
    `${signedBy(KEY)}AA`,
    signedBy(`${KEY}\n`).slice(0, -2),
    '\ud800.a',
    '.'.repeat(5000),
  ])('is found for %j', (text) => {
    expect(find(text, keyOf(KEY))).toBeNull();
  });

  it('is a reading that is another key of the site', () => {
    const keys = [keyOf(HEX), keyOf(HEX, 'hex', 'decoded')];
    const text = signedBy(Buffer.from(HEX, 'hex'), { ...FLASK_SIGNING, salt: 'session' });
    expect(nearestMiss({ text, site: siteOf(keys), others: [] })).toMatchObject({
      mistake: 'parameters',
      keyId: 'decoded',
    });
  });

  it('is found where there are no keys', () => {
    expect(nearestMiss({ text: signedBy(KEY), site: siteOf([]), others: [] })).toBeNull();
  });
});

describe('bounds', () => {
  const own = (count: number, length: number) =>
    Array.from({ length: count }, (_, n) => keyOf(`"${n}\\n ${'é'.repeat(length)}`, 'text', `key ${n}`));

  it.each([
    ['many keys', own(1000, 10), signedBy('x')],
    ['a long key', own(1, 65_000), signedBy('x')],
    ['a key of spaces', [keyOf(`a${' '.repeat(65_000)}b`)], signedBy('x')],
    ['a key of quotes', [keyOf(`"${`'"\\`.repeat(20_000)}`)], signedBy('x')],
    ['a long text', own(3, 20), `${'a'.repeat(1_000_000)}${signedBy('x')}`],
    [
      'a text that is too long',
      own(3, 20),
      `${'a'.repeat(2_000_000)}${signedBy(`"0\\n ${'é'.repeat(20)}\n`)}`,
    ],
  ])('%s: the search ends within seconds', { timeout: 30_000 }, (_, keys, text) => {
    expect(nearestMiss({ text, site: siteOf(keys), others: [] })).toBeNull();
  });

  it('keys beyond the most are not tried, those of the site come first', () => {
    const keys = Array.from({ length: 150 }, (_, n) => keyOf(`own ${n}`, 'text', `own ${n}`));
    const others = [{ ...siteOf(own(150, 1)), origin: 'http://localhost:5001' }];
    const site = siteOf(keys);
    expect(nearestMiss({ text: signedBy('own 149\n'), site, others })).toMatchObject({ keyId: 'own 149' });
    const key = (n: number) => others[0]?.keys[n]?.bytes ?? new Uint8Array();
    expect(nearestMiss({ text: signedBy(key(49)), site, others })).toMatchObject({ keyId: 'key 49' });
    expect(nearestMiss({ text: signedBy(key(50)), site, others })).toBeNull();
  });

  it('of the other sites those of the same host are tried before there are too many', () => {
    const site = siteOf([keyOf('own')]);
    const far = { ...siteOf(own(200, 1)), origin: 'https://far.test' };
    const port = { ...siteOf([keyOf('near', 'text', 'near')]), origin: 'http://localhost:5001' };
    expect(nearestMiss({ text: signedBy('near'), site, others: [far, port] })).toMatchObject({
      keyId: 'near',
    });
  });
});
