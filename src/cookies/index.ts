/** The public interface of `cookies/`: what browsers do with cookies. Pure: no browser, no DOM, no clock. Import nothing deeper. */
export { nameForApi, nameFromApi } from './api-name.ts';
export { BROWSER_LABEL, type BrowserFamily } from './browser-rules.ts';
export {
  type Budget,
  type BudgetVerdict,
  budgetOf,
  formatBudget,
  judgeBudget,
  LARGEST_BUDGET,
  type ParsedBudget,
  parseBudget,
  type SiteBudgets,
} from './budgets/budget.ts';
export {
  type ReportedCookie,
  type ReportedSize,
  type ReportInput,
  type SizeReport,
  sizeReport,
} from './budgets/report.ts';
export { reportJson, reportMarkdown } from './budgets/report-text.ts';
export { isOfSite, isPartitionOf, isPublicSuffix, isThirdParty, siteOf } from './cookie-domain.ts';
export { blankValue, cookieHeaderText, curlCommand, hasControl } from './copy.ts';
export { LONGEST_LIFETIME, type ParsedDuration, parseDuration } from './durations/duration.ts';
export { type DurationUnits, formatDuration } from './durations/duration-text.ts';
export { forgetOldest } from './forget-oldest.ts';
export { COOKIES_PER_SITE, type JarUse, jarUse, LEFT_AFTER_PURGE, PARTITION_BYTES } from './jar-limits.ts';
export { KnownJar } from './known-jar.ts';
export {
  type BrowserClock,
  DEFAULT_PERMANENT_SESSION_LIFETIME,
  EXPIRES_CAP,
  type Lifetime,
  type LifetimeInput,
  lifetimeOf,
  type ServerClock,
} from './lifetime.ts';
export {
  compareSendOrder,
  domainMatches,
  isIpAddress,
  isLoopback,
  isSafeMethod,
  isSentAcrossSites,
  isSentTo,
  type NotSentReason,
  pathMatches,
  type Sending,
} from './match.ts';
export { type Cookie, cookieId, type PartitionKey, type SameSite, sameCookie } from './model.ts';
export {
  MAX_PASTED_COOKIES,
  MAX_PASTED_TEXT,
  type PastedCookie,
  type PastedCookies,
  readPastedCookies,
} from './pasted/pasted.ts';
export { type Comparison, compareWithJar } from './prediction/compare-jar.ts';
export { predictSetCookie } from './prediction/predict-set-cookie.ts';
export type {
  AssumptionCode,
  Finding,
  IgnoredAttribute,
  Outcome,
  Prediction,
  RejectionCode,
  ResponseContext,
  WarningCode,
} from './prediction/prediction.ts';
export {
  type CookieHeader,
  type CookieRequest,
  cookieHeader,
  type WithheldReason,
} from './request-header.ts';
export {
  HEADER_LIMIT,
  SERVER_LIMITS,
  type ServerLimit,
  type ServerName,
  type ServerVerdict,
  serverVerdicts,
} from './server-limits.ts';
export type { ForbiddenCharacter } from './set-cookie/forbidden-character.ts';
export {
  type AttributeName,
  type IgnoredBecause,
  type ParsedSetCookie,
  parseSetCookie,
  type SetCookieAttribute,
} from './set-cookie/set-cookie.ts';
export { type Shadow, shadowsOf } from './shadow.ts';
export {
  ATTRIBUTE_LIMIT,
  BROWSER_LIMIT,
  bytesLeft,
  type CookieSize,
  fits,
  sizeOf,
  utf8Length,
} from './size.ts';
export {
  httpDate,
  setCookieAsStored,
  setCookieHeader,
  WERKZEUG_LIMIT,
  werkzeugSize,
} from './werkzeug.ts';
export { werkzeugValue } from './werkzeug-value.ts';
