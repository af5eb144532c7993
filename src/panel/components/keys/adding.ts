/** Puts new keys on a site's keyring: none twice, the current one first. No markup here; what it says never quotes a key. */
import type { PastedKey, SecretKey, SecretKeyForm } from '../../../keys/index.ts';
import { decodeUtf8, pythonRepr } from '../../../session/index.ts';
import { counted } from '../../format/numbers.ts';
import { type KeyringConcern, MOST_KEYS } from '../../store/keyring.ts';
import { namesFor } from './key-words.ts';

/**
 * Adds those keys that the site has not, and puts a current one, and the fallbacks that come with it, before the others.
 * @param given the name that the user wants, or '' for one that is made up
 * @returns what was done, in sentences
 */
export function addKeys(
  keyring: Pick<KeyringConcern, 'keysOf' | 'add' | 'putFirst'>,
  origin: string,
  offered: readonly PastedKey[],
  given: string,
): string {
  const before = keyring.keysOf(origin);
  const known = new Set(before.map(identity));
  const fresh = offered.filter((key) => {
    const isNew = !known.has(identity(key));
    known.add(identity(key));
    return isNew;
  });
  const added = fresh.slice(0, Math.max(0, MOST_KEYS - before.length));
  const taken = before.map(({ name }) => name);
  const names = namesFor(added.length, given, taken);
  if (added.length > 0) {
    keyring.add(
      origin,
      added.map(({ text, form }, index) => ({ name: names[index] ?? '', text, form })),
    );
  }
  const isMoved = offered.some(({ role }) => role === 'current') && putFirst(keyring, origin, offered);
  return [
    added.length > 0 ? `Added: ${names.join(', ')}.` : '',
    duplicateSentence(offered.length - fresh.length, offered.length),
    fresh.length > added.length
      ? `${counted(fresh.length - added.length, 'key')} not added: a site has at most ${MOST_KEYS} here.`
      : '',
    isMoved ? 'The order is that of what you pasted.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Whether that changed the order of keys that were there. */
function putFirst(
  keyring: Pick<KeyringConcern, 'keysOf' | 'putFirst'>,
  origin: string,
  offered: readonly PastedKey[],
): boolean {
  const ring = keyring.keysOf(origin);
  const wanted = [...new Set(offered.map(identity))];
  const ids = wanted.flatMap((each) => ring.find((key) => identity(key) === each)?.id ?? []);
  if (ids.every((id, index) => ring[index]?.id === id)) return false;
  keyring.putFirst(origin, ids);
  return true;
}

function duplicateSentence(count: number, offered: number): string {
  if (count === 0) return '';
  if (offered === 1) return 'Not added: this key is on the keyring already.';
  return `${counted(count, 'key')} not added: on the keyring already.`;
}

/** Two texts may stand for one key: it is its bytes. */
function identity({ bytes }: Pick<SecretKey, 'bytes'>): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** A text that stands for exactly these bytes: they themselves where they are UTF-8, else a bytes literal of Python. */
export function exactText(bytes: Uint8Array): { readonly text: string; readonly form: SecretKeyForm } {
  const text = decodeUtf8(bytes);
  return text === null
    ? { text: pythonRepr({ type: 'bytes', bytes }), form: 'literal' }
    : { text, form: 'text' };
}
