/** Whether the jar holds what the doctor predicted. Compares; where they disagree, the caller shows both. */
import { type Cookie, cookieId, sameCookie } from './model.ts';
import type { Prediction } from './prediction.ts';

/** Seconds by which a predicted expiry may miss: the response was handled before it was seen. */
const EXPIRY_TOLERANCE = 3;

export type Comparison =
  | { readonly agree: true }
  | {
      readonly agree: false;
      /** What should be there; null: nothing. */
      readonly expected: Cookie | null;
      /** What is there instead; null: nothing. */
      readonly found: Cookie | null;
      /** The fields that differ; empty if one of the two is not there. */
      readonly differences: readonly (keyof Cookie)[];
    };

/**
 * Compares a prediction with the jar as it is after the response, and before anything else has changed it: the
 * cookies of the store and host that the prediction was made for.
 */
export function compareWithJar(prediction: Prediction, jar: readonly Cookie[]): Comparison {
  const expected = expectedCookie(prediction);
  const place = prediction.intended && cookieId(prediction.intended);
  const found = jar.find((cookie) => cookieId(cookie) === place) ?? newcomer(prediction, jar) ?? null;
  if (expected === null && found === null) return { agree: true };
  const differences = expected && found ? differencesOf(expected, found) : [];
  if (expected !== null && found !== null && differences.length === 0) return { agree: true };
  return { agree: false, expected, found, differences };
}

/** What is to be in the place that the header names. */
function expectedCookie({ outcome, cookie, previous }: Prediction): Cookie | null {
  return outcome === 'rejected' ? previous : cookie;
}

/** A cookie of that name and value which was not there before: stored in a place other than predicted. */
function newcomer({ parsed, sameNamed }: Prediction, jar: readonly Cookie[]): Cookie | undefined {
  return jar.find(
    (cookie) =>
      cookie.name === parsed.name &&
      cookie.value === parsed.value &&
      !sameNamed.some((before) => sameCookie(before, cookie)),
  );
}

function differencesOf(expected: Cookie, found: Cookie): (keyof Cookie)[] {
  const plain = ['name', 'value', 'domain', 'hostOnly', 'path', 'secure', 'httpOnly', 'sameSite'] as const;
  const differences: (keyof Cookie)[] = plain.filter((field) => expected[field] !== found[field]);
  if (!isNear(expected.expires, found.expires)) differences.push('expires');
  if (JSON.stringify(expected.partitionKey) !== JSON.stringify(found.partitionKey))
    differences.push('partitionKey');
  return differences;
}

function isNear(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= EXPIRY_TOLERANCE;
}
