/** What the digests are called. Names only. */
import type { Digest } from '../../session/index.ts';

/** As Python’s hashlib and the standards write them. */
export const DIGEST_NAMES: Readonly<Record<Digest, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
