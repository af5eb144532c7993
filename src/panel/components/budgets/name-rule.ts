/** Which names browsers accept for a cookie. It must not know any budget. */
import { utf8Length } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { LONGEST_COOKIE_NAME } from '../../store/budgets-stored.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const IN_NO_NAME = /[\0-\x1f\x7f=;]/;

/** Why no cookie can have this name (RFC 6265bis section 5.6), as a sentence; null if one can. Surrounding space is ignored. */
export function nameProblem(text: string): string | null {
  const name = text.trim();
  if (name === '') return 'Type the name of a cookie.';
  const foreign = IN_NO_NAME.exec(name)?.[0];
  if (foreign !== undefined) {
    const what = foreign === '=' || foreign === ';' ? `“${foreign}”` : 'a control character';
    return `A cookie’s name cannot contain ${what}.`;
  }
  const bytes = utf8Length(name);
  if (bytes <= LONGEST_COOKIE_NAME) return null;
  return `A name of ${counted(bytes, 'byte')} is too long: browsers store at most ${grouped(LONGEST_COOKIE_NAME)}.`;
}
