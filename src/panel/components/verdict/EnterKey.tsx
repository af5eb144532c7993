/** Shown where no key was given: a link to the place to enter one. */
import type { Store } from '../../store/store.ts';

export function EnterKey({ store }: { readonly store: Store }) {
  return (
    <>
      Signature not checked:{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          store.view.value = 'keys';
        }}
      >
        enter the secret key
      </button>
      .
    </>
  );
}
