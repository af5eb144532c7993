/** Where Chromium and Firefox treat a Set-Cookie header differently, each found by sending it to both. Data only. */

/** The two families: Chrome, Edge and the like are `chromium`. */
export type BrowserFamily = 'chromium' | 'firefox';

/** Answers that differ; what is not named here is the same in both. */
export type BrowserRules = {
  /** What a header without `=` sets: `lone` is a nameless cookie's value, or a cookie's name without a value. */
  readonly bareWordIs: 'value' | 'name';
  /** Whether a cookie without a name is stored. */
  readonly storesNameless: boolean;
  /** Whether a tab is a forbidden character in the middle of a name, a value or any attribute. */
  readonly forbidsTabs: boolean;
  /** Whether Secure, HttpOnly, Partitioned and SameSite are ignored too when their value is over the limit. */
  readonly ignoresLongFlags: boolean;
  /** A Max-Age that counts: a number; or one too large to matter and anything; in Firefox a minus sign and anything. */
  readonly maxAge: RegExp;
  /** Whether a path that is not UTF-8 is told as an empty text. */
  readonly hidesUndecodablePath: boolean;
  /** Whether a default path over the limit for attributes is dropped. */
  readonly dropsLongDefaultPath: boolean;
  /** Whether `__Host-` asks for the attribute `Path=/` itself; otherwise the default path may be `/` as well. */
  readonly hostPrefixNeedsPath: boolean;
  /** Whether `__Host-` forbids a Domain that names a host like `localhost`, to which it makes no difference. */
  readonly hostPrefixForbidsOwnName: boolean;
  /** What becomes of a cookie that a third party sets with neither SameSite nor Partitioned. */
  readonly thirdParty: 'refused' | 'partitioned';
  /** Whether host-only cookies, too, count as belonging to subdomains when a Secure one is guarded from plain HTTP. */
  readonly guardsSecureAcrossHosts: boolean;
};

export const BROWSER_RULES: Readonly<Record<BrowserFamily, BrowserRules>> = {
  chromium: {
    bareWordIs: 'value',
    storesNameless: true,
    forbidsTabs: true,
    ignoresLongFlags: true,
    maxAge: /^[+-]?(?:\d+$|0*[1-9]\d{19})/,
    hidesUndecodablePath: true,
    dropsLongDefaultPath: false,
    hostPrefixNeedsPath: true,
    hostPrefixForbidsOwnName: true,
    thirdParty: 'refused',
    guardsSecureAcrossHosts: true,
  },
  firefox: {
    bareWordIs: 'name',
    storesNameless: false,
    forbidsTabs: false,
    ignoresLongFlags: false,
    maxAge: /^(?:\d+$|0*[1-9]\d{19}|-)/,
    hidesUndecodablePath: false,
    dropsLongDefaultPath: true,
    hostPrefixNeedsPath: false,
    hostPrefixForbidsOwnName: false,
    thirdParty: 'partitioned',
    guardsSecureAcrossHosts: false,
  },
};

/** The browser's name in a sentence. */
export const BROWSER_LABEL: Readonly<Record<BrowserFamily, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
};
