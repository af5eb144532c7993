/** Copies the payload: as JSON, or as Python writes it. */
import { useSignal } from '@preact/signals';
import { type FlaskSession, pythonRepr, toJson } from '../../session/index.ts';
import type { Store } from '../store/store.ts';

type Props = { readonly store: Store; readonly session: FlaskSession };

export function CopyPayload({ store, session }: Props) {
  const outcome = useSignal('');
  const copy = (text: string, what: string): void => {
    store.copy(text).then(
      () => {
        outcome.value = `${what} copied`;
      },
      (error: unknown) => {
        outcome.value = `Not copied: ${error instanceof Error ? error.message : error}`;
      },
    );
  };
  return (
    <div class="actions">
      <span role="status" class="quiet">
        {outcome}
      </span>
      <button type="button" class="link" onClick={() => copy(toJson(session.payload, 2), 'JSON')}>
        Copy as JSON
      </button>
      <button type="button" class="link" onClick={() => copy(pythonRepr(session.payload), 'Python')}>
        Copy as Python
      </button>
    </div>
  );
}
