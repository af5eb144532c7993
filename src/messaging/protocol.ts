/** What the extension's pages say to each other: every request, every broadcast, and their shapes. Types only. */
import type { Cookie } from '../cookies/index.ts';

/** Requests to the background, by name: what each takes and gives. */
export type Requests = {
  /** The inspected tab's page, its frames' hosts and their cookies, as they are now. */
  readPage(args: { readonly tabId: number }): PageReading;
  /** The cookies of these names that the host of `url` sees in the tab's store, of any path. Rejects when the tab is gone. */
  findCookies(args: {
    readonly tabId: number;
    readonly url: string;
    readonly names: readonly string[];
  }): FoundCookies;
  /** Stores the cookie in its own place, as a site whose `host` (as in `URL.hostname`) sees it could. */
  writeCookie(args: { readonly cookie: Cookie; readonly host: string }): CookieWriting;
  /** Removes the cookie from its place. */
  removeCookie(args: { readonly cookie: Cookie; readonly host: string }): CookieWriting;
};

/** What came of a writing, as the jar tells it. */
export type CookieWriting =
  | { readonly isDone: true; readonly found: Cookie | null }
  | {
      readonly isDone: false;
      /** What is in the cookie's place, untouched; null: nothing. */
      readonly found: Cookie | null;
      /** The browser's own words; null where it refused without a word. */
      readonly message: string | null;
    };

/** What the background tells every open panel, by name. */
export type Broadcasts = {
  /** A cookie was stored, replaced or removed, in whichever store and by whomever. */
  cookieChanged: JarChange;
  /**
   * The page of a tab, or a frame in it, went to another document or address. DevTools' own event tells of it too
   * early in Chromium (the browser may still name the old page), and nothing of frames.
   */
  navigated: { readonly tabId: number };
  /** A site's permission was given or taken away. */
  accessChanged: null;
};

export type JarChange = {
  /** As it is stored since; for a removed one, as it was. */
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: ChangeCause;
};

/**
 * The browser's word for why a cookie changed. `explicit`: it was stored, or removed by whoever may (in Firefox by the
 * server or a script too); `expired_overwrite`: removed by a server or script with an expiry in the past, in Chromium;
 * `overwrite`: the first half of a replacement, whose second follows at once as `explicit`.
 */
export type ChangeCause = 'evicted' | 'expired' | 'explicit' | 'expired_overwrite' | 'overwrite';

/** Where a cookie that changed lives. */
export type CookieChange = Pick<Cookie, 'storeId' | 'domain' | 'hostOnly'>;

export type FoundCookies = {
  readonly storeId: string;
  /** The address of the tab's top page; null: there is none. */
  readonly page: string | null;
  readonly cookies: readonly Cookie[];
  /** Of the host and its parent domains, those whose cookies are hidden for want of permission. */
  readonly hidden: readonly string[];
};

export type PageReading =
  /** A page that no extension may see, or that has no cookies by its nature (`about:`, `chrome:`, `file:` …). */
  | { readonly kind: 'closed'; readonly url: string }
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly storeId: string;
      /** The page's own host first, then the hosts of its frames in the order found. Each host once. */
      readonly hosts: readonly HostReading[];
    };

/** A host that the page consists of, with the cookies that it can see. */
export type HostReading = {
  /** As in the URL, without port. */
  readonly host: string;
  /** The URL of the page or of the first frame found there. */
  readonly url: string;
  readonly isTop: boolean;
  /** Cookies of this host not already listed for a host before it. Empty without permission. */
  readonly cookies: readonly Cookie[];
  /** The sites to ask for before this host's cookies can be read in full; empty when nothing is missing. */
  readonly missing: readonly MissingAccess[];
};

export type MissingAccess = {
  /** The host or parent domain whose cookies stay unseen. */
  readonly domain: string;
  /** Match patterns to request. */
  readonly origins: readonly string[];
};
