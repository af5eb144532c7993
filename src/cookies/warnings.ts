/** What will hurt about a cookie that the browser stores all the same. Judges one cookie; refuses none. */
import { BROWSER_RULES } from './browser-rules.ts';
import { LONGEST_LIFETIME } from './duration.ts';
import { formatDuration } from './duration-text.ts';
import { EXPIRES_CAP } from './lifetime.ts';
import { domainMatches, isSentAcrossSites, isSentTo } from './match.ts';
import { type Cookie, cookieId } from './model.ts';
import type { Case, Finding, WarningCode } from './prediction.ts';
import { shadowsOf } from './shadow.ts';
import { BROWSER_LIMIT } from './size.ts';
import { WERKZEUG_LIMIT } from './werkzeug.ts';
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

/** The other way round cannot be: what is over the browsers' limit is always over Werkzeug's. */
function werkzeugWarning({ parsed, context }: Case): Warning | null {
  const { header } = parsed.size;
  // What else a page sets may be no server's of Werkzeug.
  if (!context.isSession || header <= WERKZEUG_LIMIT) return null;
  const sentence = `Werkzeug warns in the server’s log, for the whole header is ${header} characters, over its ${WERKZEUG_LIMIT}; but the browser stores the cookie, for it counts name and value only.`;
  return { code: 'werkzeug-warns', sentence };
}

function nearLimit({ parsed }: Case): Warning | null {
  const { nameAndValue } = parsed.size;
  if (nameAndValue <= NEAR_LIMIT) return null;
  const sentence = `Name and value are ${nameAndValue} of ${BROWSER_LIMIT} bytes; over that, the browser would keep the old cookie without a word.`;
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
        ? 'it is Secure, and that is plain http'
        : 'that is no address for cookies';
  return { code: 'not-sent-here', sentence: `It is not sent to ${where}, because ${why}.` };
}

/** In the pages of other sites such a cookie is not stored at all. */
function notSentFromOutside(
  cookie: Cookie,
  { fromOtherSite, page }: Case['context'],
  where: string,
): Warning | null {
  if (!fromOtherSite || page !== null) return null;
  const { method } = fromOtherSite;
  if (isSentAcrossSites(cookie, { method, isNavigation: true })) return null;
  const [keyword, how] = cookie.sameSite === 'strict' ? ['Strict', ''] : ['Lax', ` by ${cut(method)}`];
  const sentence = `It is not sent to ${where} when another site leads there${how}, because it is SameSite=${keyword}.`;
  return { code: 'not-sent-here', sentence };
}

function shadowWarning({ cookie, context }: Case): Warning | null {
  const others = context.existing.filter((other) => cookieId(other) !== cookieId(cookie));
  const shadow = shadowsOf([...others, cookie], context.url).find(({ cookies }) => cookies.includes(cookie));
  if (shadow === undefined) return null;
  const rest = 'of that name, and Werkzeug reads the first';
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
  const sentence = `It is sent together with ${otherCookies(shadow.cookies.length - 1)} ${rest}; which that is, the browser does not tell.`;
  return { code: 'shadow-unclear', sentence };
}

function scriptReadable({ cookie, context }: Case): Warning | null {
  if (!context.isSession || cookie.httpOnly) return null;
  return {
    code: 'script-readable',
    sentence: 'Every script of the page can read this session: HttpOnly is missing.',
  };
}

function lifetimeCut({ wantedExpiry, context }: Case): Warning | null {
  const wanted = (wantedExpiry ?? 0) - context.now;
  if (wanted <= EXPIRES_CAP) return null;
  const lifetime = wanted > LONGEST_LIFETIME ? 'far more' : formatDuration(wanted);
  return {
    code: 'lifetime-cut',
    sentence: `The browser cuts its life to 400 days; ${lifetime} was asked for.`,
  };
}

function flagWithValue({ parsed }: Case): Warning | null {
  const flag = parsed.attributes.find(({ known, value }) => FLAGS.has(known) && value !== '');
  if (flag === undefined || flag.ignored === 'too-long') return null;
  const sentence = `${flag.name} has no values: whatever stands after its "=" means the same as ${flag.name} alone.`;
  return { code: 'flag-with-value', sentence };
}

function bareWord({ parsed, context }: Case): Warning | null {
  if (!parsed.isBareWord) return null;
  const isName = BROWSER_RULES[context.browser].bareWordIs === 'name';
  const here = isName ? 'a name without a value' : 'a value without a name';
  const there = isName ? 'Chromium for a value without a name' : 'Firefox for a name without a value';
  return { code: 'bare-word', sentence: `Without "=", this browser takes the text for ${here}, ${there}.` };
}

function otherCookies(number: number): string {
  return number === 1 ? 'another cookie' : `${number} other cookies`;
}
