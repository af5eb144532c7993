/** Canonical Huffman codes of deflate (RFC 1951, 3.2.2). It reads no input itself: the bits are handed to it. */

/** Codes up to this length are found by one look into a table, longer ones bit by bit. */
export const FAST_BITS = 9;
export const MAX_BITS = 15;
const FAST_SIZE = 1 << FAST_BITS;

/** Each number of `FAST_BITS` bits with its bits reversed: deflate sends codes from their high end. */
const REVERSED = Uint16Array.from({ length: FAST_SIZE }, (_, code) => {
  let reversed = 0;
  for (let bit = 0; bit < FAST_BITS; bit++) reversed |= ((code >> bit) & 1) << (FAST_BITS - 1 - bit);
  return reversed;
});

/** A set of codes; `build` may be called again and again. */
export class Huffman {
  /** By the next `FAST_BITS` bits: the symbol times 16 plus its code's length, 0 if the code is longer or none. */
  readonly fast = new Uint16Array(FAST_SIZE);
  readonly #counts = new Uint16Array(MAX_BITS + 1);
  readonly #next = new Uint16Array(MAX_BITS + 1);
  readonly #places = new Uint16Array(MAX_BITS + 1);
  readonly #symbols: Uint16Array;

  constructor(mostSymbols: number) {
    this.#symbols = new Uint16Array(mostSymbols);
  }

  /**
   * Takes the lengths of the symbols' codes, from `start` to `end` (excluded) of an array. False for a set that
   * zlib refuses: with too many codes, or too few. No code at all, and a single one of one bit, are let through
   * (`single`), as there: reading an unassigned code is what fails.
   */
  build(lengths: Uint8Array, start: number, end: number, single: boolean): boolean {
    const counts = this.#counts.fill(0);
    const next = this.#next;
    const places = this.#places;
    for (let i = start; i < end; i++) {
      const length = lengths[i] ?? 0;
      counts[length] = (counts[length] ?? 0) + 1;
    }
    counts[0] = 0;
    let left = 1;
    let longest = 0;
    let code = 0;
    let place = 0;
    let previous = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      const count = counts[length] ?? 0;
      left = left * 2 - count;
      if (left < 0) return false;
      if (count > 0) longest = length;
      code = (code + previous) << 1;
      place += previous;
      next[length] = code;
      places[length] = place;
      previous = count;
    }
    if (left > 0 && longest !== 0 && !(single && longest === 1)) return false;
    this.#assign(lengths, start, end);
    return true;
  }

  #assign(lengths: Uint8Array, start: number, end: number): void {
    const fast = this.fast.fill(0);
    const next = this.#next;
    const places = this.#places;
    const symbols = this.#symbols;
    for (let i = start; i < end; i++) {
      const length = lengths[i] ?? 0;
      if (length === 0) continue;
      const place = places[length] ?? 0;
      symbols[place] = i - start;
      places[length] = place + 1;
      const code = next[length] ?? 0;
      next[length] = code + 1;
      if (length > FAST_BITS) continue;
      const entry = ((i - start) << 4) | length;
      const first = (REVERSED[code] ?? 0) >> (FAST_BITS - length);
      for (let bits = first; bits < FAST_SIZE; bits += 1 << length) fast[bits] = entry;
    }
  }

  /** Symbol times 16 plus length of the code at the low end of `bits` (`MAX_BITS` of them at least); 0 if none is. */
  find(bits: number): number {
    let code = 0;
    let first = 0;
    let place = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      code |= (bits >>> (length - 1)) & 1;
      const count = this.#counts[length] ?? 0;
      if (code - first < count) return ((this.#symbols[place + code - first] ?? 0) << 4) | length;
      place += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 0;
  }
}
