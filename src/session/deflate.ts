/** Compresses as CPython does. It must give the same bytes: the cookie's size and its signature hang on them. */
import { deflate } from 'pako';

/** Deflates to the very bytes of CPython's `zlib.compress` with C zlib at its default level. */
export function compress(bytes: Uint8Array): Uint8Array {
  // The legacy hash is the one of C zlib; without it pako finds other matches.
  return deflate(bytes, { legacyHash: true });
}
