/** Hosts, domains and sites: whom a Domain attribute names, and what is one site. Has no list of public suffixes. */
import { domainMatches, isIpAddress, isLoopback } from './match.ts';

/** The result of a Domain attribute. `isGuess`: whether the public suffixes, of which only few are known, decide it. */
export type DomainDecision =
  | { readonly ok: true; readonly domain: string; readonly hostOnly: boolean; readonly isGuess: boolean }
  | { readonly ok: false; readonly because: 'mismatch' | 'public-suffix'; readonly isGuess: boolean };

/** Second levels under which most countries' registries sell names. */
const REGISTRY_LEVELS: ReadonlySet<string> = new Set(['ac', 'co', 'com', 'edu', 'gov', 'mil', 'net', 'org']);

/** Where small applications live, of the thousands on https://publicsuffix.org/list. */
const HOSTING_SUFFIXES: ReadonlySet<string> = new Set([
  ...[
    'appspot.com',
    'azurewebsites.net',
    'cloudfront.net',
    'eu.pythonanywhere.com',
    'firebaseapp.com',
    'fly.dev',
  ],
  ...['github.io', 'gitlab.io', 'herokuapp.com', 'hf.space', 'netlify.app', 'ngrok.app', 'ngrok.io'],
  ...[
    'ngrok-free.app',
    'ngrok-free.dev',
    'ondigitalocean.app',
    'onrender.com',
    'pages.dev',
    'pythonanywhere.com',
  ],
  ...[
    'replit.app',
    'streamlit.app',
    'trycloudflare.com',
    'ts.net',
    'up.railway.app',
    'vercel.app',
    'web.app',
  ],
  ...['workers.dev'],
]);

/**
 * The domain of a cookie that `host` sets with this Domain attribute (null: none), by RFC 6265bis section 5.7, steps 8
 * to 10, as both browsers follow them. One leading dot is dropped, case does not matter, and nothing else is tidied:
 * not a port, a second dot, quotes, escapes, or letters beyond ASCII.
 */
export function decideDomain(attribute: string | null, host: string): DomainDecision {
  if (attribute === null) return { ok: true, domain: host, hostOnly: true, isGuess: false };
  const named = (
    attribute.length > 1 && attribute.startsWith('.') ? attribute.slice(1) : attribute
  ).toLowerCase();
  const isSuffix = isPublicSuffix(named);
  const isGuess = named.includes('.') && !isIpAddress(named);
  if (named === host) {
    return { ok: true, domain: host, hostOnly: isSuffix || isIpAddress(host), isGuess };
  }
  if (!domainMatches({ domain: named, hostOnly: false }, host)) {
    return { ok: false, because: 'mismatch', isGuess: false };
  }
  if (isSuffix) return { ok: false, because: 'public-suffix', isGuess };
  return { ok: true, domain: named, hostOnly: false, isGuess };
}

/** The registrable domain, one label more than its public suffix; the host itself where there is none. A guess, as above. */
export function registrableDomain(host: string): string {
  if (isIpAddress(host)) return host;
  let candidate = host;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const parent = host.slice(dot + 1);
    if (isPublicSuffix(parent)) return candidate;
    candidate = parent;
  }
  return host;
}

/** The site of a page as partitions are named after it: scheme and registrable domain, no port. */
export function siteOf(page: URL): string {
  return `${page.protocol}//${registrableDomain(page.hostname)}`;
}

/**
 * Whether the host is of that site, whatever the scheme. A site is the browser's own word, as in `PartitionKey`: it may
 * have more labels than `registrableDomain` guesses, but not fewer.
 */
export function isOfSite(host: string, site: string): boolean {
  if (!URL.canParse(site)) return false;
  const domain = new URL(site).hostname;
  return domainMatches({ domain, hostOnly: false }, host) && domain.length >= registrableDomain(host).length;
}

/** Whether partitions of that site are those of `page`, the page at the top. Of a WebSocket's URL, its page's scheme counts. */
export function isPartitionOf(topLevelSite: string, page: URL): boolean {
  return isOfSite(page.hostname, topLevelSite) && new URL(topLevelSite).protocol === schemeOf(page);
}

/** `http:` or `https:`, also of the WebSockets that a page opens. */
export function schemeOf({ protocol }: URL): string {
  return protocol.replace(/^ws/, 'http');
}

/** Whether a response from `url` within `page` is another site's. Schemes are not compared. */
export function isThirdParty(url: URL, page: URL): boolean {
  return registrableDomain(url.hostname) !== registrableDomain(page.hostname);
}

/** Whether the response may set Secure cookies: by TLS, or from this very machine. */
export function isSecureResponse(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'wss:' || isLoopback(url.hostname);
}

/** Whether nobody can have a cookie for the domain and all below it. Every single label is one; of the others, a guess. */
export function isPublicSuffix(domain: string): boolean {
  const [level = '', country = '', ...more] = domain.replace(/\.$/, '').split('.');
  if (country === '') return true;
  if (more.length === 0 && country.length === 2 && REGISTRY_LEVELS.has(level)) return true;
  return HOSTING_SUFFIXES.has(domain);
}
