/** The interface of every browser driver: a real browser with the extension loaded, DevTools open, the panel in front. */

export type BrowserName = 'chromium' | 'firefox';
export type Dock = 'right' | 'bottom' | 'undocked';
export type Theme = 'light' | 'dark';

export interface LaunchOptions {
  /** The unpacked extension's folder. */
  extension: string;
  /** Default: true. */
  headless?: boolean;
  /** The theme of DevTools. Default: light. */
  theme?: Theme;
  /** Host names that resolve to 127.0.0.1, so that there are sites without permission: `['shop.test']`. */
  hosts?: string[];
  /** Which binary to run. Default: the one that {@link findBrowser} finds. */
  executable?: string;
  /** More switches for the command line of Chrome or Chromium. */
  switches?: string[];
  /** The browser window. Default: 1400 × 900. */
  windowSize?: Size;
  /** An existing folder for downloads, saved without a prompt. Default: the browser's own. */
  downloads?: string;
}

export interface Size {
  width: number;
  height: number;
}

/** How to name an element: a CSS selector, or what assistive technology would say. */
export type Target = string | RoleTarget;

export interface RoleTarget {
  role: string;
  /** The accessible name: whole when a string (white space collapsed), any match when a RegExp. */
  name?: string | RegExp;
  /** Matches what is seen of it, white space collapsed. */
  text?: RegExp;
  /** Only inside the first element that matches this selector. */
  within?: string;
}

/** An element as found by {@link Surface.find}. */
export interface Found {
  role: string;
  name: string;
  text: string;
  /** What is seen in each cell of a row, headers included; empty for all else. */
  cells: string[];
  value: string | null;
  selected: boolean;
  checked: boolean;
  expanded: boolean | null;
  disabled: boolean;
  focused: boolean;
  box: { x: number; y: number; width: number; height: number };
}

/** A document that can be queried and takes real (trusted) input. */
export interface Surface {
  /** Evaluates an expression; a promise is awaited; the result is passed as JSON. */
  evaluate<T = unknown>(expression: string, timeoutMs?: number): Promise<T>;
  /** The first truthy result of the expression. Survives the document's reload; `what` names it in the error. */
  waitFor<T = unknown>(expression: string, what: string, timeoutMs?: number): Promise<T>;
  /** A trusted click at the element's centre, once it is visible, enabled, still, and not covered. */
  click(target: Target, timeoutMs?: number): Promise<void>;
  /** Focuses the element without clicking it. */
  focus(target: Target, timeoutMs?: number): Promise<void>;
  /** Trusted keyboard input into whatever has the focus. */
  type(text: string): Promise<void>;
  /** One key, with modifiers if wanted: `Enter`, `ArrowDown`, `Shift+Tab`, `Control+a`. */
  press(key: string): Promise<void>;
  /** `document.body.innerText`. */
  text(): Promise<string>;
  /** All visible elements that match, in document order; empty when there are none. */
  find(target: Target): Promise<Found[]>;
  /** Waits until there is such an element, and describes it. */
  waitForElement(target: Target, timeoutMs?: number): Promise<Found>;
}

/** A whole tab: the inspected page, or a tab that the extension opened. */
export interface Page extends Surface {
  /** Resolves after the load event; rejects when the page cannot be loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  close(): Promise<void>;
}

export interface Panel extends Surface {
  /** Saves a PNG of the panel alone. */
  screenshot(path: string): Promise<void>;
  /** Reloads the panel's document, as this browser really does it; resolves when it is back. */
  reload(): Promise<void>;
}

/** A tab with DevTools open and the panel selected. */
export interface Inspected {
  page: Page;
  panel: Panel;
  /** The extension's hidden devtools page of this tab. */
  devtools: Pick<Surface, 'evaluate' | 'waitFor'>;
  dockTo(dock: Dock): Promise<void>;
  /** Sets the panel's viewport to exactly this size. */
  setPanelSize(size: Size): Promise<void>;
  /** Shows another tool of DevTools, so that the panel is hidden, and the panel again. */
  leavePanel(): Promise<void>;
  showPanel(): Promise<void>;
  /** Saves a PNG of DevTools as a whole; if docked, with as much of the window as this browser can capture. */
  screenshot(path: string): Promise<void>;
  /** Closes DevTools and the tab. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Default: right. */
  dock?: Dock;
  /** In a separate cookie store: an incognito window of Chromium, a container of Firefox. Default: false. */
  apart?: boolean;
  /** Whether the panel is selected; if not, its document is not created until `showPanel`. Default: true. */
  selected?: boolean;
}

export interface Browser {
  readonly name: BrowserName;
  readonly version: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a final slash. */
  readonly extensionOrigin: string;
  /** A tab at about:blank, DevTools, the panel selected and its document loaded (unless the options say otherwise). */
  open(options?: OpenOptions): Promise<Inspected>;
  /** Waits for a tab of the extension itself whose path is `path` (for example `/src/panel/access/access.html`). */
  extensionTab(path: string, timeoutMs?: number): Promise<Page>;
  /** Stops the service worker or event page; resolves when it is really gone. */
  stopBackground(): Promise<void>;
  isBackgroundRunning(): Promise<boolean>;
  /**
   * From now on the browser says yes when the extension asks for these, with no prompt (which nobody could answer):
   * for tests of the asking itself. Firefox then says yes to any site.
   */
  approveRequests(patterns: string[]): Promise<void>;
  /** Grants optional host permissions, as if the user had been asked: match patterns such as `http://shop.test/*`. */
  grantSite(patterns: string[]): Promise<void>;
  revokeSite(patterns: string[]): Promise<void>;
  /** Empties the jar, whatever the host. */
  clearCookies(): Promise<void>;
  /** What the extension's pages and background logged as errors since the start. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}
