/** A button that copies a text and says whether it did. */
import { useSignal } from '@preact/signals';
import type { Store } from '../../store/store.ts';

type Props = {
  readonly store: Pick<Store, 'copy'>;
  readonly text: string;
  /** The button's text. */
  readonly label: string;
};

export function CopyButton({ store, text, label }: Props) {
  const outcome = useSignal('');
  const copy = async (): Promise<void> => {
    try {
      await store.copy(text);
      outcome.value = 'Copied';
    } catch (error) {
      outcome.value = `Not copied: ${error instanceof Error ? error.message : error}`;
    }
  };
  return (
    <>
      <button type="button" class="link" onClick={copy}>
        {label}
      </button>{' '}
      <span role="status" class="quiet">
        {outcome}
      </span>
    </>
  );
}
