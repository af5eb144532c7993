/** A site beside its budgets and the limits, as data to be saved. Makes no text (see `report-text.ts`), stores nothing. */
import type { BrowserFamily } from '../browser-rules.ts';
import { COOKIES_PER_SITE, jarUse } from '../jar-limits.ts';
import type { Cookie, SameSite } from '../model.ts';
import { cookieHeader, type WithheldReason } from '../request-header.ts';
import { HEADER_LIMIT, type ServerName, serverVerdicts } from '../server-limits.ts';
import { BROWSER_LIMIT, sizeOf } from '../size.ts';
import { type Budget, budgetOf, formatBudget, judgeBudget, type SiteBudgets } from './budget.ts';

/** A size beside its budget, if there is one. All sizes in a report are bytes. */
export type ReportedSize = {
  readonly bytes: number;
  /** What the browser stores, or, of a header, what servers take. */
  readonly limit: number;
  /** As typed, or nearly: `2000 bytes`, `50 %`; null: no budget. */
  readonly budget: string | null;
  /** What the budget comes to. */
  readonly allowed: number | null;
  /** `not known`: what could be read is within it, and there may be more. */
  readonly verdict: 'within' | 'over' | 'no budget' | 'not known';
  /** Bytes over its budget, at least; 0: it is not, as far as is known. */
  readonly over: number;
};

export type ReportedCookie = ReportedSize & {
  readonly name: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** The site at the top of its partition; null: not partitioned. */
  readonly partition: string | null;
  /** Why the page's own request does not carry it; null: it does. */
  readonly withheld: WithheldReason | null;
  /** Only there when values were asked for. */
  readonly value?: string;
};

/**
 * A report. As JSON it has exactly this shape, keys in this order; a later release may add keys, and counts `version` up
 * when one goes or changes its meaning.
 */
export type SizeReport = {
  readonly format: 'session-lens-sizes';
  readonly version: 1;
  /** Origin and path: a query or fragment may hold secrets, and is left out. */
  readonly url: string;
  /** In UTC, ISO 8601. */
  readonly time: string;
  readonly browser: BrowserFamily;
  /** How many budgets are exceeded; where something is `unreadable`, at least. */
  readonly exceeded: number;
  /** Those that the page's own request carries, in the order sent; then the others. */
  readonly cookies: readonly ReportedCookie[];
  /** Budgets of cookies that are not present, or may be `unreadable`. */
  readonly unused: readonly { readonly name: string; readonly budget: string }[];
  /**
   * Domains of the page whose cookies the extension may not read: they are missing from the whole report, and every
   * total in it is the least that it can be.
   */
  readonly unreadable: readonly string[];
  /** The Cookie header of the page's own request: the tab goes there by itself. */
  readonly header: ReportedSize & {
    readonly cookies: number;
    /** Whether `bytes` is certain: see `CookieHeader`. */
    readonly isExact: boolean;
    /** By the default settings. `over`: 0: the server takes it; null: it is not known to be over. */
    readonly servers: readonly {
      readonly server: ServerName;
      readonly setting: string;
      readonly limit: number;
      readonly counted: number;
      readonly over: number | null;
      readonly isEstimate: boolean;
    }[];
  };
  /** Of each site and partition among the cookies. */
  readonly jar: readonly {
    readonly site: string;
    readonly partition: string | null;
    readonly cookies: number;
    readonly cookieLimit: number;
    readonly bytes: number;
    readonly byteLimit: number | null;
  }[];
};

export type ReportInput = {
  /** The page. */
  readonly url: URL;
  readonly browser: BrowserFamily;
  /** Seconds since 1970. */
  readonly now: number;
  /** As for `cookieHeader`. */
  readonly cookies: readonly Cookie[];
  readonly budgets: SiteBudgets;
  /** Domains whose cookies are missing because there is no permission to read them. */
  readonly unreadable: readonly string[];
  /** Whether the cookies' values go into the report. */
  readonly withValues: boolean;
};

/** Checks a page's cookies and its Cookie header against the site's budgets and the limits. */
export function sizeReport(input: ReportInput): SizeReport {
  const { url, browser, now, cookies, budgets, unreadable, withValues } = input;
  const header = cookieHeader(cookies, { url, browser, now, page: null });
  const listed = [...header.sent.map((cookie) => ({ cookie, reason: null })), ...header.withheld].map(
    ({ cookie, reason }) => reportedCookie(cookie, { reason, budgets, withValues }),
  );
  const isWhole = unreadable.length === 0;
  const headerSize = reportedSize(header.bytes.length, budgets.header, { limit: HEADER_LIMIT, isWhole });
  return {
    format: 'session-lens-sizes',
    version: 1,
    url: url.origin + url.pathname,
    time: new Date(now * 1000).toISOString(),
    browser,
    exceeded: [...listed, headerSize].filter(({ verdict }) => verdict === 'over').length,
    cookies: listed,
    unused: budgets.cookies
      .filter((of) => !cookies.some(({ name }) => name === of.name))
      .map(({ name, budget }) => ({ name, budget: formatBudget(budget) })),
    unreadable,
    header: {
      ...headerSize,
      cookies: header.sent.length,
      isExact: header.isExact,
      servers: serverVerdicts(header.bytes.length, { url, browser }).map((judged) => ({
        server: judged.server,
        setting: judged.setting,
        limit: judged.limit,
        counted: judged.counted,
        over: judged.left < 0 ? -judged.left : isWhole ? 0 : null,
        isEstimate: judged.isEstimate,
      })),
    },
    jar: jarUse(cookies, browser, now).map((use) => ({
      site: use.site,
      partition: use.partition?.topLevelSite ?? null,
      cookies: use.cookies,
      cookieLimit: COOKIES_PER_SITE,
      bytes: use.bytes,
      byteLimit: use.byteLimit,
    })),
  };
}

function reportedCookie(
  cookie: Cookie,
  {
    reason,
    budgets,
    withValues,
  }: { reason: WithheldReason | null; budgets: SiteBudgets; withValues: boolean },
): ReportedCookie {
  return {
    name: cookie.name,
    domain: cookie.domain,
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite,
    partition: cookie.partitionKey?.topLevelSite ?? null,
    withheld: reason,
    ...reportedSize(sizeOf(cookie).total, budgetOf(cookie.name, budgets), {
      limit: BROWSER_LIMIT,
      isWhole: true,
    }),
    ...(withValues ? { value: cookie.value } : {}),
  };
}

/** `isWhole`: false: there may be more bytes than could be read. */
function reportedSize(
  bytes: number,
  budget: Budget | null,
  { limit, isWhole }: { limit: number; isWhole: boolean },
): ReportedSize {
  if (budget === null) return { bytes, limit, budget: null, allowed: null, verdict: 'no budget', over: 0 };
  const { allowed, left } = judgeBudget(bytes, budget, limit);
  const verdict = left < 0 ? 'over' : isWhole ? 'within' : 'not known';
  return { bytes, limit, budget: formatBudget(budget), allowed, verdict, over: Math.max(0, -left) };
}
