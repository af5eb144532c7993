/** How a draft is signed: with which of the site's keys, and at what time. */
import { second } from '../../format/dates.ts';
import { skewText } from '../../format/server-clock.ts';
import { keyName } from '../../format/verdict.ts';
import { changeDraft, type Draft } from '../../store/editing/drafts.ts';
import { keyOf, timestampOf } from '../../store/editing/prospect.ts';
import type { Store } from '../../store/store.ts';
import type { KeyringKey } from '../../store/stored-keys.ts';

type Props = { readonly store: Store; readonly draft: Draft };

export function Signing({ store, draft }: Props) {
  const { entry, keepsTimestamp } = draft;
  const keys = store.keyring.keysOf(entry.origin);
  const timestamp = timestampOf(entry);
  const skew = skewText(store.activity.serverOffsets.value.get(entry.origin)?.ahead ?? 0);
  if (keys.length === 0) return null;
  return (
    <p class="signing">
      <label>
        Sign with{' '}
        <select
          value={keyOf(store, draft)?.id}
          onChange={(event) => changeDraft(store, entry.id, { keyId: event.currentTarget.value })}
        >
          {keys.map((key, index) => (
            <option key={key.id} value={key.id}>
              {keyText(key, index)}
            </option>
          ))}
        </select>
      </label>{' '}
      <label>
        Timestamp{' '}
        <select
          value={keepsTimestamp && timestamp !== null ? 'kept' : 'now'}
          onChange={(event) =>
            changeDraft(store, entry.id, { keepsTimestamp: event.currentTarget.value === 'kept' })
          }
        >
          <option value="now">now{skew && `, by the server’s clock: ${skew}`}</option>
          {timestamp !== null && <option value="kept">kept: {second(timestamp)}</option>}
        </select>
      </label>
    </p>
  );
}

function keyText({ name }: KeyringKey, index: number): string {
  return `${keyName(name)} (${index === 0 ? 'current' : `fallback ${index}`})`;
}
