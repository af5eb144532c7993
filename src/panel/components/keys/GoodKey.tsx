/** How to make a key that nobody can guess: the command that Flask's documentation gives. */
import { GOOD_KEY_COMMAND } from '../../../keys/index.ts';
import type { Store } from '../../store/store.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Section } from './Section.tsx';

export function GoodKey({ store }: { readonly store: Pick<Store, 'copy'> }) {
  return (
    <Section title="Make a good key">
      <p>
        <code>{GOOD_KEY_COMMAND}</code>{' '}
        <CopyButton store={store} text={GOOD_KEY_COMMAND} label="Copy the command" />
      </p>
      <p class="quiet">
        256 random bits, which nobody can guess. Keep the key out of the source code; when you change it, move
        the old one to SECRET_KEY_FALLBACKS so that existing sessions stay valid.
      </p>
    </Section>
  );
}
