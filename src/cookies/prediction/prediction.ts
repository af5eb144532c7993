/** What is asked about one Set-Cookie header, and what is predicted of it. Types only. */
import type { BrowserFamily } from '../browser-rules.ts';
import type { Cookie } from '../model.ts';
import type { IgnoredBecause, ParsedSetCookie } from '../set-cookie/set-cookie.ts';

/** The response that carried the header, and the browser that got it. */
export type ResponseContext = {
  readonly url: URL;
  readonly browser: BrowserFamily;
  /** Seconds since 1970 when the response arrived, fractions included. */
  readonly now: number;
  /** The response's Date header: browsers correct Expires by it. Null if it had none. */
  readonly date: string | null;
  /** The top-level page that the request was made in; null when the response is that page itself. */
  readonly page: URL | null;
  /** The request, if it loaded the page and came from another site; absent: not so, or not known. */
  readonly fromOtherSite?: { readonly method: string };
  /** Whether the request was a CORS preflight; absent: not so, or not known. */
  readonly isPreflight?: boolean;
  /** Where cookies of that page are kept. */
  readonly storeId: string;
  /** The cookies of that store before the response, those of the response's host at least; expired ones do not count. */
  readonly existing: readonly Cookie[];
  /** Whether the cookie holds a session. */
  readonly isSession: boolean;
  /** Whether the browser blocks third-party cookies; null: not known. Firefox partitions them instead. */
  readonly blocksThirdParties: boolean | null;
};

/** What every judgement of a header needs. */
export type Case = {
  readonly parsed: ParsedSetCookie;
  readonly context: ResponseContext;
  readonly isThirdParty: boolean;
  /** The cookie as it would be stored; its domain is the host's own if Domain names another's. */
  readonly cookie: Cookie;
  /** When the server wants it to end, before browsers cut that to 400 days: seconds since 1970; null: volatile. */
  readonly wantedExpiry: number | null;
};

/** Something found: a code for the program, and one plain sentence for people. */
export type Finding<Code extends string> = { readonly code: Code; readonly sentence: string };

export type Outcome =
  | 'stored' // a new cookie
  | 'replaced' // in the place of the one with the same name, domain, path and partition
  | 'deleted' // already expired: the one in its place goes
  | 'deletes-nothing' // already expired, and there is none in its place
  | 'rejected'; // silently ignored: the existing cookie stays

/** Why a header is ignored. All reasons are given, not only the browser's first. */
export type RejectionCode =
  | 'empty' // neither a name nor a value
  | 'nameless'
  | 'too-large' // name + value over `BROWSER_LIMIT`
  | 'forbidden-character'
  | 'foreign-domain' // Domain names another host
  | 'public-suffix' // Domain names a public suffix
  | 'prefix' // a requirement of the name (`__Host-` and similar) is not met
  | 'none-without-secure' // SameSite=None
  | 'partitioned-without-secure'
  | 'secure-over-http'
  | 'cross-site' // SameSite forbids it in another site's page
  | 'third-party' // the browser blocks third-party cookies
  | 'preflight' // a CORS preflight takes no cookies
  | 'guards-secure'; // plain HTTP may not replace or shadow a Secure cookie

export type WarningCode =
  | 'werkzeug-warns' // the browser stores what Werkzeug complains of
  | 'near-limit' // over 90 % of `BROWSER_LIMIT`
  | 'not-sent-here' // the page that set it will not get it back
  | 'shadowed' // another cookie with that name is sent first
  | 'shadows' // it is sent before another cookie with that name
  | 'shadow-unclear' // two cookies with that name, and the browser does not show which is sent first
  | 'script-readable' // a session without HttpOnly
  | 'lifetime-cut' // to 400 days
  | 'flag-with-value' // `Secure=false` means Secure
  | 'bare-word'; // no `=`: browsers disagree on what it means

/** Assumptions of the prediction that an extension page cannot check. */
export type AssumptionCode =
  | 'public-suffix' // only few public suffixes are known here
  | 'third-party-setting' // whether the browser blocks third-party cookies
  | 'cross-scheme'; // page and response have different schemes, which browsers may treat as different sites

export type IgnoredAttribute = {
  /** As written; cut after 40 characters. */
  readonly name: string;
  /** As written; cut after 80 characters. */
  readonly value: string;
  readonly code: IgnoredBecause;
  /** Why it is ignored, and what follows. */
  readonly sentence: string;
};

export type Prediction = {
  readonly outcome: Outcome;
  readonly parsed: ParsedSetCookie;
  /** For `rejected`: why. For `deleted` and `deletes-nothing`: the reason. Otherwise empty. */
  readonly reasons: readonly Finding<RejectionCode | 'expired'>[];
  /** At most 20. */
  readonly ignoredAttributes: readonly IgnoredAttribute[];
  /** Only of what is stored. */
  readonly warnings: readonly Finding<WarningCode>[];
  readonly assumptions: readonly Finding<AssumptionCode>[];
  /** What is stored; null if nothing is. */
  readonly cookie: Cookie | null;
  /** What the header's cookie would be, were it not rejected or expired; null if it names another's domain. */
  readonly intended: Cookie | null;
  /** The cookie that it replaces or deletes, or that stays in effect after a rejection. */
  readonly previous: Cookie | null;
  /** All cookies with that name before the response. */
  readonly sameNamed: readonly Cookie[];
  /** When the response arrived: seconds since 1970. */
  readonly now: number;
};
