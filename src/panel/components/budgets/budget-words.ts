/** The words of the budgets view: cookie names, cut to a length, and why a cookie is not sent. Decides nothing. */
import type { Cookie, WithheldReason } from '../../../cookies/index.ts';
import { nameOf } from '../../format/cookie-name.ts';
import { grouped } from '../../format/numbers.ts';
import type { Held } from '../../store/budgets-of-page.ts';

/** UTF-16 units of a name, path or site that are shown. */
const LONGEST_SHOWN = 120;

/** Text from a site, cut to a readable length. */
export function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

export function nameText(name: string): string {
  return shown(nameOf({ name }));
}

/** A cookie's domain and path, if they are not the page's own host and `/`; otherwise ''. */
export function placeText({ domain, hostOnly, path, partitionKey }: Cookie, host: string): string {
  const parts = [
    hostOnly ? (domain === host ? '' : domain) : `.${domain}`,
    path === '/' ? '' : path,
    partitionKey === null ? '' : 'partitioned',
  ];
  return shown(parts.filter((part) => part !== '').join(' '));
}

/** In place of a verdict that what cannot be read could change. */
export const NOT_KNOWN = 'not known';

export const WITHHELD: Readonly<Record<WithheldReason, (cookie: Cookie) => string>> = {
  scheme: () => 'the page is not a website',
  domain: ({ domain, hostOnly }) => `belongs to ${shown(domain)}${hostOnly ? ' alone' : ''}`,
  path: ({ path }) => (path === '' ? 'its path is not UTF-8' : `its path is ${shown(path)}`),
  secure: () => 'Secure, and the request is not',
  expired: () => 'has expired',
  'same-site': ({ sameSite }) =>
    sameSite === 'unspecified' ? 'has no SameSite, which counts as Lax' : `its SameSite is ${sameSite}`,
  partition: ({ partitionKey }) =>
    partitionKey === null
      ? 'not partitioned, and in a frame of another site'
      : `partitioned under ${shown(partitionKey.topLevelSite)}`,
  'third-party': () => 'not partitioned, and in a frame of another site',
};

/** In bytes: `710 over`, `1,290 left`; of a share, which does not say so itself, what it comes to as well. */
export function verdictText({ budget, allowed, left }: Held): string {
  const of = budget.kind === 'share' ? grouped(allowed) : '';
  if (left < 0) return `${grouped(-left)} over ${of}`.trim();
  return of === '' ? `${grouped(left)} left` : `${grouped(left)} left of ${of}`;
}
