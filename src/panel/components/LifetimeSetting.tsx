/** Where the user says what the application's PERMANENT_SESSION_LIFETIME is. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { formatDuration, parseDuration } from '../../cookies/index.ts';
import type { Store } from '../store/store.ts';

type Props = { readonly store: Store; readonly origin: string };

/** What was typed and could not be read: it stays in the field, to be mended. */
type Refused = { readonly text: string; readonly problem: string };

/** A new `key` for another origin lets go of what was typed for the last one. */
export function LifetimeSetting({ store, origin }: Props) {
  const seconds = store.settings.of(origin).lifetime;
  const refused = useSignal<Refused | null>(null);
  const id = useId();
  const take = (text: string): void => {
    const parsed = text.trim() === '' ? null : parseDuration(text);
    refused.value =
      parsed && !parsed.ok ? { text, problem: `${parsed.message} (character ${parsed.position + 1})` } : null;
    if (!parsed || parsed.ok) store.settings.change(origin, { lifetime: parsed?.seconds ?? null });
  };
  return (
    <p class="setting">
      <label for={id}>PERMANENT_SESSION_LIFETIME</label>{' '}
      <span>
        <input
          id={id}
          type="text"
          class="text-input"
          placeholder="not set: 31 days"
          spellcheck={false}
          value={refused.value?.text ?? (seconds === null ? '' : formatDuration(seconds, 'all'))}
          aria-invalid={refused.value !== null}
          onChange={(event) => take(event.currentTarget.value)}
        />{' '}
        <span role="alert" class="problem">
          {refused.value?.problem}
        </span>
        <span class="quiet"> such as “31 days”, “3600” or “timedelta(hours=1)”, for all of {origin}</span>
      </span>
    </p>
  );
}
