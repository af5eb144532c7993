/** The panel's only access to the outside. Tests use a fake, the browser the real one (browser-host.ts). Types only. */
import type { BrowserFamily, Cookie } from '../cookies/index.ts';
import type { Keeper, KeptTopic } from '../messaging/keeper-channel.ts';
import type { CookieChange, CookieWriting, PageReading } from '../messaging/protocol.ts';
import type { Recorder } from '../messaging/recording.ts';
import type { KeySearch } from './search/key-search.ts';

export type Unsubscribe = () => void;
export type Theme = 'light' | 'dark';

/** Changes the jar, as a site whose `host` (as in `URL.hostname`) sees the cookie could. Rejects as `readPage` does. */
export type Jar = {
  /** Stores the cookie in its own place. */
  writeCookie(cookie: Cookie, host: string): Promise<CookieWriting>;
  /** Removes the cookie from its place. */
  removeCookie(cookie: Cookie, host: string): Promise<CookieWriting>;
};

export type Host = Jar & {
  /** Whose rules its cookies follow. */
  readonly browser: BrowserFamily;
  /** The inspected page and its cookies, now. Rejects when the extension's background cannot be reached. */
  readPage(): Promise<PageReading>;
  onCookieChanged(listener: (change: CookieChange) => void): Unsubscribe;
  /** The page or one of its frames went to another document. */
  onNavigated(listener: () => void): Unsubscribe;
  onAccessChanged(listener: () => void): Unsubscribe;

  /** How a panel can ask for access to a site in this browser. */
  readonly access: SiteAccess;

  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back about once a second, for values that change with time. */
  onSecond(listener: () => void): Unsubscribe;

  readonly theme: Theme;
  onThemeChanged(listener: (theme: Theme) => void): Unsubscribe;

  /** Rejects with the browser's reason. */
  copyText(text: string): Promise<void>;

  /** Kept in memory until the browser closes: what must not reach the disk. */
  readonly memory: Storage;
  /** Kept on this computer. */
  readonly disk: Storage;

  /** Tries keys off the panel's thread. */
  readonly keySearch: KeySearch;

  /** Every Set-Cookie and cookie change of the inspected tab since DevTools opened. */
  readonly recorder: Recorder;

  /** Keeps things for the panel after this one, as long as DevTools is open. `T`: what is kept under that topic. */
  keeper<T>(topic: KeptTopic): Keeper<T>;
};

/** Values are JSON. */
export type Storage = {
  /** Every item whose name starts with the prefix, by name. */
  items(prefix: string): Promise<ReadonlyMap<string, unknown>>;
  set(name: string, value: unknown): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  /** An item was set or removed, by this panel or another one. */
  onChanged(listener: (name: string) => void): Unsubscribe;
};

export type SiteAccess =
  /** The panel asks itself, during a click. Resolves with whether it was granted. */
  | { readonly kind: 'ask'; request(origins: readonly string[]): Promise<boolean> }
  /** Only a tab of the extension can ask: the link to open. */
  | { readonly kind: 'tab'; link(origins: readonly string[]): string };
