/** A host for component tests: the page, the clock and the storage are what the test says. Stands in for browser APIs only. */
import type { Cookie } from '../../src/cookies/index.ts';
import type { CookieChange, HostReading, PageReading } from '../../src/messaging/protocol.ts';
import type { Host, SiteAccess, Storage, Theme } from '../../src/panel/host.ts';
import { aCookie } from '../cookies/cookie.ts';

export class FakeHost implements Host {
  /** What the next reading gives, or the error it fails with. */
  page: PageReading | Error = { kind: 'closed', url: 'about:blank' };
  access: SiteAccess = { kind: 'ask', request: async () => true };
  theme: Theme = 'light';
  /** Milliseconds since 1970. */
  time = Date.UTC(2026, 10, 21, 1, 15);
  readings = 0;
  readonly copied: string[] = [];
  readonly memory = new FakeStorage();
  readonly disk = new FakeStorage();

  readonly #cookieChanged = new Set<(change: CookieChange) => void>();
  readonly #navigated = new Set<() => void>();
  readonly #accessChanged = new Set<() => void>();
  readonly #second = new Set<() => void>();

  async readPage(): Promise<PageReading> {
    this.readings++;
    if (this.page instanceof Error) throw this.page;
    // As messages do: nothing that arrives is the object that was sent.
    return structuredClone(this.page);
  }

  readonly now = (): number => this.time;
  readonly onCookieChanged = subscriber(this.#cookieChanged);
  readonly onNavigated = subscriber(this.#navigated);
  readonly onAccessChanged = subscriber(this.#accessChanged);
  readonly onSecond = subscriber(this.#second);
  readonly onThemeChanged = (): (() => void) => () => undefined;
  readonly copyText = async (text: string): Promise<void> => void this.copied.push(text);

  /** The jar of the page's host becomes these cookies, and the browser says so. */
  change(...cookies: Cookie[]): void {
    this.page = pageWith(cookies);
    this.tellChange({ storeId: '0', domain: 'localhost', hostOnly: true });
  }

  tellChange(change: CookieChange): void {
    for (const listener of this.#cookieChanged) listener(change);
  }

  navigate(page: PageReading): void {
    this.page = page;
    for (const listener of this.#navigated) listener();
  }

  changeAccess(page: PageReading): void {
    this.page = page;
    for (const listener of this.#accessChanged) listener();
  }

  /** Time goes by, at once. */
  pass(seconds: number): void {
    this.time += seconds * 1000;
    for (const listener of this.#second) listener();
  }
}

export class FakeStorage implements Storage {
  readonly items = new Map<string, unknown>();
  readonly get = async (name: string): Promise<unknown> => this.items.get(name);
  readonly set = async (name: string, value: unknown): Promise<void> => void this.items.set(name, value);
  readonly remove = async (name: string): Promise<void> => void this.items.delete(name);
}

/** A page on http://localhost:5000 with these cookies. */
export function pageWith(cookies: readonly Cookie[], more: Partial<HostReading> = {}): PageReading {
  const url = more.url ?? 'http://localhost:5000/';
  const host = { host: new URL(url).hostname, url, isTop: true, cookies, missing: [], ...more };
  return { kind: 'page', url, storeId: '0', hosts: [host] };
}

/** Flask's own default session cookie of that page, with whatever the test wants otherwise. */
export function cookie(fields: Partial<Cookie> = {}): Cookie {
  return aCookie({ value: '', domain: 'localhost', ...fields });
}

function subscriber<Listener>(listeners: Set<Listener>): (listener: Listener) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
