/** What leads a cookie of the list back to what it was: undoing a write, and the last value of one that is gone. */
import type { Selected } from '../../store/selection.ts';
import type { Store } from '../../store/store.ts';
import { PutBack } from './PutBack.tsx';
import { Written } from './Written.tsx';

type Props = Selected & { readonly store: Store };

export function WayBack({ store, entry: { id, cookie }, goneSince }: Props) {
  return (
    <>
      <Written key={id} store={store} id={id} />
      {goneSince !== null && <PutBack key={id} store={store} cookie={cookie} value="last" />}
    </>
  );
}
