/** How much JSON still fits into a session. It knows nothing about browsers: the longest payload allowed is a parameter. */

import type { DictValue } from '../value.ts';
import { COST_BUDGET } from './cost.ts';
import { segmentLength, writableJson } from './length.ts';

/** Longer than what fits into any cookie. */
const MOST_TEXT = 8192;
/** What fills the room: the text of the key `~`, at the end of the payload. */
export const RANDOM_TEXT = randomText(MOST_TEXT);
/** What surrounds the text of one more key: `"~":""`. */
const FRAME = 6;
/** Times that a payload is written to find out: with an empty text, then halving the number of texts each time. */
const TRIALS = 1 + Math.ceil(Math.log2(MOST_TEXT + 1));
/** Longest JSON that is written so often within `COST_BUDGET`. */
const MOST_JSON = Math.floor(COST_BUDGET / TRIALS);

/**
 * Bytes of JSON by which the payload may grow: one more key with its quotes, its comma and a text of random printable
 * ASCII, of which compression saves least of all that Flask writes: what repeats the session's own words takes less
 * room. So many bytes fit and one more does not, found by writing it some fifteen times.
 * @param most characters of the payload's segment, the leading `.` included
 * @returns 0 when not even an empty text fits; null if the payload has more than 34 KiB of JSON, which would exceed `COST_BUDGET`, or is nested too deep
 */
export function roomFor(payload: DictValue, most: number): number | null {
  const json = writableJson(payload);
  if (json === null || json.length > MOST_JSON) return null;
  const start = upToText(payload, json);
  const fits = (length: number): boolean =>
    segmentLength(`${start}${RANDOM_TEXT.slice(0, length)}"}`) <= most;
  if (!fits(0)) return 0;
  let fitting = 0;
  let tooLong = MOST_TEXT + 1;
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >> 1;
    if (fits(middle)) fitting = middle;
    else tooLong = middle;
  }
  return FRAME + (payload.entries.length === 0 ? 0 : 1) + fitting;
}

/** The payload's JSON with one more key, up to where that key's text begins. */
function upToText({ entries }: DictValue, json: string): string {
  const [first] = entries;
  if (!first) return '{"~":"';
  // A dict whose only key is named like a tag is written as tagged; with another key, it is written as it is.
  const isAlone = entries.length === 1 && first[0] < '~';
  const two = isAlone
    ? writableJson({ type: 'dict', entries: [first, ['~', { type: 'str', text: '' }]] })
    : null;
  return two === null ? `${json.slice(0, -1)},"~":"` : two.slice(0, -2);
}

/** Printable ASCII that needs no escapes, always the same, so that the same session gives the same answer (xorshift32). */
function randomText(length: number): string {
  const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
    (character) => character !== '"' && character !== '\\',
  );
  let state = 1;
  return Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return characters[(state >>> 0) % characters.length];
  }).join('');
}
