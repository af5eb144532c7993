/** Why no cookie of the page can be shown, and what to do about it. */
import type { PageReading } from '../../../messaging/protocol.ts';
import { isUnseen } from '../../store/page.ts';
import type { Store } from '../../store/store.ts';
import { AccessRequest } from '../parts/AccessRequest.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';

type Props = { readonly store: Store; readonly reading: PageReading };

export function NothingToShow({ store, reading }: Props) {
  if (reading.kind === 'closed') {
    return (
      <EmptyState title="This page has no cookies that an extension can read">
        <p>
          {reading.url ? <code class="breakable">{reading.url.slice(0, 200)}</code> : 'The page'} is not a
          website. Open your application in this tab; the panel follows.
        </p>
      </EmptyState>
    );
  }
  const [top] = reading.hosts;
  if (top && top.missing.length > 0) {
    return (
      <EmptyState
        title={
          isUnseen(top)
            ? `No permission to read the cookies of ${top.host}`
            : `No cookies of ${top.host} can be seen`
        }
      >
        <p>Session Lens reads this computer’s own hosts, and any other site only if you allow it.</p>
        {top.missing.map((missing) => (
          <p key={missing.domain}>
            <AccessRequest store={store} missing={missing} />
          </p>
        ))}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`${top?.host ?? 'This page'} has no cookies`}>
      <p>
        Log in, or do whatever makes the server set a cookie: it appears here at once. Flask sends a session
        cookie only once something is stored in <code>session</code>.
      </p>
    </EmptyState>
  );
}
