/** The last accepted value of each cookie, to say what changed when no key matches. One concern of the store. */
import { effect } from '@preact/signals';
import { forgetOldest } from '../../cookies/index.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { KeyringConcern } from './keyring.ts';
import type { PageConcern } from './page.ts';
import type { KeyringKey } from './stored-keys.ts';
import type { VerdictsConcern } from './verdicts.ts';

/** A value as Flask receives it, and the key that signed it, which the site still has. */
export type AcceptedBefore = { readonly text: string; readonly key: KeyringKey };

export type AcceptancesConcern = {
  /** For a session not signed with any of the site's keys: its last value that was; null if none is known. */
  beforeOf(entry: CookieEntry): AcceptedBefore | null;
};

type Acceptance = { readonly text: string; readonly keyId: string };

/** The most cookies remembered; beyond that, the least recently seen are dropped. */
const MOST_COOKIES = 500;

export function createAcceptances(
  entries: PageConcern['entries'],
  verdicts: Pick<VerdictsConcern, 'signatureOf'>,
  keyring: Pick<KeyringConcern, 'keysOf'>,
): AcceptancesConcern {
  const accepted = new Map<string, Acceptance>();
  effect(() => {
    for (const entry of entries.value) {
      const signature = verdicts.signatureOf(entry);
      if (!entry.isJudged || signature.state !== 'valid') continue;
      accepted.delete(entry.id);
      accepted.set(entry.id, { text: entry.text, keyId: signature.key.id });
    }
    forgetOldest(accepted, MOST_COOKIES);
  });
  return {
    beforeOf(entry) {
      const before = accepted.get(entry.id);
      const key = before && keyring.keysOf(entry.origin).find(({ id }) => id === before.keyId);
      if (!key || verdicts.signatureOf(entry).state !== 'bad') return null;
      return { text: before.text, key };
    },
  };
}
