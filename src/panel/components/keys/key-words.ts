/** How the keys view calls things: a key by its place, a way of reading by its effect. Texts only; it must never quote a key. */
import type { SecretKeyForm } from '../../../keys/index.ts';

/** What Flask calls the key at this place of a site's keyring. */
export function roleOf(index: number): string {
  return index === 0 ? 'SECRET_KEY' : `SECRET_KEY_FALLBACKS[${index - 1}]`;
}

/** Each way of reading a key, completing "read it …". */
export const FORM_NAMES: readonly (readonly [SecretKeyForm, string])[] = [
  ['text', 'as text'],
  ['literal', 'as a Python literal'],
  ['hex', 'as hex'],
  ['base64', 'as base64'],
];

/**
 * Names for new keys: "key 1", "key 2" … where the user gave none; of a given one the first key has it as it is, the
 * next ones have it with a number. None of them is taken already, and none says anything of the key.
 */
export function namesFor(count: number, given: string, taken: Iterable<string>): string[] {
  const used = new Set(taken);
  const base = given.trim();
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const name = base === '' ? `key ${number}` : number === 1 ? base : `${base} ${number}`;
    if (!used.has(name)) names.push(name);
  }
  return names;
}
