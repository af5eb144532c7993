/** The other ways to read a key: what a server may have made of the same text. It must not try any of them. */
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  pythonRepr,
  STANDARD,
  URL_SAFE,
} from '../session/index.ts';
import type { Misreading } from './finding.ts';
import { readLiteral } from './python-literal.ts';
import type { SecretKey } from './secret-key.ts';
import { endOfContent, stripBytes, stripText } from './white-space.ts';

/** Bytes that a server may use as a key, and the misreading that gives them. */
export type MisreadKey = {
  readonly misreading: Misreading;
  readonly bytes: Uint8Array;
  /** The misreading does not also add or remove white space. */
  readonly isSingle: boolean;
};

/** `bytes`: null if the key cannot be read this way. */
type Reading = readonly [misreading: Misreading, bytes: Uint8Array | null];

const LITERAL = /^(r|u|b|br|rb)?('''|"""|'|")(.*)\2$/is;
const HEX = /^(?:[0-9a-f]{2})+$/i;
/** As editors on Windows begin a text file. */
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Every other reading of a key, most likely first: the single ones, then those that also differ in white space. Only
 * the first of readings with the same bytes; never the key's own bytes, never empty ones.
 */
export function* misreadingsOf(key: SecretKey): Generator<MisreadKey> {
  const given = new Set(['', identityOf(key.bytes)]);
  const isNew = (bytes: Uint8Array | null): bytes is Uint8Array => {
    const count = given.size;
    return bytes !== null && given.add(identityOf(bytes)).size > count;
  };
  const others: MisreadKey[] = [];
  for (const [misreading, bytes] of [...spacings(key.bytes), ...readings(key)]) {
    if (!isNew(bytes)) continue;
    const found = { misreading, bytes, isSingle: true };
    yield found;
    if (!/^(?:newline|spaces|bom)-/.test(misreading)) others.push(found);
  }
  for (const [misreading, bytes] of readingsOfStripped(key)) {
    if (isNew(bytes)) yield { misreading, bytes, isSingle: false };
  }
  for (const { misreading, bytes } of others) {
    for (const padded of [join(bytes, '\n'), join(bytes, '\r\n'), join(' ', bytes), join(bytes, ' ')]) {
      if (isNew(padded)) yield { misreading, bytes: padded, isSingle: false };
    }
  }
}

/** White space added or removed at the ends. */
function* spacings(bytes: Uint8Array): Generator<Reading> {
  const content = bytes.subarray(0, endOfContent(bytes));
  yield ['newline-removed', content];
  yield ['newline-kept', join(content, '\n')];
  yield ['newline-kept', join(content, '\r\n')];
  yield ['newline-kept', join(content, '\n\n')];
  for (const end of ['', '\n', '\r\n']) yield ['bom-kept', join(BYTE_ORDER_MARK, content, end)];
  const text = decodeUtf8(bytes);
  const [start, end] = stripBytes(bytes);
  yield ['spaces-removed', bytes.subarray(start, end)];
  yield ['spaces-removed', bytes.subarray(start)];
  yield ['spaces-removed', bytes.subarray(0, end)];
  yield ['spaces-removed', text === null ? null : encodeUtf8(stripText(text))];
  yield ['spaces-kept', join(' ', bytes)];
  yield ['spaces-kept', join(bytes, ' ')];
  yield ['spaces-kept', join(' ', bytes, ' ')];
  yield ['spaces-kept', join(bytes, '\t')];
  for (const end of ['\n', '\r\n']) {
    yield ['spaces-kept', join(' ', content, end)];
    yield ['spaces-kept', join(content, ' ', end)];
  }
}

/** Everything that is not only a difference in white space. */
function* readings({ text, form, bytes }: SecretKey): Generator<Reading> {
  if (form === 'literal') yield* literalAsText(text);
  if (form === 'hex' || form === 'base64') {
    yield [`${form}-kept`, encodeUtf8(stripText(text))];
    yield [`${form}-kept`, encodeUtf8(text)];
  }
  const value = decodeUtf8(bytes);
  if (value !== null) yield* readingsOfText(value);
  yield* decodings(form === 'hex' || form === 'base64' ? text : (value ?? ''));
  if (value !== null) yield ['latin-1', encodeLatin1(value)];
  yield ['bytes-literal-as-text', ascii(pythonRepr({ type: 'bytes', bytes }))];
  yield ['hex-kept', ascii(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))];
  const urlSafe = encodeBase64(bytes, URL_SAFE);
  yield ['base64-kept', ascii(encodeBase64(bytes, STANDARD))];
  yield ['base64-kept', ascii(urlSafe)];
  yield ['base64-kept', ascii(urlSafe.padEnd(Math.ceil(urlSafe.length / 4) * 4, '='))];
}

/** The readings of the text without the white space around it. */
function* readingsOfStripped({ form, bytes }: SecretKey): Generator<Reading> {
  const value = decodeUtf8(bytes);
  const stripped = value === null ? '' : stripText(value);
  const strippedBytes = encodeUtf8(stripped);
  if (strippedBytes === null || stripped === value || form === 'hex' || form === 'base64') return;
  yield* readings({ text: stripped, form: 'text', bytes: strippedBytes });
}

/** A literal that a server reads as text: with its quotes, or only what is between them, not interpreted. */
function* literalAsText(text: string): Generator<Reading> {
  const literal = stripText(text);
  const [, prefix = '', quote = '', inside] = LITERAL.exec(literal) ?? [];
  yield [/b/i.test(prefix) ? 'bytes-literal-as-text' : 'quotes-kept', encodeUtf8(literal)];
  if (inside === undefined) return;
  yield ['quotes-kept', encodeUtf8(quote + inside + quote)];
  yield ['escapes-kept', encodeUtf8(inside)];
}

/** Quotes and escapes added or removed. */
function* readingsOfText(text: string): Generator<Reading> {
  const [, , , inside] = LITERAL.exec(stripText(text)) ?? [];
  if (inside !== undefined) {
    yield ['quotes-removed', literalBytes(text)];
    yield ['quotes-removed', encodeUtf8(inside)];
  }
  yield ['quotes-kept', encodeUtf8(`'${text}'`)];
  yield ['quotes-kept', encodeUtf8(`"${text}"`)];
  if (text.includes('\\')) {
    // As it would be written between quotes: its quotes escaped, existing escapes unchanged.
    const source = `"""${text.replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found))}"""`;
    yield ['escapes-interpreted', literalBytes(source)];
    yield ['escapes-interpreted', literalBytes(`b${source}`)];
  }
  yield ['escapes-kept', encodeUtf8(pythonRepr({ type: 'str', text }).slice(1, -1))];
}

/** The text decoded from hex and from base64, as leniently as `bytes.fromhex` and `base64.b64decode` are. */
function* decodings(text: string): Generator<Reading> {
  const stripped = stripText(text);
  const [, , , inside] = LITERAL.exec(stripped) ?? [];
  for (const coded of inside === undefined ? [stripped] : [stripped, inside]) {
    const digits = coded.replace(/[ \t-\r]/g, '');
    if (HEX.test(digits)) {
      const pairs = digits.match(/../g) ?? [];
      yield ['hex-decoded', Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))];
    }
    for (const alphabet of [STANDARD, URL_SAFE]) {
      for (const pad of [false, true]) {
        const bytes = decodeBase64(coded, 0, coded.length, alphabet, pad);
        yield ['base64-decoded', bytes instanceof Uint8Array ? bytes : null];
      }
    }
  }
}

function literalBytes(source: string): Uint8Array | null {
  const literal = readLiteral(source);
  return literal.ok ? literal.bytes : null;
}

function encodeLatin1(text: string): Uint8Array | null {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.every((code) => code < 0x100) ? Uint8Array.from(codes) : null;
}

function join(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? ascii(part) : part)]));
}

const oneCharacterEach = new TextDecoder('latin1');

/** Equal for equal bytes only: each byte becomes one character. */
function identityOf(bytes: Uint8Array): string {
  return oneCharacterEach.decode(bytes);
}
