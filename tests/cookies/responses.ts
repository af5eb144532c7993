/** A response with several Set-Cookie headers: the predictions for all of them, and each beside the jar that they leave. */
import {
  COOKIES_PER_SITE,
  type Comparison,
  type Cookie,
  compareWithJar,
  cookieId,
  type Prediction,
  parseSetCookie,
  predictSetCookie,
  type ResponseContext,
} from '../../src/cookies/index.ts';

/** In the order of the headers. Each meets the cookies that those before it leave. */
export function predictSetCookies(
  headers: readonly string[],
  context: ResponseContext,
): readonly Prediction[] {
  // No cookie matters to one of another name.
  const jar = new Map<string, Cookie[]>();
  for (const cookie of context.existing) jar.set(cookie.name, [...(jar.get(cookie.name) ?? []), cookie]);
  return headers.map((header) => {
    const { name } = parseSetCookie(header, context.browser);
    const prediction = predictSetCookie(header, { ...context, existing: jar.get(name) ?? [] });
    const { outcome, cookie, intended, sameNamed } = prediction;
    if (outcome !== 'rejected' && intended !== null) {
      const others = sameNamed.filter((other) => cookieId(other) !== cookieId(intended));
      // A response can set more than a browser keeps; what it set long before is gone.
      jar.set(name, cookie === null ? others : [...others.slice(1 - COOKIES_PER_SITE), cookie]);
    }
    return prediction;
  });
}

/** `superseded`: a later header changed the same cookie, and the jar no longer tells of this one. */
export function compareAllWithJar(
  predictions: readonly Prediction[],
  jar: readonly Cookie[],
): readonly (Comparison | 'superseded')[] {
  const places = predictions.map(({ intended }) => intended && cookieId(intended));
  const foreseen = new Set(places);
  return predictions.map((prediction, index) => {
    const place = places[index] ?? null;
    const isChangedLater = predictions.some(
      ({ outcome }, later) => later > index && places[later] === place && outcome !== 'rejected',
    );
    if (place !== null && isChangedLater) return 'superseded';
    const own = jar.filter((cookie) => cookieId(cookie) === place || !foreseen.has(cookieId(cookie)));
    return compareWithJar(prediction, own);
  });
}
