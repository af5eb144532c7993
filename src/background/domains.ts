/** Which domains' cookies a host can see. Names only: no browser here. */
import { isIpAddress } from '../cookies/index.ts';

/** The most parent domains, out of up to 126 labels; beyond that, those nearest to the host are left out. */
const MOST_PARENTS = 4;

/**
 * The host and its parent domains, nearest first: those that its cookies can name. Single labels
 * (`com`) are left out: no cookie can name one unless it is the host itself.
 */
export function domainsOf(host: string): string[] {
  if (isIpAddress(host)) return [host];
  const labels = host.split('.');
  const parents = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  return [host, ...parents.slice(-MOST_PARENTS)];
}
