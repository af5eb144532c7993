/** The last value of each cookie that a key had signed, to tell what became of it when none has. One concern of the store. */
import { effect } from '@preact/signals';
import { type Alteration, alterationOf } from '../../keys/index.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { KeyringConcern } from './keyring.ts';
import type { PageConcern } from './page.ts';
import type { KeyringKey } from './stored-keys.ts';
import type { VerdictsConcern } from './verdicts.ts';

/** `key`: the one that had signed the earlier value, and that the site still has. */
export type AlteredSession = { readonly alteration: Alteration; readonly key: KeyringKey };

export type AcceptancesConcern = {
  /** What became of a session since it was last seen signed by one of the site's keys; null where nothing is known. */
  alterationOf(entry: CookieEntry): AlteredSession | null;
};

type Acceptance = { readonly text: string; readonly keyId: string };

/** Cookies that are remembered; of more, the longest unseen ones are dropped. */
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
      if (!entry.isFlaskSession || signature.state !== 'valid') continue;
      accepted.delete(entry.id);
      accepted.set(entry.id, { text: entry.cookie.value, keyId: signature.key.id });
    }
    for (const id of accepted.keys()) if (accepted.size > MOST_COOKIES) accepted.delete(id);
  });
  return {
    alterationOf(entry) {
      const before = accepted.get(entry.id);
      const key = before && keyring.keysOf(entry.origin).find(({ id }) => id === before.keyId);
      if (!key || verdicts.signatureOf(entry).state !== 'bad') return null;
      const alteration = alterationOf(entry.cookie.value, before.text);
      return alteration && { alteration, key };
    },
  };
}
