/** Inflates as CPython's zlib does, with a limit. It knows nothing about cookies. */
import { Z_FINISH, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit, zlibInflateReset } from 'pako';
import { concat } from './concat.ts';

/** The most bytes of JSON that are read: 1 MiB, 256 times what a browser stores. */
export const INFLATE_LIMIT = 1024 * 1024;

export type Inflated = { readonly bytes: Uint8Array; readonly cut: boolean };
/** What is wrong, in zlib's own words (Python: `zlib.error`); `truncated`: the stream ends too early. */
export type InflateFailure = { readonly message: string; readonly truncated: boolean };

// One stream for all calls: setting one up costs more than inflating a small session.
const stream = new ZStream();
zlibInflateInit(stream);
const output = new Uint8Array(64 * 1024);

/**
 * Inflates as `zlib.decompress`: what follows the end of the stream is ignored, an incomplete stream is an error.
 * Output is cut at `limit` bytes; of what lies beyond, at most 64 KiB are inflated or checked.
 */
export function inflate(input: Uint8Array, limit = INFLATE_LIMIT): Inflated | InflateFailure {
  zlibInflateReset(stream);
  stream.input = input;
  stream.next_in = 0;
  stream.avail_in = input.length;
  stream.output = output;
  const parts: Uint8Array[] = [];
  for (let length = 0; ; ) {
    stream.next_out = 0;
    stream.avail_out = output.length;
    const status = zlibInflate(stream, Z_FINISH);
    if (stream.msg !== '') return { message: stream.msg, truncated: false };
    parts.push(output.slice(0, stream.next_out));
    length += stream.next_out;
    if (length > limit) return { bytes: concat(...parts).subarray(0, limit), cut: true };
    if (status === Z_STREAM_END) return { bytes: concat(...parts), cut: false };
    if (stream.avail_out > 0) return { message: 'the stream ends too early', truncated: true };
  }
}
