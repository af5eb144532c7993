/** HMAC (RFC 2104) for many keys in a row: the digests' states are created once. It must not know what is signed. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { Digest } from './parameters.ts';

export const HASHES: Readonly<Record<Digest, CHash>> = { md5, sha1, sha224, sha256, sha384, sha512 };

const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/**
 * The same MACs as `hmac(digest, key, message)`, more than twice as fast if every key is different. The
 * result is an internal buffer that the next call overwrites.
 */
export function createHmac(digest: Digest): (key: Uint8Array, message: Uint8Array) => Uint8Array {
  const start = HASHES[digest].create();
  const working = start.clone();
  const pad = new Uint8Array(start.blockLen);
  const mac = new Uint8Array(start.outputLen);
  const restart = () => start._cloneInto(working);
  return (key, message) => {
    let short = key;
    if (key.length > pad.length) {
      restart().update(key).digestInto(mac);
      short = mac;
    }
    pad.fill(0).set(short);
    for (let i = 0; i < pad.length; i++) pad[i] = (pad[i] ?? 0) ^ INNER_PAD;
    restart().update(pad).update(message).digestInto(mac);
    for (let i = 0; i < pad.length; i++) pad[i] = (pad[i] ?? 0) ^ INNER_PAD ^ OUTER_PAD;
    restart().update(pad).update(mac).digestInto(mac);
    return mac;
  };
}
