/** Said in the review of a session that becomes permanent: the lifetime that its Expires rests on, and where that is from. */
import { formatDuration } from '../../../cookies/index.ts';
import type { ServerLifetime } from '../../store/editing/prospect.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly assumed: ServerLifetime };

export function AssumedLifetime({ store, assumed: { lifetime, source } }: Props) {
  return (
    <p>
      Expires is {formatDuration(lifetime, 'all')} from now: {SOURCES[source]}.
      {source !== 'setting' && (
        <>
          {' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              store.tab.value = 'lifetime';
            }}
          >
            Set the lifetime
          </button>
          ; the draft is kept.
        </>
      )}
    </p>
  );
}

const SOURCES: Readonly<Record<ServerLifetime['source'], string>> = {
  setting: 'the lifetime that you have set for this site',
  inferred: 'the lifetime inferred from the present Expires − timestamp',
  'inferred-before-edit': 'the lifetime inferred from Expires − timestamp before your edits',
  'at-least': 'browsers keep no cookie longer, and the server’s lifetime is at least that',
  default: 'Flask’s default, assumed here because the PERMANENT_SESSION_LIFETIME of this site is not known',
};
