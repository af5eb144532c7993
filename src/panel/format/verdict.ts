/** Flask's verdict in words: what it does with a session, and why. Texts only, each completing a sentence. */
import { formatDuration } from '../../cookies/index.ts';
import type { Doubt, Refusal, ServerError } from '../../session/index.ts';

/** Completes "Refused by Flask: …"; `keys`: how many the site has. `since`: the moment of expiry as text. */
export function refusalText(refusal: Refusal, keys: number, since: string): string {
  switch (refusal.reason) {
    case 'empty':
      return 'it is empty';
    case 'no-signature':
      return 'malformed, there is no “.” in it, so no signature';
    case 'bad-signature':
      return keys === 1 ? 'your key has not signed it' : `none of your ${keys} keys has signed it`;
    case 'no-timestamp':
      return `malformed, the timestamp is missing at ${character(refusal.position)}`;
    case 'malformed-timestamp':
      return `malformed, ${refusal.detail} (${character(refusal.position)})`;
    case 'expired':
      return `expired on the server since ${since}`;
    case 'future':
      return `signed ${formatDuration(refusal.ahead)} in the future`;
  }
}

/** Completes "Flask answers with status 500: …". */
export function errorText(error: ServerError): string {
  switch (error.reason) {
    case 'bad-tag':
      return 'a tag in the payload has a content that is none of its type';
    case 'bad-payload':
      return `${error.detail} (${character(error.position)})`;
    case 'not-a-dict':
      return error.detail;
    case 'timestamp-beyond-9999':
      return `its timestamp lies beyond the year 9999 (${character(error.position)})`;
    case 'not-utf8':
      return `a lone surrogate in the ${error.where} has no UTF-8`;
  }
}

/** Completes "Whether Flask accepts it or answers with status 500 is not certain: …". */
export const DOUBTS: Readonly<Record<Doubt, string>> = {
  'payload-cut': 'the payload is too large to be read whole here',
  'too-deep': 'how deep a payload may be nested depends on the server',
  'odd-date': 'a date in it has a form that Flask does not write',
  'odd-markup': 'Markup in it has a content that Flask does not write',
};

/** A place in the cookie's value, counted from 1. */
export function character(position: number): string {
  return `character ${position + 1} of the cookie`;
}

/** `0:07` or `59:59` of seconds below an hour. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
