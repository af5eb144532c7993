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
 * Compares the predictions for all headers of a response, in their order, with the jar as it is after the response and
 * before anything else has changed it: the cookies of the store and host that the predictions were made for.
 */
export function compareWithJar(
  predictions: readonly Prediction[],
  jar: readonly Cookie[],
): readonly Comparison[] {
  const inPlace = new Map(jar.map((cookie) => [cookieId(cookie), cookie]));
  const foreseen = new Set(predictions.map(placeOf));
  const unforeseen = jar.filter((cookie) => !foreseen.has(cookieId(cookie)));
  const changedLater = new Set<string>();
  const comparisons = predictions.toReversed().map((prediction): Comparison => {
    const place = placeOf(prediction);
    if (place !== null && changedLater.has(place)) return { verdict: 'superseded' };
    if (place !== null && prediction.outcome !== 'rejected') changedLater.add(place);
    const found = (place === null ? undefined : inPlace.get(place)) ?? newcomer(prediction, unforeseen);
    return compare(prediction, found ?? null);
  });
  return comparisons.reverse();
}

/** The place in the jar that the header names. */
function placeOf({ intended }: Prediction): string | null {
  return intended && cookieId(intended);
}

/** A cookie of that name and value in a place where it was not before, and where nobody expected one. */
function newcomer({ parsed, sameNamed }: Prediction, unforeseen: readonly Cookie[]): Cookie | undefined {
  return unforeseen.find(
    (cookie) =>
      cookie.name === parsed.name &&
      cookie.value === parsed.value &&
      !sameNamed.some((before) => sameCookie(before, cookie)),
  );
}

function compare({ outcome, cookie, previous, now }: Prediction, found: Cookie | null): Comparison {
  const expected = outcome === 'rejected' ? previous : cookie;
  // Firefox may keep a deleted cookie in the jar, expired, and sends it no more.
  const isThere = found !== null && (expected !== null || !isOver(found, now));
  if (expected === null && !isThere) return { verdict: 'agree' };
  const differences = expected && found ? differencesOf(expected, found) : [];
  if (expected !== null && isThere && differences.length === 0) return { verdict: 'agree' };
  return { verdict: 'disagree', expected, found, differences };
}

function isOver({ expires }: Cookie, now: number): boolean {
  return expires !== null && expires <= now + EXPIRY_TOLERANCE;
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
