/** Which site the keys view is about: the page's site, one of its frames' sites, or any other site that has keys. */
import { counted } from '../../format/numbers.ts';
import type { Store } from '../../store/store.ts';

type Props = {
  readonly store: Store;
  /** '' for none. */
  readonly origin: string;
  readonly onChoose: (origin: string) => void;
};

export function SiteChoice({ store, origin, onChoose }: Props) {
  const page = store.page.origin.value;
  const sites = new Set([page, origin, ...frameOrigins(store), ...store.keyring.sites.value.keys()]);
  sites.delete('');
  return (
    <>
      {page === '' && (
        <p>
          {store.page.reading.value
            ? 'The page is not a website, so it has no keys.'
            : 'The page has not been read yet.'}
          {sites.size > 0 && ' These sites have keys:'}
        </p>
      )}
      {sites.size > 0 && (
        <p>
          <label>
            Site{' '}
            <select value={origin} onChange={(event) => onChoose(event.currentTarget.value)}>
              {origin === '' && <option value="">choose one</option>}
              {[...sites].map((site) => (
                <option key={site} value={site}>
                  {site} ({about(store, site)})
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
    </>
  );
}

function frameOrigins(store: Store): string[] {
  const reading = store.page.reading.value;
  return reading?.kind === 'page' ? reading.hosts.map(({ url }) => new URL(url).origin) : [];
}

function about(store: Store, site: string): string {
  const keys = store.keyring.keysOf(site).length;
  const count = keys === 0 ? 'no keys' : counted(keys, 'key');
  return site === store.page.origin.value ? `this page, ${count}` : count;
}
