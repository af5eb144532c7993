/** Names used in the keys view: of keys by position, and of the forms a key is read in. Texts only; it must never quote a key. */
import type { SecretKeyForm } from '../../../keys/index.ts';

/** Flask's name for the key at this index of a site's keyring. */
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
 * Names for new keys: "key 1", "key 2" … if the user gave none; a given name goes to the first key as it is, and with a
 * number to the next ones. None of them is already in use, and none says anything about the key.
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
