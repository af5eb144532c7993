/** A key read in other ways than its user has it read: what a server may have made of the same text. It must try nothing. */
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

/** Bytes that a server may have for a key, and what would have made them so. */
export type MisreadKey = {
  readonly misreading: Misreading;
  readonly bytes: Uint8Array;
  /** There is no white space besides, more or less. */
  readonly isSingle: boolean;
};

/** `bytes`: null where the key cannot be read so. */
type Reading = readonly [misreading: Misreading, bytes: Uint8Array | null];

const LITERAL = /^(r|u|b|br|rb)?('''|"""|'|")(.*)\2$/is;
const HEX = /^(?:[0-9a-f]{2})+$/i;
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Every other reading of a key, most likely first: the single ones, then those with white space besides. Of readings
 * that give the same bytes only the first; never the key's own bytes, never empty ones.
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
    if (!/^(?:newline|spaces)-/.test(misreading)) others.push(found);
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

/** White space at the ends, more or less of it. */
function* spacings(bytes: Uint8Array): Generator<Reading> {
  const content = bytes.subarray(0, endOfContent(bytes));
  yield ['newline-removed', content];
  yield ['newline-kept', join(content, '\n')];
  yield ['newline-kept', join(content, '\r\n')];
  const text = decodeUtf8(bytes);
  const [start, end] = stripBytes(bytes);
  yield ['spaces-removed', bytes.subarray(start, end)];
  yield ['spaces-removed', bytes.subarray(start)];
  yield ['spaces-removed', bytes.subarray(0, end)];
  yield ['spaces-removed', text === null ? null : encodeUtf8(stripText(text))];
  yield ['spaces-kept', join(' ', bytes)];
  yield ['spaces-kept', join(bytes, ' ')];
  yield ['spaces-kept', join(' ', bytes, ' ')];
}

/** Everything that is not only a matter of white space. */
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

/** As the text without white space around it is read. */
function* readingsOfStripped({ form, bytes }: SecretKey): Generator<Reading> {
  const value = decodeUtf8(bytes);
  const stripped = value === null ? '' : stripText(value);
  const strippedBytes = encodeUtf8(stripped);
  if (strippedBytes === null || stripped === value || form === 'hex' || form === 'base64') return;
  yield* readings({ text: stripped, form: 'text', bytes: strippedBytes });
}

/** A literal to a server that takes it for text: with its quotes, or what is between them as it is written. */
function* literalAsText(text: string): Generator<Reading> {
  const literal = stripText(text);
  const [, prefix = '', quote = '', inside] = LITERAL.exec(literal) ?? [];
  yield [/b/i.test(prefix) ? 'bytes-literal-as-text' : 'quotes-kept', encodeUtf8(literal)];
  if (inside === undefined) return;
  yield ['quotes-kept', encodeUtf8(quote + inside + quote)];
  yield ['escapes-kept', encodeUtf8(inside)];
}

/** Quotes and escapes, more or less of them. */
function* readingsOfText(text: string): Generator<Reading> {
  const [, , , inside] = LITERAL.exec(stripText(text)) ?? [];
  if (inside !== undefined) {
    yield ['quotes-removed', literalBytes(text)];
    yield ['quotes-removed', encodeUtf8(inside)];
  }
  yield ['quotes-kept', encodeUtf8(`'${text}'`)];
  yield ['quotes-kept', encodeUtf8(`"${text}"`)];
  if (text.includes('\\')) {
    // As it would stand between quotes: those of the text escaped, whatever is escaped already left alone.
    const source = `"""${text.replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found))}"""`;
    yield ['escapes-interpreted', literalBytes(source)];
    yield ['escapes-interpreted', literalBytes(`b${source}`)];
  }
  yield ['escapes-kept', encodeUtf8(pythonRepr({ type: 'str', text }).slice(1, -1))];
}

/** What the text stands for as hex and as base64, as lenient as `bytes.fromhex` and `base64.b64decode` are. */
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

/** Equal for equal bytes only: every byte is a character of its own. */
function identityOf(bytes: Uint8Array): string {
  return oneCharacterEach.decode(bytes);
}
