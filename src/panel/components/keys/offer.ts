/** What was pasted into the key field: the keys in it, and what to say about them before they are added. It never quotes a key. */
import { type PastedReading, readPasted, readSecretKey, type SecretKeyForm } from '../../../keys/index.ts';
import { counted } from '../../format/numbers.ts';
import { FORM_NAMES } from './key-words.ts';

/** As `readPasted` reads it, or as the one key that the user says it is; `recognised` completes "Read …". */
export function readOffer(text: string, form: SecretKeyForm | 'auto'): PastedReading {
  if (form === 'auto') {
    const reading = readPasted(text);
    return reading.ok ? { ...reading, recognised: `as ${reading.recognised}` } : reading;
  }
  const reading = readSecretKey(text, form);
  if (!reading.ok) return reading;
  const recognised = FORM_NAMES.find(([each]) => each === form)?.[1] ?? '';
  return { ok: true, keys: [{ ...reading.key, role: null }], recognised, notices: [] };
}

/** What was recognised, and its place on a keyring that already has `present` keys, in sentences. */
export function offerText(offer: Extract<PastedReading, { ok: true }>, present: number): string {
  const { keys, recognised } = offer;
  const [first] = keys;
  const isFirst = present === 0 || first?.role === 'current';
  if (keys.length === 1) {
    const length = counted(first?.bytes.length ?? 0, 'byte');
    return `Read ${recognised}: one key of ${length}. It becomes ${isFirst ? CURRENT : FALLBACK}.`;
  }
  const others = isFirst
    ? `The first becomes ${CURRENT}, the others become its fallbacks.`
    : 'They become fallbacks, after the existing keys.';
  return `Read ${recognised}: ${counted(keys.length, 'key')}. ${others}`;
}

const CURRENT = 'the current key';
const FALLBACK = 'a fallback, after the existing keys';
