/** How much of the browser's limits each site's cookies use, in a partition and outside of one. */
import { COOKIES_PER_SITE, type JarUse, type PartitionKey } from '../../../cookies/index.ts';
import { grouped } from '../../format/numbers.ts';
import { shown } from './budget-words.ts';

/** The share of a limit from which a warning is shown. */
const NEAR = 0.9;

/** Sites of a page and its frames that are shown. */
const MOST_ROWS = 100;

type Props = {
  readonly jar: readonly JarUse[];
  /** Whether all cookies of the page can be read. */
  readonly isWhole: boolean;
};

export function JarTotals({ jar, isWhole }: Props) {
  const [fullest] = jar.filter(({ cookies }) => isNear(cookies)).sort((a, b) => b.cookies - a.cookies);
  return (
    <section aria-label="What the browser keeps">
      <table>
        <caption>What the browser keeps</caption>
        <thead>
          <tr>
            <th scope="col">Site</th>
            <th scope="col">Partition</th>
            <th scope="col" class="number">
              Cookies
            </th>
            <th scope="col" class="number">
              Bytes
            </th>
          </tr>
        </thead>
        <tbody>
          {jar.slice(0, MOST_ROWS).map(({ site, partition, cookies, bytes, byteLimit }, index) => (
            <tr key={index}>
              <th scope="row">{shown(site)}</th>
              <td class="quiet">{partition === null ? 'none' : partitionText(partition)}</td>
              <td class="number">
                <Used count={cookies} limit={COOKIES_PER_SITE} />
              </td>
              <td class="number">
                <Used count={bytes} limit={byteLimit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {fullest && (
        <p>
          With more than {COOKIES_PER_SITE} cookies of {shown(fullest.site)}
          {fullest.partition !== null && ' in one partition'}, the browser drops the oldest until{' '}
          {fullest.leftAfterPurge} are left.
        </p>
      )}
      {jar.length > MOST_ROWS && <p class="quiet">… and {grouped(jar.length - MOST_ROWS)} more.</p>}
      {jar.length === 0 ? (
        <p class="quiet">{isWhole ? 'Nothing from this page.' : 'Not known without permission.'}</p>
      ) : (
        <p class="quiet">
          At least: cookies of a site’s other hosts cannot be seen from this page. Beyond a limit, the browser
          silently drops the oldest cookies.
        </p>
      )}
    </section>
  );
}

function partitionText({ topLevelSite, hasCrossSiteAncestor }: PartitionKey): string {
  return `${shown(topLevelSite)}${hasCrossSiteAncestor ? ', in a frame' : ''}`;
}

function Used({ count, limit }: { readonly count: number; readonly limit: number | null }) {
  if (limit === null) return grouped(count);
  const text = `${grouped(count)} of ${grouped(limit)}`;
  return isNear(count, limit) ? <span class="warning">▲ {text}</span> : text;
}

function isNear(count: number, limit = COOKIES_PER_SITE): boolean {
  return count >= limit * NEAR;
}
