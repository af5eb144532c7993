/** Whether the jar holds what the doctor predicted. Compares; where they disagree, the caller shows both. */
import { type Cookie, cookieId, sameCookie } from './model.ts';
import type { Prediction } from './prediction.ts';

/** Seconds by which a predicted expiry may miss: the response was handled before it was seen. */
const EXPIRY_TOLERANCE = 3;

export type Comparison =
  | { readonly verdict: 'agree' }
  /** A later header of the response changed the same cookie: the jar no longer tells of this one. */
  | { readonly verdict: 'superseded' }
  | {
      readonly verdict: 'disagree';
      /** What should be there; null: nothing. */
      readonly expected: Cookie | null;
      /** What is there instead; null: nothing. */
      readonly found: Cookie | null;
      /** The fields that differ; empty if one of the two is not there. */
      readonly differences: readonly (keyof Cookie)[];
    };

/**
 * Compares a prediction with the jar as it is after the response, before anything else has changed it: the cookies of
 * the store and host that the prediction was made for. `response`: the predictions of all its headers, in their order.
 */
export function compareWithJar(
  prediction: Prediction,
  jar: readonly Cookie[],
  response: readonly Prediction[] = [prediction],
): Comparison {
  const place = placeOf(prediction);
  const later = response.slice(response.indexOf(prediction) + 1);
  if (place !== null && later.some((other) => other.outcome !== 'rejected' && placeOf(other) === place)) {
    return { verdict: 'superseded' };
  }
  const expected = prediction.outcome === 'rejected' ? prediction.previous : prediction.cookie;
  const found =
    jar.find((cookie) => cookieId(cookie) === place) ?? newcomer(prediction, jar, response) ?? null;
  if (expected === null && (found === null || isOver(found, prediction.now))) return { verdict: 'agree' };
  const differences = expected && found ? differencesOf(expected, found) : [];
  if (expected !== null && found !== null && differences.length === 0) return { verdict: 'agree' };
  return { verdict: 'disagree', expected, found, differences };
}

function placeOf({ intended }: Prediction): string | null {
  return intended && cookieId(intended);
}

/** Firefox may keep a deleted cookie in the jar, expired, and sends it no more. */
function isOver({ expires }: Cookie, now: number): boolean {
  return expires !== null && expires <= now + EXPIRY_TOLERANCE;
}

/** A cookie of that name and value which no one else put there: stored in a place other than predicted. */
function newcomer(
  { parsed, sameNamed }: Prediction,
  jar: readonly Cookie[],
  response: readonly Prediction[],
): Cookie | undefined {
  const explained = new Set(response.map(placeOf));
  return jar.find(
    (cookie) =>
      cookie.name === parsed.name &&
      cookie.value === parsed.value &&
      !explained.has(cookieId(cookie)) &&
      !sameNamed.some((before) => sameCookie(before, cookie)),
  );
}

function differencesOf(expected: Cookie, found: Cookie): (keyof Cookie)[] {
  const plain = ['name', 'value', 'domain', 'hostOnly', 'path', 'secure', 'httpOnly', 'sameSite'] as const;
  const differences: (keyof Cookie)[] = plain.filter((field) => expected[field] !== found[field]);
  if (!isNear(expected.expires, found.expires)) differences.push('expires');
  if (JSON.stringify(expected.partitionKey) !== JSON.stringify(found.partitionKey)) {
    differences.push('partitionKey');
  }
  return differences;
}

function isNear(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= EXPIRY_TOLERANCE;
}
