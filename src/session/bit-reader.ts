/** Bits of a byte stream, low end first (RFC 1951, 3.1.1). It must not know what they mean. */

/** A stream that zlib refuses; never leaves the inflater. */
export class InflateError extends Error {}

/** Beyond the input's end it gives zeros, until `check` is asked: the reading itself need not look for the end. */
export class BitReader {
  readonly input: Uint8Array;
  /** Next byte of the input. */
  position = 0;
  /** Bits taken from the input and not used, and how many. */
  bits = 0;
  bitCount = 0;

  constructor(input: Uint8Array) {
    this.input = input;
  }

  set(position: number, bits: number, bitCount: number): void {
    this.position = position;
    this.bits = bits;
    this.bitCount = bitCount;
  }

  /** More bits have been used than there are. */
  get truncated(): boolean {
    return this.position * 8 - this.bitCount > this.input.length * 8;
  }

  /** @throws InflateError if more bits have been used than there are */
  check(): void {
    if (this.truncated) throw new InflateError('the stream ends too early');
  }

  /** The next bits as a number; 16 at most. */
  take(count: number): number {
    while (this.bitCount < count) {
      this.bits |= (this.input[this.position++] ?? 0) << this.bitCount;
      this.bitCount += 8;
    }
    const taken = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return taken;
  }

  /** Puts bits back that were taken too many: they come first again. */
  giveBack(bits: number, count: number): void {
    this.bits = (this.bits << count) | bits;
    this.bitCount += count;
  }

  /** Drops the bits up to the next byte; whole bytes already taken go back. */
  align(): void {
    this.set(this.position - (this.bitCount >> 3), 0, 0);
  }

  /**
   * Whole bytes from here on, which must be the start of one.
   * @throws InflateError if there are fewer
   */
  bytes(count: number): Uint8Array {
    const start = this.position;
    this.position += count;
    this.check();
    return this.input.subarray(start, this.position);
  }
}
