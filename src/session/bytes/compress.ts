/** Deflates to the same bytes as CPython's zlib. It knows nothing about cookies. */
// A build of pako that only deflates: showing sessions does not need to load it.
import { deflate } from 'pako/browser/deflate';

/** Deflates to exactly the bytes of CPython's `zlib.compress` with C zlib at its default level. */
export function compress(bytes: Uint8Array): Uint8Array {
  // The legacy hash is the one of C zlib; without it pako finds other matches.
  return deflate(bytes, { legacyHash: true });
}
