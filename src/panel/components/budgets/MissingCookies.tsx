/** What cannot be read without permission, and the way to give it: totals beside it are the least that they can be. */
import type { MissingAccess } from '../../../messaging/protocol.ts';
import type { Store } from '../../store/store.ts';
import { AccessRequest } from '../parts/AccessRequest.tsx';
import { shown } from './budget-words.ts';

type Props = { readonly store: Store; readonly missing: readonly MissingAccess[] };

export function MissingCookies({ store, missing }: Props) {
  return (
    <>
      {missing.map((one) => (
        <p key={one.domain}>
          <span class="warning">▲ Without the cookies of {shown(one.domain)}</span>, which cannot be read
          without permission. <AccessRequest store={store} missing={one} />
        </p>
      ))}
    </>
  );
}
