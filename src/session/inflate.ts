/**
 * Inflates a zlib stream (RFC 1950, 1951), bounded. It must not go on beyond the limit, nor accept what C zlib refuses.
 * Our own because a session is small: a general inflater spends most of its time on setting itself up.
 */
import { BitReader, InflateError } from './bit-reader.ts';
import { FAST_BITS, Huffman, MAX_BITS } from './huffman.ts';

/** Most bytes that are ever inflated: 1 MiB, 256 times what a browser stores. */
export const INFLATE_LIMIT = 1024 * 1024;

export type Inflated = { readonly bytes: Uint8Array; readonly cut: boolean };
/** What is wrong, in zlib's own words (Python: `zlib.error`); `truncated`: the stream ends too early. */
export type InflateFailure = { readonly message: string; readonly truncated: boolean };

/** Thrown where the limit is exceeded; never leaves this module. */
class LimitExceeded extends Error {}

const FAST_MASK = (1 << FAST_BITS) - 1;
const END_OF_BLOCK = 256;
const LONGEST_MATCH = 258;
const LITERALS = 288;
const DISTANCES = 32;
const LENGTH_CODES = 19;

// RFC 1951, 3.2.5 and 3.2.7
const LENGTH_EXTRA = Uint8Array.from({ length: 29 }, (_, code) =>
  code < 4 || code === 28 ? 0 : (code >> 2) - 1,
);
const LENGTH_BASE = Uint16Array.from(LENGTH_EXTRA, (extra, code) =>
  code < 8 ? code + 3 : code === 28 ? LONGEST_MATCH : ((4 + (code & 3)) << extra) + 3,
);
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, code) => (code < 2 ? 0 : (code >> 1) - 1));
const DISTANCE_BASE = Uint16Array.from(DISTANCE_EXTRA, (extra, code) =>
  code < 2 ? code + 1 : ((2 + (code & 1)) << extra) + 1,
);
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes of a block that brings none (RFC 1951, 3.2.6). */
function fixedCodes(): { literals: Huffman; distances: Huffman } {
  const lengths = new Uint8Array(LITERALS + DISTANCES);
  lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, LITERALS).fill(5, LITERALS);
  const literals = new Huffman(LITERALS);
  const distances = new Huffman(DISTANCES);
  literals.build(lengths, 0, LITERALS, false);
  distances.build(lengths, LITERALS, LITERALS + DISTANCES, false);
  return { literals, distances };
}
const FIXED = fixedCodes();

// One inflating follows the other and builds these anew: making them costs more than a small session does.
const literalCodes = new Huffman(LITERALS);
const distanceCodes = new Huffman(DISTANCES);
const codeLengths = new Uint8Array(LITERALS + DISTANCES);

class Inflater {
  readonly #input: BitReader;
  output: Uint8Array;
  length = 0;

  constructor(input: Uint8Array) {
    this.#input = new BitReader(input);
    this.output = new Uint8Array(Math.min(INFLATE_LIMIT, input.length * 3) + 2 * LONGEST_MATCH);
  }

  get truncated(): boolean {
    return this.#input.truncated;
  }

  /** Room for `count` more bytes. */
  #reserve(count: number): void {
    if (this.length + count <= this.output.length) return;
    const larger = new Uint8Array(Math.max(this.output.length * 2, this.length + count));
    larger.set(this.output);
    this.output = larger;
  }

  /** zlib's header; after it only a dictionary, which nobody has, could be wanted. */
  header(): void {
    const method = this.#input.take(8);
    const flags = this.#input.take(8);
    this.#input.check();
    if ((method * 256 + flags) % 31 !== 0) throw new InflateError('incorrect header check');
    if ((method & 15) !== 8) throw new InflateError('unknown compression method');
    if (method >> 4 > 7) throw new InflateError('invalid window size');
    if ((flags & 32) !== 0) throw new InflateError('a preset dictionary is needed');
  }

  blocks(): void {
    for (let last = 0; last === 0; ) {
      last = this.#input.take(1);
      const kind = this.#input.take(2);
      if (kind === 3) throw new InflateError('invalid block type');
      if (kind === 0) {
        this.#stored();
      } else if (kind === 1) {
        this.#compressed(FIXED.literals, FIXED.distances);
      } else {
        this.#dynamicCodes();
        this.#compressed(literalCodes, distanceCodes);
      }
      this.#input.check();
    }
  }

  #stored(): void {
    this.#input.align();
    const length = this.#input.take(16);
    if ((this.#input.take(16) ^ 0xffff) !== length) throw new InflateError('invalid stored block lengths');
    this.#input.align();
    this.#reserve(length);
    const bytes = this.#input.bytes(length);
    this.output.set(bytes, this.length);
    this.length += bytes.length;
    if (this.length > INFLATE_LIMIT) throw new LimitExceeded();
  }

  #dynamicCodes(): void {
    const literals = this.#input.take(5) + 257;
    const distances = this.#input.take(5) + 1;
    const count = this.#input.take(4) + 4;
    if (literals > 286 || distances > 30) throw new InflateError('too many length or distance symbols');
    const lengths = codeLengths.fill(0);
    for (let i = 0; i < count; i++) lengths[LENGTH_ORDER[i] ?? 0] = this.#input.take(3);
    // The lengths' own code is only needed here: the distances' place is free for it.
    if (!distanceCodes.build(lengths, 0, LENGTH_CODES, false)) {
      throw new InflateError('invalid code lengths set');
    }
    this.#codeLengths(lengths.fill(0), literals + distances);
    if (lengths[END_OF_BLOCK] === 0) throw new InflateError('invalid code -- missing end-of-block');
    if (!literalCodes.build(lengths, 0, literals, true))
      throw new InflateError('invalid literal/lengths set');
    if (!distanceCodes.build(lengths, literals, literals + distances, true)) {
      throw new InflateError('invalid distances set');
    }
  }

  #codeLengths(lengths: Uint8Array, total: number): void {
    for (let i = 0; i < total; ) {
      // Seven bits at most, which the fast table covers; an empty code reads zeros, one bit each, as in zlib.
      const bits = this.#input.take(7);
      const found = distanceCodes.fast[bits] ?? 0;
      const size = found === 0 ? 1 : found & 15;
      this.#input.giveBack(bits >> size, 7 - size);
      const symbol = found >> 4;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const repeat =
        symbol === 16
          ? 3 + this.#input.take(2)
          : symbol === 17
            ? 3 + this.#input.take(3)
            : 11 + this.#input.take(7);
      if ((symbol === 16 && i === 0) || i + repeat > total)
        throw new InflateError('invalid bit length repeat');
      if (symbol === 16) lengths.fill(lengths[i - 1] ?? 0, i, i + repeat);
      i += repeat;
    }
  }

  /** The symbols of a block up to its end. The state is kept in variables, which is twice as fast. */
  #compressed(literals: Huffman, distances: Huffman): void {
    // There is always room for one more symbol: it is not looked for at each.
    this.#reserve(LONGEST_MATCH);
    const reader = this.#input;
    const input = reader.input;
    const fastLiterals = literals.fast;
    const fastDistances = distances.fast;
    // Zeros are read beyond the end: far enough from it a block that lacks its end is noticed.
    const inputEnd = input.length + 8;
    let position = reader.position;
    let bits = reader.bits;
    let bitCount = reader.bitCount;
    let output = this.output;
    let room = output.length - LONGEST_MATCH;
    let length = this.length;
    for (;;) {
      if (bitCount < MAX_BITS) {
        bits |= ((input[position] ?? 0) | ((input[position + 1] ?? 0) << 8)) << bitCount;
        position += 2;
        bitCount += 16;
      }
      const found = fastLiterals[bits & FAST_MASK] || literals.find(bits);
      const symbol = found >> 4;
      const size = found & 15;
      if (size === 0) throw this.#badCode('invalid literal/length code', position);
      bits >>>= size;
      bitCount -= size;
      if (symbol < END_OF_BLOCK) {
        output[length++] = symbol;
        if (length <= room) continue;
      } else if (symbol === END_OF_BLOCK) {
        break;
      } else {
        const lengthExtra = LENGTH_EXTRA[symbol - 257];
        if (lengthExtra === undefined) throw this.#badCode('invalid literal/length code', position);
        if (bitCount < MAX_BITS) {
          bits |= ((input[position] ?? 0) | ((input[position + 1] ?? 0) << 8)) << bitCount;
          position += 2;
          bitCount += 16;
        }
        const match = (LENGTH_BASE[symbol - 257] ?? 0) + (bits & ((1 << lengthExtra) - 1));
        bits >>>= lengthExtra;
        bitCount -= lengthExtra;
        if (bitCount < MAX_BITS) {
          bits |= ((input[position] ?? 0) | ((input[position + 1] ?? 0) << 8)) << bitCount;
          position += 2;
          bitCount += 16;
        }
        const foundDistance = fastDistances[bits & FAST_MASK] || distances.find(bits);
        const distanceExtra = DISTANCE_EXTRA[foundDistance >> 4];
        if (foundDistance === 0 || distanceExtra === undefined) {
          throw this.#badCode('invalid distance code', position);
        }
        bits >>>= foundDistance & 15;
        bitCount -= foundDistance & 15;
        if (bitCount < MAX_BITS) {
          bits |= ((input[position] ?? 0) | ((input[position + 1] ?? 0) << 8)) << bitCount;
          position += 2;
          bitCount += 16;
        }
        const distance = (DISTANCE_BASE[foundDistance >> 4] ?? 0) + (bits & ((1 << distanceExtra) - 1));
        bits >>>= distanceExtra;
        bitCount -= distanceExtra;
        if (distance > length) throw this.#badCode('invalid distance too far back', position);
        for (const end = length + match; length < end; length++)
          output[length] = output[length - distance] ?? 0;
        if (length <= room) continue;
      }
      if (length > INFLATE_LIMIT || position > inputEnd) break;
      this.length = length;
      this.#reserve(LONGEST_MATCH * 2);
      output = this.output;
      room = output.length - LONGEST_MATCH;
    }
    reader.set(position, bits, bitCount);
    this.length = length;
    this.#input.check();
    if (length > INFLATE_LIMIT) throw new LimitExceeded();
  }

  #badCode(message: string, position: number): InflateError {
    this.#input.set(position, 0, 0);
    return new InflateError(message);
  }

  /** The Adler-32 of the output, which ends the stream (RFC 1950, 8.2). */
  checksum(): void {
    this.#input.align();
    let low = 1;
    let high = 0;
    for (let i = 0; i < this.length; ) {
      // So many bytes cannot overflow 32 bits before the remainder is taken.
      for (const end = Math.min(i + 3800, this.length); i < end; i++) {
        low += this.output[i] ?? 0;
        high += low;
      }
      low %= 65521;
      high %= 65521;
    }
    const expected = [this.#input.take(8), this.#input.take(8), this.#input.take(8), this.#input.take(8)];
    this.#input.check();
    const found = [high >> 8, high & 255, low >> 8, low & 255];
    if (found.some((byte, i) => byte !== expected[i])) throw new InflateError('incorrect data check');
  }
}

/**
 * Inflates as `zlib.decompress`: what follows the end of the stream is ignored, an incomplete stream is an error.
 * Output is cut at `INFLATE_LIMIT` bytes; what lies beyond is neither inflated nor checked.
 */
export function inflate(input: Uint8Array): Inflated | InflateFailure {
  const inflater = new Inflater(input);
  try {
    inflater.header();
    inflater.blocks();
    inflater.checksum();
    return { bytes: inflater.output.subarray(0, inflater.length), cut: false };
  } catch (error) {
    if (error instanceof LimitExceeded)
      return { bytes: inflater.output.subarray(0, INFLATE_LIMIT), cut: true };
    if (error instanceof InflateError) return { message: error.message, truncated: inflater.truncated };
    throw error;
  }
}
