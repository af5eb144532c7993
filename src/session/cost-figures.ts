/** Where a session's bytes go besides its data: base64, signature, escapes, and what compression saved. Signs nothing. */
import { COST_BUDGET } from './cost.ts';
import { base64Length, segmentLength, writableJson } from './cost-length.ts';
import type { FlaskSession } from './reading.ts';
import { loneSurrogate } from './utf8.ts';
import type { Value } from './value.ts';

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

/** The parts of a session's cookie as it stands. */
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

/** Bytes on the wire that compression saved: against the same JSON in base64 alone. 0 for what is not compressed. */
export function savedByCompression({
  segments,
  compressed,
  jsonBytes,
}: Pick<FlaskSession, 'segments' | 'compressed' | 'jsonBytes'>): number {
  return compressed ? base64Length(jsonBytes) - segments.payload.end : 0;
}

/** Characters of the payload's segment, the leading `.` included, if it is written anew. */
export type Rewritten = {
  /** As Flask writes it. The cookie's own differs if another zlib, or something else than Flask, wrote it. */
  readonly byFlask: number;
  /**
   * As Flask writes it with `app.json.ensure_ascii = False`: in UTF-8 instead of escapes, of which one takes 6 bytes of
   * JSON. Null: no UTF-8 can carry it, for a lone surrogate is in it, and Flask would answer with status 500.
   */
  readonly asUtf8: number | null;
};

/** How long the payload is when it is written anew; null for one of more than `COST_BUDGET` bytes, or nested too deep. */
export function rewrittenLengths(payload: Value): Rewritten | null {
  const json = writableJson(payload);
  if (json === null || json.length > COST_BUDGET) return null;
  const text = withoutEscapes(json);
  const byFlask = segmentLength(json);
  return { byFlask, asUtf8: text === json ? byFlask : loneSurrogate(text) < 0 ? segmentLength(text) : null };
}

/** What `ensure_ascii` escapes beyond what JSON must: U+007F and everything above. */
const FIRST_NEEDLESS = 0x7f;

function withoutEscapes(json: string): string {
  // Every escape is matched, for in `\\u00e9` the backslash is what is escaped.
  return json.replace(/\\(?:u([0-9a-f]{4})|.)/g, (escaped: string, digits?: string) => {
    const unit = digits === undefined ? 0 : Number.parseInt(digits, 16);
    return unit < FIRST_NEEDLESS ? escaped : String.fromCharCode(unit);
  });
}
