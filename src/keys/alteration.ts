/** What became of a session that was accepted and now is not: from the two texts alone. It must not verify anything. */

/** How a refused text differs from one that was accepted under the same key. */
export type Alteration =
  /** The signature is the one of before, what it signs is not: somebody changed it after signing. */
  | {
      readonly kind: 'changed-after-signing';
      readonly part: 'payload' | 'timestamp' | 'payload and timestamp';
    }
  /** Only the signature differs: it was cut, or changed. */
  | { readonly kind: 'signature-changed' }
  /** Signed anew, with another key, be it in the same second; `samePayload`: what it holds is what was accepted. */
  | { readonly kind: 'signed-with-another-key'; readonly samePayload: boolean };

/**
 * Compares a text that no key has signed with the last one of the same cookie that one had signed; null where they
 * are equal, or the refused one has not the form of a signed session.
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

/** Whether one signature was made of the other: what another key makes has hardly a character in common with it. */
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
