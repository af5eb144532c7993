/** Which domains' cookies a host can see, and whether a partition belongs to a page. Names only: no browser here. */

const IP_ADDRESS = /^(\[.*\]|\d+\.\d+\.\d+\.\d+)$/;

/** A host can have 126 labels; of those beyond, the parents nearest to it are left out. */
const MOST_PARENTS = 4;

/**
 * The host and its parent domains, nearest first: those that its cookies can name. Single labels (`com`) are left out:
 * no cookie can name one but the host itself.
 */
export function domainsOf(host: string): string[] {
  if (IP_ADDRESS.test(host)) return [host];
  const labels = host.split('.');
  const parents = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  return [host, ...parents.slice(-MOST_PARENTS)];
}

/**
 * Whether cookies of the partition `topLevelSite` (scheme and registrable domain, no port) are used by the page `url`.
 */
export function isPartitionOf(topLevelSite: string, url: URL): boolean {
  if (!URL.canParse(topLevelSite)) return false;
  const site = new URL(topLevelSite);
  if (site.protocol !== url.protocol) return false;
  return url.hostname === site.hostname || url.hostname.endsWith(`.${site.hostname}`);
}
