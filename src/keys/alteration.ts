/** How a session that was accepted before and now is not was changed, judged from the two texts alone. It must not verify anything. */

/** How a refused text differs from one that was accepted under the same key. */
export type Alteration =
  /** The signature is the same, but the signed text is not: it was changed after signing. */
  | {
      readonly kind: 'changed-after-signing';
      readonly part: 'payload' | 'timestamp' | 'payload and timestamp';
    }
  /** Only the signature differs: it was cut or changed. */
  | { readonly kind: 'signature-changed' }
  /** Signed again with another key, possibly in the same second; `samePayload`: the payload is the accepted one. */
  | { readonly kind: 'signed-with-another-key'; readonly samePayload: boolean };

/**
 * Compares a text that none of the keys signed with the last accepted one of the same cookie; null if they are equal,
 * or if the refused one does not have the form of a signed session.
 */
export function alterationOf(refused: string, accepted: string): Alteration | null {
  const now = partsOf(refused);
  const before = partsOf(accepted);
  if (refused === accepted || !now || !before) return null;
  const samePayload = now.payload === before.payload;
  const sameTimestamp = now.timestamp === before.timestamp;
  if (now.signature === before.signature) {
    const part = samePayload ? 'timestamp' : sameTimestamp ? 'payload' : 'payload and timestamp';
    return { kind: 'changed-after-signing', part };
  }
  if (samePayload && sameTimestamp && isDamaged(now.signature, before.signature)) {
    return { kind: 'signature-changed' };
  }
  return { kind: 'signed-with-another-key', samePayload };
}

/** Whether one signature is a damaged form of the other: one made with another key shares hardly any characters with it. */
function isDamaged(now: string, before: string): boolean {
  let same = 0;
  for (let i = 0; i < before.length; i++) if (now[i] === before[i]) same++;
  return now.length !== before.length || same > before.length / 2;
}

type Parts = { readonly payload: string; readonly timestamp: string; readonly signature: string };

function partsOf(text: string): Parts | null {
  const end = text.lastIndexOf('.');
  const start = text.lastIndexOf('.', end - 1);
  if (end <= 0 || start < 0) return null;
  return {
    payload: text.slice(0, start),
    timestamp: text.slice(start + 1, end),
    signature: text.slice(end + 1),
  };
}
