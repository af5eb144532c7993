/** Writes a cookie's value from a payload, byte for byte as Flask does. It must not read a clock: the time is a parameter. */
import { encodeBase64, URL_SAFE } from './bytes/base64.ts';
import { compress } from './bytes/compress.ts';
import { toJson } from './json/write.ts';
import { FLASK_SIGNING, type SigningParameters } from './signing/parameters.ts';
import { signature } from './signing/signature.ts';
import { encodeTimestamp } from './signing/timestamp.ts';
import type { Value } from './value.ts';

/** What base64 encodes: the JSON itself, or its zlib stream if that is shorter by more than the `.` before it. */
export function pack(json: Uint8Array): { readonly content: Uint8Array; readonly compressed: boolean } {
  const stream = compress(json);
  const compressed = stream.length < json.length - 1;
  return { content: compressed ? stream : json, compressed };
}

/**
 * The first segment, with the leading `.` if it is compressed (`URLSafeSerializerMixin.dump_payload`); unsigned,
 * for computing sizes.
 * @throws RangeError where `toJson` does
 */
export function writePayload(payload: Value): string {
  const { content, compressed } = pack(new TextEncoder().encode(toJson(payload)));
  return (compressed ? '.' : '') + encodeBase64(content, URL_SAFE);
}

/**
 * The cookie's value that Flask would write (`URLSafeTimedSerializer.dumps` within an app).
 * @param timestamp whole seconds since 1970
 * @param parameters Flask's own by default
 * @throws RangeError where `toJson` does, or if the timestamp is not a whole number from 0 to `MAX_TIMESTAMP`
 */
export function write(
  payload: Value,
  secretKey: Uint8Array,
  timestamp: number,
  parameters: SigningParameters = FLASK_SIGNING,
): string {
  const signed = `${writePayload(payload)}.${encodeTimestamp(timestamp)}`;
  return `${signed}.${signature(signed, secretKey, parameters)}`;
}
