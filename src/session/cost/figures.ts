/** Where a session's bytes go apart from its data: base64, signature, escapes, and what compression saved. Signs nothing. */

import { loneSurrogate } from '../bytes/utf8.ts';
import type { FlaskSession } from '../reading.ts';
import type { Value } from '../value.ts';
import { COST_BUDGET } from './cost.ts';
import { base64Length, segmentLength, writableJson } from './length.ts';

/** The parts of a cookie's value, in characters, each a byte; together they are the whole value. */
export type WireParts = {
  /** Bytes that base64 carries: the JSON itself, or its zlib stream. */
  readonly content: number;
  /** What base64 adds to them, and the `.` before a compressed payload. */
  readonly base64: number;
  /** With the dot before it. */
  readonly timestamp: number;
  /** With the dot before it. */
  readonly signature: number;
};

/** The parts of a session's cookie as it is. */
export function wirePartsOf({
  segments: { payload, timestamp, signature },
}: Pick<FlaskSession, 'segments'>): WireParts {
  const content = Math.floor((3 * (payload.end - payload.start)) / 4);
  return {
    content,
    base64: payload.end - content,
    timestamp: timestamp.end - payload.end,
    signature: signature.end - timestamp.end,
  };
}

/** Bytes on the wire that compression saved: compared with the same JSON in base64 alone. 0 if it is not compressed. */
export function savedByCompression({
  segments,
  compressed,
  jsonBytes,
}: Pick<FlaskSession, 'segments' | 'compressed' | 'jsonBytes'>): number {
  return compressed ? base64Length(jsonBytes) - segments.payload.end : 0;
}

/** Characters of the payload's segment, the leading `.` included, if it is written again. */
export type Rewritten = {
  /** As Flask writes it. The cookie's own length differs if another zlib, or something other than Flask, wrote it. */
  readonly byFlask: number;
  /**
   * As Flask writes it with `app.json.ensure_ascii = False`: in UTF-8 instead of escapes, of which one takes 6 bytes of
   * JSON. Null: it contains a lone surrogate, which UTF-8 cannot represent, and Flask would respond with
   * status 500.
   */
  readonly asUtf8: number | null;
};

/** How long the payload is when it is written again; null for one of more than `COST_BUDGET` bytes, or nested too deep. */
export function rewrittenLengths(payload: Value): Rewritten | null {
  const json = writableJson(payload);
  if (json === null || json.length > COST_BUDGET) return null;
  const text = withoutEscapes(json);
  const byFlask = segmentLength(json);
  return { byFlask, asUtf8: text === json ? byFlask : loneSurrogate(text) < 0 ? segmentLength(text) : null };
}

/** What `ensure_ascii` escapes in addition to what JSON requires: U+007F and everything above. */
const FIRST_NEEDLESS = 0x7f;

function withoutEscapes(json: string): string {
  // Every escape is matched, because in `\\u00e9` it is the backslash that is escaped.
  return json.replace(/\\(?:u([0-9a-f]{4})|.)/g, (escaped: string, digits?: string) => {
    const unit = digits === undefined ? 0 : Number.parseInt(digits, 16);
    return unit < FIRST_NEEDLESS ? escaped : String.fromCharCode(unit);
  });
}
