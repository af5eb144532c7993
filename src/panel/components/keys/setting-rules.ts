/** Which cookie names and salts can be what an application uses. It must not store anything. */
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
    return `A cookie’s name cannot have ${called(foreign[0])} in it (character ${foreign.index + 1}): only letters, digits and !#$%&'*+-.^_\`|~ of ASCII.`;
  }
  return lengthProblem(name);
}

/** Why this cannot be the salt of a signer, as a sentence; null when it can. An empty one can. */
export function saltProblem(salt: string): string | null {
  const surrogate = loneSurrogate(salt);
  if (surrogate >= 0) {
    return `A salt cannot have a lone surrogate in it (character ${surrogate + 1}): it has no UTF-8.`;
  }
  return lengthProblem(salt);
}

function lengthProblem(text: string): string | null {
  if (text.length <= LONGEST_SETTING) return null;
  return `Too long: ${counted(text.length, 'character')}, and at most ${grouped(LONGEST_SETTING)} are taken here.`;
}

function called(character: string): string {
  if (character === ' ') return 'a space';
  return /[\p{C}\p{Z}]/u.test(character) ? 'an invisible character' : `“${character}”`;
}
