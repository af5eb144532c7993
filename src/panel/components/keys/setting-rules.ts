/** Which cookie names and salts an application can use. It must not store anything. */
import { loneSurrogate } from '../../../session/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { LONGEST_SETTING } from '../../store/site-settings.ts';

/** No character of a token (RFC 9110, 5.6.2), which a cookie's name is by RFC 6265, 4.1.1. */
const NO_TOKEN = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/u;

/** Why this cannot be the name of a cookie, as a sentence; null when it can. */
export function cookieNameProblem(name: string): string | null {
  if (name === '') return 'A cookie must have a name.';
  const foreign = NO_TOKEN.exec(name);
  if (foreign) {
    return `A cookie’s name cannot contain ${called(foreign[0])} (character ${foreign.index + 1}): only ASCII letters, digits and !#$%&'*+-.^_\`|~.`;
  }
  return lengthProblem(name);
}

/** Why this cannot be the salt of a signer, as a sentence; null when it can. An empty one can. */
export function saltProblem(salt: string): string | null {
  const surrogate = loneSurrogate(salt);
  if (surrogate >= 0) {
    return `A salt cannot contain a lone surrogate (character ${surrogate + 1}): it cannot be encoded as UTF-8.`;
  }
  return lengthProblem(salt);
}

function lengthProblem(text: string): string | null {
  if (text.length <= LONGEST_SETTING) return null;
  return `Too long: ${counted(text.length, 'character')}; at most ${grouped(LONGEST_SETTING)} are allowed.`;
}

function called(character: string): string {
  if (character === ' ') return 'a space';
  return /[\p{C}\p{Z}]/u.test(character) ? 'an invisible character' : `“${character}”`;
}
