/** What becomes of a Set-Cookie header by the rules of the browser. Predicts; never reads a jar or a clock. */
import { BROWSER_RULES } from '../browser-rules.ts';
import { decideDomain, isThirdParty, siteOf } from '../cookie-domain.ts';
import { EXPIRES_CAP } from '../lifetime.ts';
import { type Cookie, cookieId, type PartitionKey } from '../model.ts';
import { readFirefoxDate } from '../set-cookie/firefox-date.ts';
import { type ParsedSetCookie, parseSetCookie, pathText } from '../set-cookie/set-cookie.ts';
import { ATTRIBUTE_LIMIT } from '../size.ts';
import { httpDate } from '../werkzeug.ts';
import { explainIgnored } from './ignored-attributes.ts';
import type {
  AssumptionCode,
  Case,
  Finding,
  Outcome,
  Prediction,
  RejectionCode,
  ResponseContext,
} from './prediction.ts';
import { rejectionsOf } from './rejections.ts';
import { warningsOf } from './warnings.ts';
import { cut } from './words.ts';

/**
 * Predicts what becomes of a Set-Cookie header, given as DevTools hands it over (see `headerBytes`). Of several headers of
 * a response each meets the cookies that those before it leave.
 */
export function predictSetCookie(header: string, response: ResponseContext): Prediction {
  const isAlive = ({ expires }: Cookie): boolean => expires === null || expires > response.now;
  const context = { ...response, existing: response.existing.filter(isAlive) };
  const parsed = parseSetCookie(header, context.browser);
  const { url, page } = context;
  const thirdParty = page !== null && isThirdParty(url, page);
  const domain = decideDomain(parsed.domain, url.hostname);
  const wantedExpiry = wantedExpiryOf(parsed, context);
  const cookie: Cookie = {
    name: parsed.name,
    value: parsed.value,
    domain: domain.ok ? domain.domain : url.hostname,
    hostOnly: !domain.ok || domain.hostOnly,
    path: parsed.path ?? defaultPath(parsed, context),
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    sameSite: parsed.sameSite,
    expires: wantedExpiry === null ? null : Math.min(wantedExpiry, context.now + EXPIRES_CAP),
    storeId: context.storeId,
    partitionKey: partitionOf(parsed, context, thirdParty),
    firstPartyDomain: '',
  };
  const facts: Case = { parsed, context, isThirdParty: thirdParty, cookie, wantedExpiry };
  const intended = domain.ok ? cookie : null;
  const previous =
    (intended && context.existing.find((other) => cookieId(other) === cookieId(intended))) ?? null;
  const rejections = rejectionsOf(facts, domain, previous);
  const outcome = outcomeOf(rejections, facts, previous);
  const isStored = outcome === 'stored' || outcome === 'replaced';
  return {
    outcome,
    parsed,
    reasons: outcome === 'deleted' || outcome === 'deletes-nothing' ? [expired(facts, outcome)] : rejections,
    ignoredAttributes: explainIgnored(parsed, cookie),
    warnings: isStored ? warningsOf(facts) : [],
    assumptions: assumptionsOf(facts, domain.isGuess),
    cookie: isStored ? cookie : null,
    intended,
    previous,
    sameNamed: context.existing.filter(({ name }) => name === parsed.name),
    now: context.now,
  };
}

function outcomeOf(
  rejections: readonly unknown[],
  { cookie, context }: Case,
  previous: Cookie | null,
): Outcome {
  if (rejections.length > 0) return 'rejected';
  const isExpired = cookie.expires !== null && cookie.expires <= context.now;
  if (isExpired) return previous === null ? 'deletes-nothing' : 'deleted';
  return previous === null ? 'stored' : 'replaced';
}

/** The directory of the response's URL (RFC 6265bis section 5.1.4). */
function defaultPath(parsed: ParsedSetCookie, { url, browser }: ResponseContext): string {
  const rules = BROWSER_RULES[browser];
  const directory = url.pathname.slice(0, Math.max(url.pathname.lastIndexOf('/'), 1));
  if (!rules.dropsLongDefaultPath || directory.length <= ATTRIBUTE_LIMIT) return directory;
  const written = parsed.attributes.findLast(
    ({ known, ignored }) => known === 'path' && ignored === 'unreadable',
  );
  return pathText(written?.value ?? '', rules);
}

/** Seconds since 1970; null: volatile. */
function wantedExpiryOf({ maxAge, expires }: ParsedSetCookie, { now, date }: ResponseContext): number | null {
  if (maxAge !== null) return maxAge <= 0 ? 0 : now + maxAge;
  if (expires === null) return null;
  // Both browsers read this header leniently; Chromium takes ISO 8601 as well, which no server sends.
  const serverNow = date === null ? null : readFirefoxDate(date);
  return expires + (serverNow === null ? 0 : now - serverNow);
}

function partitionOf(
  parsed: ParsedSetCookie,
  { url, page, browser }: ResponseContext,
  thirdParty: boolean,
): PartitionKey | null {
  const isApart = parsed.partitioned || (thirdParty && BROWSER_RULES[browser].thirdParty === 'partitioned');
  if (!isApart) return null;
  const site = siteOf(page ?? url);
  // Firefox treats `a.localhost` as a third party in a page of `localhost`, but not as a cross-site one.
  const isBelow = browser === 'firefox' && url.hostname.endsWith(`.${new URL(site).hostname}`);
  return { topLevelSite: site, hasCrossSiteAncestor: thirdParty && !isBelow };
}

function expired({ parsed, cookie, context }: Case, outcome: Outcome): Finding<RejectionCode | 'expired'> {
  const how =
    parsed.maxAge === null
      ? `Expires is in the past (${httpDate(cookie.expires ?? 0)})`
      : 'Max-Age is zero or negative';
  if (outcome === 'deleted') return { code: 'expired', sentence: `${how}: the cookie is deleted.` };
  const near = context.existing.find(({ name }) => name === cookie.name);
  const place = near && `${near.hostOnly ? '' : 'all of '}${near.domain} and the path ${cut(near.path)}`;
  const rest = place
    ? `the one with that name is on ${place}; this header names another domain or path.`
    : 'there is no such cookie.';
  return { code: 'expired', sentence: `${how}, so it should delete a cookie, but ${rest}` };
}

function assumptionsOf({ context, isThirdParty, cookie }: Case, isGuess: boolean): Finding<AssumptionCode>[] {
  const { url, page, browser, blocksThirdParties } = context;
  const found: Finding<AssumptionCode>[] = [];
  if (isGuess) {
    found.push({
      code: 'public-suffix',
      sentence: `It is only a guess whether ${cookie.domain} is a public suffix, under which anyone can have a host.`,
    });
  }
  if (isThirdParty && browser === 'chromium' && blocksThirdParties === null) {
    found.push({
      code: 'third-party-setting',
      sentence: 'The browser is assumed to block third-party cookies, which is a user setting.',
    });
  }
  if (page !== null && page.protocol !== url.protocol) {
    found.push({
      code: 'cross-scheme',
      sentence:
        'The page and the response have different schemes, which the browser may treat as different sites.',
    });
  }
  return found;
}
