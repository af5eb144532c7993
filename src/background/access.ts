/** Which sites the user has let the extension read, and which are still to be asked for. Never asks itself. */
import browser from 'webextension-polyfill';
import type { MissingAccess } from '../messaging/protocol.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { domainsOf } from './domains.ts';

/**
 * What is to be asked for before every cookie of the host can be read: the host itself, and in Chromium its parent
 * domains too, whose cookies that browser hides from who may read only the host. (Firefox shows them.)
 */
export async function missingAccess(host: string): Promise<MissingAccess[]> {
  const domains = seesParents ? [host] : domainsOf(host).filter((d) => d === host || !isRegistry(d));
  const wanted = domains.map((domain) => ({
    domain,
    origins: [`http://${domain}/*`, `https://${domain}/*`],
  }));
  const granted = await Promise.all(wanted.map(({ origins }) => hasAccess(origins)));
  return wanted.filter((_, index) => !granted[index]);
}

const seesParents = RUNNING_IN === 'firefox';

/** Second levels under which registries sell names: nobody's cookies can be set for `co.uk` or `com.au`. */
const REGISTRY_LEVELS: ReadonlySet<string> = new Set(['ac', 'co', 'com', 'edu', 'gov', 'net', 'org']);

function isRegistry(domain: string): boolean {
  const [level = '', country = '', ...more] = domain.split('.');
  return more.length === 0 && country.length === 2 && REGISTRY_LEVELS.has(level);
}

async function hasAccess(origins: string[]): Promise<boolean> {
  return browser.permissions.contains({ origins });
}
