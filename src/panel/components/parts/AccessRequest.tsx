/** Asks the user for access to a site: a button where the panel can ask, a link to the extension's tab where it cannot. */
import { useSignal } from '@preact/signals';
import type { MissingAccess } from '../../../messaging/protocol.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly missing: MissingAccess };

export function AccessRequest({ store, missing }: Props) {
  const { access } = store;
  const problem = useSignal('');
  const label = `Allow ${missing.domain}`;
  if (access.kind === 'tab') {
    return (
      <a class="button" href={access.link(missing.origins)} target="_blank" rel="noreferrer">
        {label}
      </a>
    );
  }
  const ask = async (): Promise<void> => {
    try {
      const granted = await access.request(missing.origins);
      if (granted) await store.page.refresh();
      problem.value = granted ? '' : `Not allowed: the cookies of ${missing.domain} cannot be read.`;
    } catch (error) {
      problem.value = `The browser refused to ask: ${error instanceof Error ? error.message : error}`;
    }
  };
  return (
    <>
      <button type="button" class="button" onClick={ask}>
        {label}
      </button>
      <span role="status" class="problem">
        {problem}
      </span>
    </>
  );
}
