/** Deflates to the bytes that CPython's zlib makes. It knows nothing of cookies. */
// A build of pako that only deflates: what only shows sessions need not load it.
import { deflate } from 'pako/browser/deflate';

/** Deflates to the very bytes of CPython's `zlib.compress` with C zlib at its default level. */
export function compress(bytes: Uint8Array): Uint8Array {
  // The legacy hash is the one of C zlib; without it pako finds other matches.
  return deflate(bytes, { legacyHash: true });
}
