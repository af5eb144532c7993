/** Flask's verdict in words: what it does with a session, and why. Texts only, each completing a sentence. */
import { formatDuration } from '../../cookies/index.ts';
import type { Doubt, Verdict } from '../../session/index.ts';

/** Of a session that is there, or of one that would be. */
export type Tense = 'is' | 'would-be';

/** The verdict itself; a colon and the reason follow. */
export const VERDICTS: Readonly<Record<Tense, Readonly<Record<Verdict['outcome'], string>>>> = {
  is: {
    accepted: '✓ Accepted by Flask',
    refused: '✗ Refused by Flask',
    error: '✗ Flask responds with status 500',
    undecided:
      '▲ Signature valid, but it is not certain whether Flask accepts it or responds with status 500',
    'no-key': '✗ Flask has no sessions',
  },
  'would-be': {
    accepted: '✓ Flask would accept it',
    refused: '✗ Flask would refuse it',
    error: '✗ Flask would respond with status 500',
    undecided: '▲ It is not certain whether Flask would accept it or respond with status 500',
    'no-key': '✗ Flask has no sessions',
  },
};

/** Why; `keys`: how many the site has. `since`: the moment of expiry as text. */
export function reasonText(
  verdict: Exclude<Verdict, { outcome: 'accepted' }>,
  keys: number,
  since: string,
): string {
  if (verdict.outcome === 'no-key') return 'its secret key is empty';
  if (verdict.outcome === 'undecided') return DOUBTS[verdict.doubt];
  switch (verdict.reason) {
    case 'empty':
      return 'it is empty';
    case 'no-signature':
      return 'malformed, with no “.” and therefore no signature';
    case 'bad-signature':
      return keys === 1
        ? 'it was not signed with your key'
        : `it was not signed with any of your ${keys} keys`;
    case 'no-timestamp':
      return `malformed, the timestamp is missing at ${character(verdict.position)}`;
    case 'malformed-timestamp':
      return `malformed, ${verdict.detail} (${character(verdict.position)})`;
    case 'expired':
      return `it expired on the server at ${since}`;
    case 'future':
      return `signed ${formatDuration(verdict.ahead)} in the future`;
    case 'bad-tag':
      return 'a tag in the payload has content of the wrong type';
    case 'bad-payload':
      return `${verdict.detail} (${character(verdict.position)})`;
    case 'not-a-dict':
      return verdict.detail;
    case 'timestamp-beyond-9999':
      return `its timestamp is beyond the year 9999 (${character(verdict.position)})`;
    case 'not-utf8':
      return `a lone surrogate in the ${verdict.where} cannot be encoded as UTF-8`;
  }
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  'payload-cut': 'the payload is too large to be read completely here',
  'too-deep': 'the maximum nesting depth depends on the server',
  'odd-date': 'it contains a date in a form that Flask does not write',
  'odd-markup': 'it contains Markup with content that Flask does not write',
};

/** What the key at a place of the keyring is to its site. */
export const keyRole = (index: number): string => (index === 0 ? 'the current key' : `fallback key ${index}`);

/** A key's name as it is shown; one that was stored without a name is said to have none. */
export const keyName = (name: string): string => (name === '' ? 'unnamed' : name);

/** A position in the cookie's value, counted from 1. */
function character(position: number): string {
  return `character ${position + 1} of the cookie`;
}

/** `0:07` or `59:59` of seconds below an hour. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
