/** Which sites the extension may read, and which still need permission. It never asks for permission itself. */
import browser from 'webextension-polyfill';
import { isPublicSuffix } from '../cookies/index.ts';
import type { MissingAccess } from '../messaging/protocol.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { domainsOf } from './domains.ts';

/**
 * The domains that need permission before every cookie of the host can be read: the host itself, and in Chromium also
 * its parent domains, whose cookies Chromium hides from an extension that may read only the host. (Firefox shows them.)
 * Nobody's cookies can be set for a public suffix.
 */
export async function missingAccess(host: string): Promise<MissingAccess[]> {
  const domains = seesParents ? [host] : domainsOf(host).filter((d) => d === host || !isPublicSuffix(d));
  const wanted = domains.map((domain) => ({
    domain,
    origins: [`http://${domain}/*`, `https://${domain}/*`],
  }));
  const granted = await Promise.all(wanted.map(({ origins }) => hasAccess(origins)));
  return wanted.filter((_, index) => !granted[index]);
}

const seesParents = RUNNING_IN === 'firefox';

async function hasAccess(origins: string[]): Promise<boolean> {
  return browser.permissions.contains({ origins });
}
