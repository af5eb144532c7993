/** Copies a cookie in the form chosen from a menu, and reports the result. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { type CopyForm, type CopySource, formsOf, jarSource } from './forms.ts';
import { MenuButton } from './MenuButton.tsx';

type Props = {
  readonly store: Pick<Store, 'copy'>;
  readonly entry: CookieEntry;
  /** Where the cookie comes from; by default, the jar. */
  readonly source?: CopySource;
};

type Outcome = { readonly isCopied: boolean; readonly text: string };

const SIGNS_IN = 'Value, headers and curl sign in as this user.';

export function CopyAs({ store, entry, source = jarSource(entry) }: Props) {
  const outcome = useSignal<Outcome | null>(null);
  // The message was about another value.
  useEffect(() => {
    outcome.value = null;
  }, [entry]);
  const copy = async ({ what, text }: CopyForm): Promise<void> => {
    try {
      const copied = text();
      if (copied === null) throw new Error('it contains a control character, which no header can carry');
      await store.copy(copied);
      outcome.value = { isCopied: true, text: `Copied ${what}` };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      outcome.value = { isCopied: false, text: `✗ Not copied: ${reason}` };
    }
  };
  return (
    <div class="actions copy-as">
      <span role="status" class={outcome.value?.isCopied === false ? 'problem' : 'quiet'}>
        {outcome.value?.text}
      </span>
      <MenuButton
        label="Copy as"
        hint={entry.isSession ? SIGNS_IN : ''}
        items={formsOf(source).map((form) => ({ label: form.label, onChoose: () => void copy(form) }))}
      />
    </div>
  );
}
