/** The messages between the extension's pages: every request, every broadcast, and their types. Types only. */
import type { Cookie } from '../cookies/index.ts';

/** Requests to the background, by name: the arguments and the result of each. */
export type Requests = {
  /** The inspected tab's page, its frames' hosts and their cookies, as they are now. */
  readPage(args: { readonly tabId: number }): PageReading;
  /**
   * The cookies of these names (null: of any) that the host of `url` sees in the tab's store, of any path. Rejects when
   * the tab is gone.
   */
  findCookies(args: {
    readonly tabId: number;
    readonly url: string;
    readonly names: readonly string[] | null;
  }): FoundCookies;
  /** Stores the cookie in its own place, as a site whose `host` (as in `URL.hostname`) sees it could. */
  writeCookie(args: { readonly cookie: Cookie; readonly host: string }): CookieWriting;
  /** Removes the cookie from its place. */
  removeCookie(args: { readonly cookie: Cookie; readonly host: string }): CookieWriting;
};

/** The result of a write, as the jar shows it. */
export type CookieWriting =
  | { readonly isDone: true; readonly found: Cookie | null }
  | {
      readonly isDone: false;
      /** What is in the cookie's place after that; null: nothing. Not always what was there before. */
      readonly found: Cookie | null;
      /** The browser's own message; null if it refused silently. */
      readonly message: string | null;
    };

/** What the background tells every open page of the extension, by name. */
export type Broadcasts = {
  /** A cookie was stored, replaced or removed, in any store and by anything. */
  cookieChanged: JarChange;
  /** A tab's page, or a frame in it, is about to go to an address. */
  navigating: { readonly tabId: number; readonly url: string };
  /**
   * The page of a tab, or a frame in it, went to another document or address. In Chromium, DevTools' own event comes
   * too early (the browser may still report the old page), and does not cover frames.
   */
  navigated: { readonly tabId: number };
  /** The permission for a site was granted or removed. */
  accessChanged: null;
};

export type JarChange = {
  /** As it is stored now; for a removed cookie, as it was. */
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: ChangeCause;
};

/**
 * The browser's reason for a cookie change. `explicit`: it was stored, or removed on request (in Firefox also by the
 * server or a script); `expired_overwrite`: removed by a server or script with an expiry in the past, in Chromium;
 * `overwrite`: the first half of a replacement, whose second follows at once as `explicit`. Chromium reports it with the
 * old cookie, Firefox with the new one.
 */
export type ChangeCause = 'evicted' | 'expired' | 'explicit' | 'expired_overwrite' | 'overwrite';

/** Where a cookie that changed lives. */
export type CookieChange = Pick<Cookie, 'storeId' | 'domain' | 'hostOnly'>;

export type FoundCookies = {
  readonly storeId: string;
  /** The address of the tab's top page; null: there is none. */
  readonly page: string | null;
  readonly cookies: readonly Cookie[];
  /** The host and parent domains whose cookies are hidden because permission is missing. */
  readonly hidden: readonly string[];
};

export type PageReading =
  /** A page that no extension can read, or that cannot have cookies (`about:`, `chrome:`, `file:` …). */
  | { readonly kind: 'closed'; readonly url: string }
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly storeId: string;
      /** The page's own host first, then the hosts of its frames in the order found. Each host once. */
      readonly hosts: readonly HostReading[];
    };

/** A host of the page or one of its frames, with the cookies that it can see. */
export type HostReading = {
  /** As in the URL, without port. */
  readonly host: string;
  /** The URL of the page or of the first frame found there. */
  readonly url: string;
  readonly isTop: boolean;
  /** Cookies of this host not already listed for a host before it. Empty without permission. */
  readonly cookies: readonly Cookie[];
  /** The sites that need permission before all of this host's cookies can be read; empty if none is missing. */
  readonly missing: readonly MissingAccess[];
};

export type MissingAccess = {
  /** The host or parent domain whose cookies cannot be read. */
  readonly domain: string;
  /** Match patterns to request. */
  readonly origins: readonly string[];
};
