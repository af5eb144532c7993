/** Which names a cookie can have in a browser. It must not know any budget. */
import { utf8Length } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { LONGEST_COOKIE_NAME } from '../../store/budgets-stored.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const IN_NO_NAME = /[\0-\x1f\x7f=;]/;

/** Why no cookie can be called so (RFC 6265bis section 5.6), as a sentence; null when one can. Space around it does not count. */
export function nameProblem(text: string): string | null {
  const name = text.trim();
  if (name === '') return 'Type the name of a cookie.';
  const foreign = IN_NO_NAME.exec(name)?.[0];
  if (foreign !== undefined) {
    const what = foreign === '=' || foreign === ';' ? `“${foreign}”` : 'a control character';
    return `No cookie can have ${what} in its name.`;
  }
  const bytes = utf8Length(name);
  if (bytes <= LONGEST_COOKIE_NAME) return null;
  return `No browser stores a name of ${counted(bytes, 'byte')}: ${grouped(LONGEST_COOKIE_NAME)} are the most.`;
}
