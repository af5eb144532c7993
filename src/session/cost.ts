/** What the keys of a session cost on the wire. Writes payloads to measure them; signs nothing. */
import type { FlaskSession } from './reading.ts';
import { writePayload } from './write.ts';

/** Bytes of JSON written in all beyond which nothing is measured: each key means writing the payload once more. */
const MOST_WRITTEN = 2 * 1024 * 1024;

export type KeyCost = {
  readonly key: string;
  /** Bytes by which the cookie would shrink without the key; below zero when compression then pays less. */
  readonly bytes: number;
};

/**
 * The top-level keys of a session with what each really costs, the dearest first: the payload is written as Flask would
 * with and without it, so base64 and compression are in the figure. The costs do not add up to the whole, for keys
 * share what compression saves. Null when the payload is too large to measure (its JSON in bytes, times its keys, over 2 MiB).
 */
export function costsOf({
  payload,
  jsonBytes,
}: Pick<FlaskSession, 'payload' | 'jsonBytes'>): KeyCost[] | null {
  if (payload.type !== 'dict') return [];
  const { entries } = payload;
  if (jsonBytes * entries.length > MOST_WRITTEN) return null;
  const whole = writePayload(payload).length;
  return entries
    .map((entry) => {
      const others = entries.filter((other) => other !== entry);
      return { key: entry[0], bytes: whole - writePayload({ type: 'dict', entries: others }).length };
    })
    .sort((a, b) => b.bytes - a.bytes);
}
