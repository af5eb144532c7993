/** The jar's state after one header of a response, as distinct from what a later header made of it. Does not read the jar. */
import type { Cookie } from '../cookies/index.ts';
import type { JarState, SetCookieEntry } from '../messaging/recording.ts';
import type { ToldHeader } from './matching.ts';
import type { Target } from './set-cookie.ts';

/** A change caused by the header is more exact than reading the jar, which may already show the next change. */
export function jarOf(
  told: ToldHeader | null,
  found: ReadonlyMap<Target, JarState>,
  isMadeLater: (state: Cookie | null, target: Target) => boolean,
): SetCookieEntry['jar'] {
  if (told === null) return null;
  if (told.made) return told.made.change.removed ? null : told.made.change.cookie;
  const { target } = told;
  const state = found.get(target);
  if (state === undefined || state === 'unknown') return 'unknown';
  if (state !== null && state.value === target.value) return state;
  return isMadeLater(state, target) ? 'superseded' : state;
}

/** A text for a cookie's state: a header with the same text may have caused it. */
export function makingOf(state: { readonly value: string | null } | null, { identity }: Target): string {
  return JSON.stringify([identity, state === null, state?.value]);
}
