/** Where the user says what the application's PERMANENT_SESSION_LIFETIME is. */
import { useSignal } from '@preact/signals';
import { formatDuration, parseDuration } from '../../cookies/index.ts';
import type { Store } from '../store/store.ts';

type Props = { readonly store: Store; readonly origin: string };

export function LifetimeSetting({ store, origin }: Props) {
  const seconds = store.settings.lifetime(origin).value;
  const problem = useSignal('');
  /** What was typed and could not be read: it stays in the field, to be mended. */
  const draft = useSignal<string | null>(null);
  const take = (text: string): void => {
    const parsed = text.trim() === '' ? null : parseDuration(text);
    problem.value = parsed && !parsed.ok ? `${parsed.message} (character ${parsed.position + 1})` : '';
    draft.value = problem.value === '' ? null : text;
    if (!parsed || parsed.ok) store.settings.setLifetime(origin, parsed?.seconds ?? null);
  };
  return (
    <p class="setting">
      <label>
        PERMANENT_SESSION_LIFETIME{' '}
        <input
          type="text"
          class="text-input"
          placeholder="not set: 31 days"
          spellcheck={false}
          value={draft.value ?? (seconds === null ? '' : formatDuration(seconds, 'all'))}
          aria-invalid={problem.value !== ''}
          onChange={(event) => take(event.currentTarget.value)}
        />
      </label>{' '}
      <span role="alert" class="problem">
        {problem}
      </span>
      <span class="quiet"> of {origin}, for example “31 days”, “3600” or “timedelta(hours=1)”</span>
    </p>
  );
}
