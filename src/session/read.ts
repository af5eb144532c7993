/** Decodes a cookie's value. It verifies nothing and judges no age; decoding is not verifying. */
import { base64Position, decodeBase64, URL_SAFE } from './bytes/base64.ts';
import { INFLATE_LIMIT, inflate } from './bytes/inflate.ts';
import { decodeUtf8, encodeUtf8, firstBadByte, loneSurrogate } from './bytes/utf8.ts';
import { readJson } from './json/read.ts';
import type { FlaskSession, NotASession, Notice, Reading, Segment } from './reading.ts';
import { readTimestamp } from './signing/timestamp.ts';
import type { DictValue, Value } from './value.ts';

const DOT = 46;

function not(reason: string, position: number, decoded: string | null = null): NotASession {
  return { kind: 'not-a-session', reason, position, decoded };
}

/** The JSON text of the payload's segment. */
type PayloadText = { readonly json: string; readonly jsonBytes: number; readonly cut: boolean };

function payloadText(
  text: string,
  { start, end }: Segment,
  compressed: boolean,
  limit: number,
): PayloadText | NotASession {
  const encoded = decodeBase64(text, start, end, URL_SAFE, true);
  if (!(encoded instanceof Uint8Array)) {
    return not(`the payload is not base64: ${encoded.message}`, encoded.position);
  }
  let bytes = encoded;
  let cut = bytes.length > limit;
  if (compressed) {
    const inflated = inflate(bytes, limit);
    if ('message' in inflated) {
      return not(
        `the payload is not a complete zlib stream: ${inflated.message}`,
        inflated.truncated ? end : start,
      );
    }
    ({ bytes, cut } = inflated);
  } else if (cut) {
    bytes = bytes.subarray(0, limit);
  }
  const json = decodeUtf8(bytes, cut);
  if (json === null) {
    const byte = firstBadByte(bytes);
    const position = compressed ? start : base64Position(text, start, end, URL_SAFE, byte);
    return not(`the payload is not UTF-8: its byte ${byte + 1} cannot be decoded`, position);
  }
  return { json, jsonBytes: bytes.length, cut };
}

/** The header of a JSON Web Token, when the text before the first dot is one: a JSON object with `alg`. */
function tokenHeader(text: string): string | null {
  const end = text.indexOf('.');
  const payload = payloadText(text, { start: 0, end }, false, INFLATE_LIMIT);
  // Anything shorter than the shortest header, {"alg":""}, is not one.
  if ('kind' in payload || !payload.json.includes('"alg"')) return null;
  const header = readJson(payload.json);
  const hasAlgorithm =
    header.ok &&
    header.value.type === 'dict' &&
    header.value.entries.some(([key, value]) => key === 'alg' && value.type === 'str');
  return hasAlgorithm ? payload.json : null;
}

/** Whether the segment is a JSON object in base64, like the middle of a JSON Web Token. */
function isObject(text: string, segment: Segment): boolean {
  const payload = payloadText(text, segment, false, INFLATE_LIMIT);
  return !('kind' in payload) && payload.json.startsWith('{');
}

function noTimestamp(text: string, dot: number): NotASession {
  if (dot < 0) return not("no '.' in it", text.length);
  const first = payloadText(text, { start: 0, end: dot }, false, INFLATE_LIMIT);
  const decoded = 'kind' in first || !readJson(first.json).ok ? null : first.json;
  return not("it contains only one '.', so it has no timestamp", dot, decoded);
}

function cutNotice(compressed: boolean, limit: number): Notice {
  const verb = compressed ? 'inflates to' : 'has';
  return {
    code: 'payload-cut',
    message: `The payload ${verb} more than ${limit / 1024} KiB of JSON: only the beginning was read.`,
  };
}

function topLevelNotice(type: Exclude<Value, DictValue>['type']): Notice {
  return {
    code: 'not-a-dict',
    message: `The payload is of type ${type}, not a dict: Flask never writes such a session.`,
  };
}

const LEGACY_NOTICE: Notice = {
  code: 'legacy-epoch',
  message: `The timestamp appears to be counted from 2011-01-01, as in itsdangerous before 1.0; newer versions count from 1970 and refuse it.`,
};

function jsonFailure(
  text: string,
  payload: Segment,
  compressed: boolean,
  json: string,
  failure: { message: string; position: number },
): NotASession {
  if (json === '') return not('the payload is empty', payload.start);
  const before = json.slice(0, failure.position);
  const byte = encodeUtf8(before)?.length ?? 0;
  const position = compressed
    ? payload.start
    : base64Position(text, payload.start, payload.end, URL_SAFE, byte);
  // Counted in characters, not in UTF-16 units, and from 1.
  const character = Array.from(before).length + 1;
  return not(`the payload is not JSON: ${failure.message} at character ${character}`, position, json);
}

/**
 * Reads a cookie's value as Flask's `URLSafeTimedSerializer` splits it, ignoring the signature. Never
 * throws. At most `limit` bytes of JSON are read, at most `MAX_DEPTH` levels deep.
 * @param text the cookie's value as the browser sends it, without quotes
 * @param limit bytes, at most `INFLATE_LIMIT`; a longer payload is cut there, with a notice
 */
export function read(text: string, limit = INFLATE_LIMIT): Reading {
  const surrogate = loneSurrogate(text);
  if (surrogate >= 0) return not('it contains a lone surrogate, which no cookie can carry', surrogate);
  const last = text.lastIndexOf('.');
  const middle = last <= 0 ? -1 : text.lastIndexOf('.', last - 1);
  if (middle < 0) return noTimestamp(text, last);

  const compressed = text.charCodeAt(0) === DOT && middle > 0;
  const payload: Segment = { start: compressed ? 1 : 0, end: middle };
  const timestampSegment: Segment = { start: middle + 1, end: last };
  const signatureSegment: Segment = { start: last + 1, end: text.length };

  const found = payloadText(text, payload, compressed, limit);
  const timestamp = readTimestamp(text, timestampSegment.start, timestampSegment.end);
  if (!compressed && ('kind' in found || found.json.includes('"alg"'))) {
    const header = tokenHeader(text);
    if (header !== null && (timestamp.state === 'malformed' || isObject(text, timestampSegment))) {
      return not('it is a JSON Web Token', timestampSegment.start, header);
    }
  }
  if ('kind' in found) return found;
  const parsed = readJson(found.json, found.cut);
  if (!parsed.ok) return jsonFailure(text, payload, compressed, found.json, parsed);

  const notices: Notice[] = parsed.invalidTags.map(({ invalid, doubt }) => ({
    code: 'invalid-tag',
    message: `Left as a plain dict: ${invalid}.`,
    doubt,
  }));
  if (found.cut) notices.unshift(cutNotice(compressed, limit));
  if (parsed.value.type !== 'dict') notices.push(topLevelNotice(parsed.value.type));
  if (timestamp.state === 'read' && timestamp.legacySeconds !== null) notices.push(LEGACY_NOTICE);
  const signature = decodeBase64(text, signatureSegment.start, signatureSegment.end, URL_SAFE, true);
  return {
    kind: 'flask-session',
    segments: { payload, timestamp: timestampSegment, signature: signatureSegment },
    compressed,
    json: found.json,
    jsonBytes: found.jsonBytes,
    payload: parsed.value,
    timestamp,
    signatureBytes: signature instanceof Uint8Array ? signature.length : null,
    notices,
  };
}

/** Whether only the beginning of the payload was read: what is measured of it would be wrong. */
export function isCut({ notices }: Pick<FlaskSession, 'notices'>): boolean {
  return notices.some(({ code }) => code === 'payload-cut');
}
