/** How long a payload is on the wire, without writing it out. It must not decide what is compressed: `pack` does. */
import { toJson } from '../json/write.ts';
import type { Value } from '../value.ts';
import { pack } from '../write.ts';

/** The number of base64 characters for this many bytes, without padding. */
export function base64Length(bytes: number): number {
  return Math.ceil((4 * bytes) / 3);
}

/** Characters of the first segment that Flask writes for this JSON, the leading `.` of a compressed one included. */
export function segmentLength(json: string): number {
  const { content, compressed } = pack(new TextEncoder().encode(json));
  return Number(compressed) + base64Length(content.length);
}

/** The payload's JSON, or null if it cannot be written: nested too deep once its tags are escaped. */
export function writableJson(payload: Value): string | null {
  try {
    return toJson(payload);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
