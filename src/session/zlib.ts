/** zlib, bounded: a small cookie may inflate to any size. It must not inflate beyond the limit, nor differ from C zlib. */
import {
  deflate,
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit,
} from 'pako';

/** Most bytes that are ever inflated: 1 MiB, 256 times what a browser stores. */
export const INFLATE_LIMIT = 1024 * 1024;

/** zlib's own message (or ours, for a stream that ends early); Python: `zlib.error`. */
export type InflateFailure = { readonly message: string; readonly truncated: boolean };

/**
 * Inflates as `zlib.decompress`: what follows the end of the stream is ignored, an incomplete stream is an error.
 * Output is cut at `INFLATE_LIMIT` bytes; what lies beyond is neither inflated nor checked.
 */
export function inflate(input: Uint8Array): { bytes: Uint8Array; cut: boolean } | InflateFailure {
  const stream = new ZStream();
  zlibInflateInit(stream);
  stream.input = input;
  stream.next_in = 0;
  stream.avail_in = input.length;
  // One byte more than the limit tells "exactly the limit" from "beyond it".
  let output = new Uint8Array(Math.min(INFLATE_LIMIT + 1, Math.max(1024, input.length * 6)));
  stream.output = output;
  stream.next_out = 0;
  stream.avail_out = output.length;
  for (;;) {
    const status = zlibInflate(stream, Z_NO_FLUSH);
    const length = stream.next_out;
    if (length > INFLATE_LIMIT) return { bytes: output.subarray(0, INFLATE_LIMIT), cut: true };
    if (status === Z_STREAM_END) return { bytes: output.subarray(0, length), cut: false };
    if (status !== Z_OK && status !== Z_BUF_ERROR) {
      return { message: stream.msg || 'a preset dictionary is needed', truncated: false };
    }
    if (stream.avail_out > 0) return { message: 'the stream ends too early', truncated: true };
    const larger = new Uint8Array(Math.min(INFLATE_LIMIT + 1, output.length * 4));
    larger.set(output);
    output = larger;
    stream.output = output;
    stream.avail_out = output.length - length;
  }
}

/** Deflates to the very bytes of CPython's `zlib.compress` with C zlib at its default level. */
export function compress(bytes: Uint8Array): Uint8Array {
  // The legacy hash is the one of C zlib; without it pako finds other matches.
  return deflate(bytes, { legacyHash: true });
}
