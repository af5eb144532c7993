/** The requirements of cookie name prefixes (RFC 6265bis section 4.1.3, and the newer `__Http-`). Only judges. */
import { BROWSER_RULES } from '../browser-rules.ts';
import { isSecureResponse } from '../cookie-domain.ts';
import { isIpAddress } from '../match.ts';
import type { Case, Finding, RejectionCode } from './prediction.ts';

/** What each prefix requires besides Secure; the longest first. Both browsers know all four, in any letter case. */
const PREFIXES = [
  { prefix: '__Host-Http-', needsHttpOnly: true, needsHost: true },
  { prefix: '__Host-', needsHttpOnly: false, needsHost: true },
  { prefix: '__Http-', needsHttpOnly: true, needsHost: false },
  { prefix: '__Secure-', needsHttpOnly: false, needsHost: false },
] as const;

/** What the cookie lacks that its name requires; null if nothing. */
export function prefixProblem(facts: Case): Finding<RejectionCode> | null {
  const { parsed, context } = facts;
  // A nameless `__Host-x` would be sent as if that were its name.
  const text = parsed.name === '' ? parsed.value : parsed.name;
  const found = PREFIXES.find(({ prefix }) => text.toLowerCase().startsWith(prefix.toLowerCase()));
  if (found === undefined) return null;
  if (parsed.name === '') return problem(`A value without a name must not begin with ${found.prefix}.`);
  const missing = [
    ...(parsed.secure ? [] : ['Secure']),
    ...(isSecureResponse(context.url) ? [] : ['https']),
    ...(found.needsHttpOnly && !parsed.httpOnly ? ['HttpOnly'] : []),
    ...(found.needsHost && !isRootPath(facts) ? ['Path=/'] : []),
    ...(found.needsHost && !isOwnHost(facts) ? ['no Domain'] : []),
  ];
  if (missing.length === 0) return null;
  return problem(`A name that begins with ${found.prefix} requires ${missing.join(' and ')}.`);
}

function isRootPath({ parsed, cookie, context }: Case): boolean {
  return BROWSER_RULES[context.browser].hostPrefixNeedsPath ? parsed.path === '/' : cookie.path === '/';
}

function isOwnHost({ parsed, cookie, context }: Case): boolean {
  if (parsed.domain === null) return true;
  if (!BROWSER_RULES[context.browser].hostPrefixForbidsOwnName) return cookie.hostOnly;
  return isIpAddress(context.url.hostname) && parsed.domain === context.url.hostname;
}

function problem(sentence: string): Finding<RejectionCode> {
  return { code: 'prefix', sentence };
}
