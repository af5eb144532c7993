/** Whether the jar holds what was predicted. Compares; where they disagree, the caller shows both. */
import { type Cookie, cookieId, sameCookie } from '../model.ts';
import type { Prediction } from './prediction.ts';

/** Seconds by which a predicted expiry may miss: the response was handled before it was seen. */
const EXPIRY_TOLERANCE = 3;

export type Comparison =
  | { readonly verdict: 'agree' }
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
 * Compares the prediction for a header with the jar as it is after that and before anything else has changed it: the
 * cookies of the store and host that the prediction was made for. What other headers put there is to be left out.
 */
export function compareWithJar(prediction: Prediction, jar: readonly Cookie[]): Comparison {
  const place = prediction.intended && cookieId(prediction.intended);
  const found = jar.find((cookie) => cookieId(cookie) === place) ?? newcomer(prediction, jar);
  return compare(prediction, found ?? null);
}

/** A cookie of that name and value in a place where it was not before. */
function newcomer({ parsed, sameNamed }: Prediction, jar: readonly Cookie[]): Cookie | undefined {
  return jar.find(
    (cookie) =>
      cookie.name === parsed.name &&
      cookie.value === parsed.value &&
      !sameNamed.some((before) => sameCookie(before, cookie)),
  );
}

function compare({ outcome, cookie, previous, now }: Prediction, found: Cookie | null): Comparison {
  const expected = outcome === 'rejected' ? previous : cookie;
  // Firefox may keep a deleted cookie in the jar as expired, but no longer sends it.
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
