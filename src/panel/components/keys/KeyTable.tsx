/** A site's keys in order, the current one first: their names, how they are read, where they are kept. */
import type { Store } from '../../store/store.ts';
import { KeyRow } from './KeyRow.tsx';

type Props = { readonly store: Store; readonly origin: string };

export function KeyTable({ store, origin }: Props) {
  const keys = store.keyring.keysOf(origin);
  const remembered = keys.filter(({ isRemembered }) => isRemembered);
  if (keys.length === 0) {
    return (
      <p>
        <b>No keys for {origin}.</b> Paste its SECRET_KEY below, in whatever form you have it, to verify its
        sessions.
      </p>
    );
  }
  return (
    <>
      <table class="key-table" aria-label={`Keys of ${origin}`}>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">Read</th>
            <th scope="col">Length and strength</th>
            <th scope="col">On this computer</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key, index) => (
            <KeyRow
              key={key.id}
              keyring={store.keyring}
              origin={origin}
              ringKey={key}
              index={index}
              isLast={index === keys.length - 1}
            />
          ))}
        </tbody>
      </table>
      <p role="status" aria-label="Where the keys are kept">
        {remembered.length > 0 && (
          <>
            <span class="warning">▲ On this computer’s disk, unencrypted:</span>{' '}
            {remembered.map(({ name }) => name).join(', ')}. Anyone who can read the browser’s profile can
            read
            {remembered.length === 1 ? ' that key' : ' those keys'}.
          </>
        )}
      </p>
      {remembered.length < keys.length && (
        <p class="quiet">
          {remembered.length > 0 ? 'The other keys are' : 'Keys are'} kept in the browser’s memory until it
          closes, and never on disk.
        </p>
      )}
    </>
  );
}
