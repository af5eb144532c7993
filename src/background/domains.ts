/** Which domains' cookies a host can see. Names only: no browser here. */
import { isIpAddress } from '../cookies/index.ts';

/** A host can have 126 labels; of those beyond, the parents nearest to it are left out. */
const MOST_PARENTS = 4;

/**
 * The host and its parent domains, nearest first: those that its cookies can name. Single labels (`com`) are left out:
 * no cookie can name one but the host itself.
 */
export function domainsOf(host: string): string[] {
  if (isIpAddress(host)) return [host];
  const labels = host.split('.');
  const parents = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  return [host, ...parents.slice(-MOST_PARENTS)];
}
