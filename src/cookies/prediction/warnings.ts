/** What may cause trouble with a cookie that the browser stores anyway. Judges one cookie; rejects none. */
import { BROWSER_RULES } from '../browser-rules.ts';
import { LONGEST_LIFETIME } from '../durations/duration.ts';
import { formatDuration } from '../durations/duration-text.ts';
import { EXPIRES_CAP } from '../lifetime.ts';
import { domainMatches, isSentAcrossSites, isSentTo } from '../match.ts';
import { type Cookie, cookieId } from '../model.ts';
import { shadowsOf } from '../shadow.ts';
import { BROWSER_LIMIT } from '../size.ts';
import { WERKZEUG_LIMIT } from '../werkzeug.ts';
import type { Case, Finding, WarningCode } from './prediction.ts';
import { cut } from './words.ts';

type Warning = Finding<WarningCode>;

/** Above this many bytes of name + value a cookie is near the limit: 90 %. */
const NEAR_LIMIT = BROWSER_LIMIT * 0.9;

const FLAGS: ReadonlySet<string | null> = new Set(['secure', 'httponly', 'partitioned']);

/** The warnings of a header that is stored. */
export function warningsOf(facts: Case): readonly Warning[] {
  return [
    werkzeugWarning(facts),
    nearLimit(facts),
    notSentHere(facts),
    shadowWarning(facts),
    scriptReadable(facts),
    lifetimeCut(facts),
    flagWithValue(facts),
    bareWord(facts),
  ].filter((warning) => warning !== null);
}

/** The reverse cannot happen: a header over the browsers' limit is always over Werkzeug's. */
function werkzeugWarning({ parsed, context }: Case): Warning | null {
  const { header } = parsed.size;
  // The page's other cookies may come from a server that does not use Werkzeug.
  if (!context.isSession || header <= WERKZEUG_LIMIT) return null;
  const sentence = `Werkzeug warns in the server’s log because the whole header is ${header} characters, over its limit of ${WERKZEUG_LIMIT}; the browser stores the cookie because it counts only the name and value.`;
  return { code: 'werkzeug-warns', sentence };
}

function nearLimit({ parsed }: Case): Warning | null {
  const { nameAndValue } = parsed.size;
  if (nameAndValue <= NEAR_LIMIT) return null;
  const sentence = `The name and value are ${nameAndValue} of ${BROWSER_LIMIT} bytes; above that, the browser would silently keep the old cookie.`;
  return { code: 'near-limit', sentence };
}

function notSentHere({ cookie, context }: Case): Warning | null {
  const { url, page } = context;
  const target = page !== null && domainMatches(cookie, page.hostname) ? page : url;
  const sending = isSentTo(cookie, target);
  const where = target.origin + cut(target.pathname);
  if (sending.sent) return notSentFromOutside(cookie, context, where);
  const why =
    sending.reason === 'path'
      ? `its path is ${cut(cookie.path)}`
      : sending.reason === 'secure'
        ? 'it is Secure, but that is plain http'
        : 'that address cannot have cookies';
  return { code: 'not-sent-here', sentence: `It is not sent to ${where}, because ${why}.` };
}

/** In pages of other sites, such a cookie is not stored at all. */
function notSentFromOutside(
  cookie: Cookie,
  { fromOtherSite, page }: Case['context'],
  where: string,
): Warning | null {
  if (!fromOtherSite || page !== null) return null;
  const { method } = fromOtherSite;
  if (isSentAcrossSites(cookie, { method, isNavigation: true })) return null;
  const [keyword, how] = cookie.sameSite === 'strict' ? ['Strict', ''] : ['Lax', ` with ${cut(method)}`];
  const sentence = `It is not sent to ${where} when another site requests it${how}, because it is SameSite=${keyword}.`;
  return { code: 'not-sent-here', sentence };
}

function shadowWarning({ cookie, context }: Case): Warning | null {
  const others = context.existing.filter((other) => cookieId(other) !== cookieId(cookie));
  const shadow = shadowsOf([...others, cookie], context.url).find(({ cookies }) => cookies.includes(cookie));
  if (shadow === undefined) return null;
  const rest = 'with that name, and Werkzeug reads the first';
  if (shadow.first === cookie) {
    return {
      code: 'shadows',
      sentence: `It is sent before ${otherCookies(shadow.cookies.length - 1)} ${rest}.`,
    };
  }
  if (shadow.first !== null) {
    const place = `${shadow.first.domain}, path ${cut(shadow.first.path)}`;
    return { code: 'shadowed', sentence: `It is sent after another cookie ${rest} (${place}).` };
  }
  if (!shadow.candidates.includes(cookie)) {
    return {
      code: 'shadowed',
      sentence: `It is sent after ${otherCookies(shadow.cookies.length - 1)} ${rest}.`,
    };
  }
  const sentence = `It is sent together with ${otherCookies(shadow.cookies.length - 1)} ${rest}; the browser does not say which comes first.`;
  return { code: 'shadow-unclear', sentence };
}

function scriptReadable({ cookie, context }: Case): Warning | null {
  if (!context.isSession || cookie.httpOnly) return null;
  return {
    code: 'script-readable',
    sentence: 'Any script on the page can read this session: HttpOnly is missing.',
  };
}

function lifetimeCut({ wantedExpiry, context }: Case): Warning | null {
  const wanted = (wantedExpiry ?? 0) - context.now;
  if (wanted <= EXPIRES_CAP) return null;
  const lifetime = wanted > LONGEST_LIFETIME ? 'far more' : formatDuration(wanted);
  return {
    code: 'lifetime-cut',
    sentence: `The browser limits its lifetime to 400 days; ${lifetime} was requested.`,
  };
}

function flagWithValue({ parsed }: Case): Warning | null {
  const flag = parsed.attributes.find(({ known, value }) => FLAGS.has(known) && value !== '');
  if (flag === undefined || flag.ignored === 'too-long') return null;
  const sentence = `${flag.name} takes no value: whatever follows its "=" means the same as ${flag.name} alone.`;
  return { code: 'flag-with-value', sentence };
}

function bareWord({ parsed, context }: Case): Warning | null {
  if (!parsed.isBareWord) return null;
  const isName = BROWSER_RULES[context.browser].bareWordIs === 'name';
  const here = isName ? 'a name without a value' : 'a value without a name';
  const there = isName
    ? 'Chromium reads it as a value without a name'
    : 'Firefox reads it as a name without a value';
  return { code: 'bare-word', sentence: `Without "=", this browser reads the text as ${here}; ${there}.` };
}

function otherCookies(number: number): string {
  return number === 1 ? 'another cookie' : `${number} other cookies`;
}
