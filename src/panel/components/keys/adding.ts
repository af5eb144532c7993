/** Adds new keys to a site's keyring: no duplicates, the current one first. No markup; its sentences never quote a key. */
import type { PastedKey, SecretKey, SecretKeyForm } from '../../../keys/index.ts';
import { decodeUtf8, pythonRepr } from '../../../session/index.ts';
import { counted } from '../../format/numbers.ts';
import { type KeyringConcern, MOST_KEYS } from '../../store/keyring.ts';
import { namesFor } from './key-words.ts';

/**
 * Adds the keys that the site does not have, and puts a current key and its fallbacks before the others.
 * @param given the name that the user wants, or '' for a generated one
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
      ? `${counted(fresh.length - added.length, 'key')} not added: a site can have at most ${MOST_KEYS} here.`
      : '',
    isMoved ? 'The keys are now in the order that you pasted.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Whether that changed the order of existing keys. */
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
  if (offered === 1) return 'Not added: this key is already on the keyring.';
  return `${counted(count, 'key')} not added: already on the keyring.`;
}

/** Two texts may mean the same key: a key is its bytes. */
function identity({ bytes }: Pick<SecretKey, 'bytes'>): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** A text that means exactly these bytes: the bytes themselves if they are UTF-8, otherwise a Python bytes literal. */
export function exactText(bytes: Uint8Array): { readonly text: string; readonly form: SecretKeyForm } {
  const text = decodeUtf8(bytes);
  return text === null
    ? { text: pythonRepr({ type: 'bytes', bytes }), form: 'literal' }
    : { text, form: 'text' };
}
