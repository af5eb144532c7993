/** Which sites the user has let the extension read, and which are still to be asked for. Never asks itself. */
import browser from 'webextension-polyfill';
import type { MissingAccess } from '../messaging/protocol.ts';
import { domainsOf } from './domains.ts';

/**
 * What is to be asked for before every cookie of the host can be read: the host itself, and in Chromium its parent
 * domains too, whose cookies that browser hides from who may read only the host. (Firefox shows them.)
 */
export async function missingAccess(host: string): Promise<MissingAccess[]> {
  const domains = seesParents
    ? [host]
    : domainsOf(host).filter((d) => d === host || !isLikelyPublicSuffix(d));
  const wanted = domains.map((domain) => ({
    domain,
    origins: [`http://${domain}/*`, `https://${domain}/*`],
  }));
  const granted = await Promise.all(wanted.map(({ origins }) => hasAccess(origins)));
  return wanted.filter((_, index) => !granted[index]);
}

const seesParents = browser.runtime.getURL('').startsWith('moz-');

/** `co.uk`, `com.au`: asking for those would be absurd, and no cookie can name them. Short labels tell them well enough. */
function isLikelyPublicSuffix(domain: string): boolean {
  const [first = '', second = '', ...more] = domain.split('.');
  return more.length === 0 && first.length <= 3 && second.length === 2;
}

async function hasAccess(origins: string[]): Promise<boolean> {
  return browser.permissions.contains({ origins });
}
