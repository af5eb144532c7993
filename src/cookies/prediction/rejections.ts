/** Why a browser ignores a Set-Cookie header. Judges one header; it stores and reads nothing. */
import { BROWSER_LABEL, BROWSER_RULES } from '../browser-rules.ts';
import { type DomainDecision, isSecureResponse } from '../cookie-domain.ts';
import { domainMatches, pathMatches } from '../match.ts';
import type { Cookie } from '../model.ts';
import { BROWSER_LIMIT } from '../size.ts';
import type { Case, Finding, RejectionCode } from './prediction.ts';
import { prefixProblem } from './prefixes.ts';
import { count, cut } from './words.ts';

type Rejection = Finding<RejectionCode>;

/**
 * Every reason why the browser ignores the header; none if it stores the cookie or deletes one. `previous`: the
 * cookie it would have replaced, which stays.
 */
export function rejectionsOf(
  facts: Case,
  domain: DomainDecision,
  previous: Cookie | null,
): readonly Rejection[] {
  return [
    pairProblem(facts),
    sizeProblem(facts, previous),
    characterProblem(facts),
    domainProblem(facts, domain),
    prefixProblem(facts),
    ...secureProblems(facts),
    ...thirdPartyProblems(facts),
    preflightProblem(facts),
    guardProblem(facts),
  ].filter((problem) => problem !== null);
}

function pairProblem({ parsed, context }: Case): Rejection | null {
  if (parsed.name !== '') return null;
  if (parsed.value === '') return { code: 'empty', sentence: 'The header has neither a name nor a value.' };
  if (BROWSER_RULES[context.browser].storesNameless) return null;
  return { code: 'nameless', sentence: 'Firefox does not store a cookie without a name.' };
}

function sizeProblem({ parsed }: Case, previous: Cookie | null): Rejection | null {
  const over = parsed.size.nameAndValue - BROWSER_LIMIT;
  if (over <= 0) return null;
  const size = `The name and value are ${count(parsed.size.nameAndValue, 'byte')}, ${over} over the limit of ${BROWSER_LIMIT}`;
  const rest = previous === null ? '.' : '; the previous cookie stays in effect.';
  return { code: 'too-large', sentence: size + rest };
}

function characterProblem({ parsed }: Case): Rejection | null {
  const { forbidden } = parsed;
  if (forbidden === null) return null;
  const character = forbidden.code === 9 ? 'a tab' : `the control character ${codePoint(forbidden.code)}`;
  const where = forbidden.where === 'attribute' ? 'an attribute' : `the ${forbidden.where}`;
  return { code: 'forbidden-character', sentence: `There is ${character} in ${where}.` };
}

function domainProblem({ parsed, context }: Case, domain: DomainDecision): Rejection | null {
  if (domain.ok) return null;
  const named = `Domain=${cut(parsed.domain ?? '')}`;
  if (domain.because === 'public-suffix') {
    return {
      code: 'public-suffix',
      sentence: `${named} is a public suffix, whose hosts belong to different owners.`,
    };
  }
  const sentence = `${named} is neither the host ${context.url.hostname} nor a domain above it.`;
  return { code: 'foreign-domain', sentence };
}

function secureProblems({ parsed, context }: Case): readonly (Rejection | null)[] {
  if (parsed.secure) {
    if (isSecureResponse(context.url)) return [];
    const sentence = `Secure cookies are not accepted over plain http from ${context.url.hostname}, only from this computer.`;
    return [{ code: 'secure-over-http', sentence }];
  }
  return [
    parsed.sameSite === 'none'
      ? { code: 'none-without-secure', sentence: 'SameSite=None is rejected without Secure.' }
      : null,
    parsed.partitioned
      ? { code: 'partitioned-without-secure', sentence: 'Partitioned is rejected without Secure.' }
      : null,
  ];
}

function thirdPartyProblems({ parsed, context, isThirdParty }: Case): readonly (Rejection | null)[] {
  if (!isThirdParty) return [];
  const { browser, page, url, blocksThirdParties } = context;
  const partitions = BROWSER_RULES[browser].thirdParty === 'partitioned';
  const there = `in a page of ${page?.hostname ?? ''}`;
  const isLax = parsed.sameSite === 'unspecified' && !partitions;
  const isRestricted = parsed.sameSite === 'lax' || parsed.sameSite === 'strict' || isLax;
  const keyword = parsed.sameSite === 'strict' ? 'Strict' : 'Lax';
  const written = isLax ? 'A cookie without SameSite=None' : `A cookie with SameSite=${keyword}`;
  const isBlocked = !partitions && !parsed.partitioned && (blocksThirdParties ?? true);
  return [
    isRestricted
      ? {
          code: 'cross-site',
          sentence: `${written} is not accepted from ${url.hostname} ${there}, which is another site.`,
        }
      : null,
    isBlocked
      ? {
          code: 'third-party',
          sentence: `${BROWSER_LABEL[browser]} blocks third-party cookies, and ${url.hostname} is a third party ${there}; only Partitioned ones are accepted.`,
        }
      : null,
  ];
}

/** Fetch Standard, "CORS-preflight fetch": the browser makes it without credentials, whatever the script's request has. */
function preflightProblem({ context }: Case): Rejection | null {
  if (!context.isPreflight) return null;
  const sentence = 'It answers a CORS preflight, which neither sends nor stores cookies.';
  return { code: 'preflight', sentence };
}

/** RFC 6265bis section 5.7, step 16: "leave secure cookies alone". */
function guardProblem({ cookie, context }: Case): Rejection | null {
  if (cookie.secure || isSecureResponse(context.url)) return null;
  const across = BROWSER_RULES[context.browser].guardsSecureAcrossHosts;
  const wide = (one: Cookie): Cookie => (across ? { ...one, hostOnly: false } : one);
  const guarded = context.existing.find(
    (other) =>
      other.secure &&
      other.name === cookie.name &&
      pathMatches(other.path, cookie.path) &&
      (domainMatches(wide(other), cookie.domain) || domainMatches(wide(cookie), other.domain)),
  );
  if (guarded === undefined) return null;
  const sentence = `There is a Secure cookie with that name (${guarded.domain}, path ${cut(guarded.path)}), which plain http may neither replace nor hide.`;
  return { code: 'guards-secure', sentence };
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
