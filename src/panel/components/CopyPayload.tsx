/** Copies the payload: as JSON, or as Python writes it. */
import { useSignal } from '@preact/signals';
import { type FlaskSession, pythonRepr, toJson, type Value } from '../../session/index.ts';
import type { Store } from '../store/store.ts';

type Props = { readonly store: Store; readonly session: FlaskSession };

export function CopyPayload({ store, session }: Props) {
  const outcome = useSignal('');
  const isCut = session.notices.some(({ code }) => code === 'payload-cut');
  const copy = async (what: string, write: (payload: Value) => string): Promise<void> => {
    try {
      await store.copy(write(session.payload));
      outcome.value = isCut ? `${what} of the first part copied` : `${what} copied`;
    } catch (error) {
      outcome.value = `Not copied: ${error instanceof Error ? error.message : error}`;
    }
  };
  return (
    <div class="actions">
      <span role="status" class="quiet">
        {outcome}
      </span>
      <button type="button" class="link" onClick={() => copy('JSON', (payload) => toJson(payload, 2))}>
        Copy as JSON
      </button>
      <button type="button" class="link" onClick={() => copy('Python', pythonRepr)}>
        Copy as Python
      </button>
    </div>
  );
}
