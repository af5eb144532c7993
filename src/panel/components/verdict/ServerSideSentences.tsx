/** A session whose data is on the server: what the cookie is, and whether its id is signed with one of the site's keys. */
import type { ServerSideSession } from '../../../session/index.ts';
import { minute } from '../../format/dates.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { EnterKey } from './EnterKey.tsx';
import { ForgeableWarning } from './ForgeableWarning.tsx';
import { KeyName } from './KeyName.tsx';
import { NearestMiss } from './NearestMiss.tsx';

type Props = {
  readonly store: Store;
  readonly entry: CookieEntry;
  readonly session: ServerSideSession;
};

export function ServerSideSentences({ store, entry, session }: Props) {
  return (
    <>
      <p>
        A {session.library} id: the data is on the server; the cookie holds only the id.
        {session.created !== null && ` The session began on ${minute(session.created)}.`}{' '}
        <Signature store={store} entry={entry} session={session} />
      </p>
      <NearestMiss store={store} entry={entry} />
      <ForgeableWarning store={store} entry={entry} />
    </>
  );
}

function Signature({ store, entry }: Props) {
  const signature = store.verdicts.signatureOf(entry);
  switch (signature.state) {
    case 'unsigned':
      return 'It is not signed and does not need to be: nobody can guess it.';
    case 'valid':
      return (
        <>
          <span class="accepted">✓ Its signature is valid</span>: signed with{' '}
          <KeyName name={signature.key.name} />.
        </>
      );
    case 'bad':
      return (
        <>
          <span class="refused">✗ Refused</span>: it was not signed with any of this site’s keys.
        </>
      );
    case 'no-key':
      return <EnterKey store={store} />;
  }
}
