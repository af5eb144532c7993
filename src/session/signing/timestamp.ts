/** The middle segment: when the session was signed. It reads no clock, and does not judge what is old or in the future. */
import { base64Position, decodeBase64, encodeBase64, URL_SAFE } from '../bytes/base64.ts';
import { MAX_DATETIME } from '../json/http-date.ts';
import type { Timestamp } from '../reading.ts';

/** The largest timestamp that itsdangerous can turn into a datetime: 9999-12-31T23:59:59Z, in seconds since 1970. */
export const MAX_TIMESTAMP = MAX_DATETIME;
/** itsdangerous before 1.0 counted seconds from 2011-01-01T00:00:00Z. */
const LEGACY_EPOCH = 1_293_840_000;
/** A timestamp below this (1989) cannot have been counted from 1970: Flask is younger. */
const LEGACY_LIMIT = 600_000_000;

/**
 * Reads the timestamp in `text` from `start` to `end` (excluded) as itsdangerous' `TimestampSigner.unsign`: at
 * most eight bytes, big-endian (none at all is 0), for a date that Python's `datetime` can represent.
 */
export function readTimestamp(text: string, start: number, end: number): Timestamp {
  const bytes = decodeBase64(text, start, end, URL_SAFE, true);
  if (!(bytes instanceof Uint8Array)) {
    return {
      state: 'malformed',
      reason: `the timestamp is not base64: ${bytes.message}`,
      position: bytes.position,
      isFatal: false,
    };
  }
  if (bytes.length > 8) {
    const position = base64Position(text, start, end, URL_SAFE, 8);
    return {
      state: 'malformed',
      reason: `the timestamp has ${bytes.length} bytes, more than 8`,
      position,
      isFatal: false,
    };
  }
  const seconds = bytes.reduce((high, byte) => high * 256 + byte, 0);
  if (seconds > MAX_TIMESTAMP) {
    return {
      state: 'malformed',
      reason: 'the timestamp is beyond the year 9999',
      position: start,
      isFatal: true,
    };
  }
  return { state: 'read', seconds, legacySeconds: seconds < LEGACY_LIMIT ? seconds + LEGACY_EPOCH : null };
}

/**
 * The segment for a time in whole seconds since 1970: leading zero bytes are stripped, 0 is the empty text
 * (itsdangerous' `int_to_bytes`).
 * @throws RangeError if `seconds` is not a whole number from 0 to `MAX_TIMESTAMP`
 */
export function encodeTimestamp(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_TIMESTAMP) {
    throw new RangeError(`a timestamp must be whole seconds from 0 to ${MAX_TIMESTAMP}, not ${seconds}`);
  }
  const bytes: number[] = [];
  for (let rest = seconds; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return encodeBase64(Uint8Array.from(bytes), URL_SAFE);
}
