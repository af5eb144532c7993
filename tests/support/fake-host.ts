/** A host for component tests: the page, the clock and the storage are what the test says. Stands in for browser APIs only. */
import { type BrowserFamily, type Cookie, cookieId, fits, sizeOf } from '../../src/cookies/index.ts';
import type { Keeper, KeptTopic } from '../../src/messaging/keeper-channel.ts';
import type { CookieChange, CookieWriting, HostReading, PageReading } from '../../src/messaging/protocol.ts';
import type { Dropped, Entry, NewEntry, Recorder, RecordNews } from '../../src/messaging/recording.ts';
import type { Written } from '../../src/messaging/written.ts';
import type { Host, SiteAccess, Storage, Theme } from '../../src/panel/host.ts';
import type { KeySearch } from '../../src/panel/search/key-search.ts';
import { aCookie } from '../cookies/cookie.ts';

/** Workers that know no key: a test that wants answers brings its own. */
const NOTHING_FOUND: KeySearch = {
  nearestMiss: async () => null,
  publishedKey: async () => null,
  tryList: () => ({
    result: Promise.resolve({ outcome: 'not-found', keysTried: 0, skipped: 0 }),
    stop: () => undefined,
  }),
};

export class FakeHost implements Host {
  /** What the next reading gives, or the error it fails with. */
  page: PageReading | Error = { kind: 'closed', url: 'about:blank' };
  browser: BrowserFamily = 'chromium';
  access: SiteAccess = { kind: 'ask', request: async () => true };
  theme: Theme = 'light';
  /** Milliseconds since 1970. */
  time = Date.UTC(2026, 10, 21, 1, 15);
  readings = 0;
  readonly copied: string[] = [];
  readonly memory = new FakeStorage();
  readonly disk = new FakeStorage();
  keySearch: KeySearch = NOTHING_FOUND;
  readonly recorder = new FakeRecorder();
  /** What was kept last, as the devtools page has it. */
  readonly kept = new Map<KeptTopic, unknown>();
  keeper<T>(topic: KeptTopic): Keeper<T> {
    return {
      read: async () => structuredClone((this.kept.get(topic) ?? null) as T | null),
      keep: (kept) => void this.kept.set(topic, structuredClone(kept)),
    };
  }

  /** What was written, as it was kept last. */
  get keptWritten(): Written | undefined {
    return this.kept.get('written') as Written | undefined;
  }

  /** What the jar was asked for. */
  readonly written: { readonly what: 'write' | 'remove'; readonly cookie: Cookie; readonly host: string }[] =
    [];
  /** The browser's words for refusing whatever is written next, or that it does so without any. */
  refusal: string | null | undefined;
  /** What a refused write leaves in the cookie's place, if not what was there. */
  leftByRefusal: Cookie | null | undefined;

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

  /** As the browsers do: what is too large is refused. */
  readonly writeCookie = async (cookie: Cookie, host: string): Promise<CookieWriting> => {
    this.written.push({ what: 'write', cookie: structuredClone(cookie), host });
    const message = fits(sizeOf(cookie))
      ? this.refusal
      : `Failed to parse or set cookie named "${cookie.name}".`;
    if (message !== undefined) {
      if (this.leftByRefusal !== undefined) this.#put(cookie, this.leftByRefusal);
      return { isDone: false, found: this.#inPlaceOf(cookie), message };
    }
    this.#put(cookie, structuredClone(cookie));
    return { isDone: true, found: structuredClone(cookie) };
  };

  readonly removeCookie = async (cookie: Cookie, host: string): Promise<CookieWriting> => {
    this.written.push({ what: 'remove', cookie: structuredClone(cookie), host });
    if (this.refusal !== undefined) {
      return { isDone: false, found: this.#inPlaceOf(cookie), message: this.refusal };
    }
    this.#put(cookie, null);
    return { isDone: true, found: null };
  };

  get #jar(): readonly Cookie[] {
    return this.page instanceof Error || this.page.kind !== 'page'
      ? []
      : this.page.hosts.flatMap(({ cookies }) => cookies);
  }

  #inPlaceOf(cookie: Cookie): Cookie | null {
    return this.#jar.find((other) => cookieId(other) === cookieId(cookie)) ?? null;
  }

  #put(cookie: Cookie, written: Cookie | null): void {
    const others = this.#jar.filter((other) => cookieId(other) !== cookieId(cookie));
    this.change(...others, ...(written ? [written] : []));
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

/** A record without bounds; its ids begin at 1. */
export class FakeRecorder implements Recorder {
  /** What the next news tell of having let go. */
  dropped: Dropped = { count: 0, until: null };
  /** What the jar held before the entries. */
  jar: readonly Cookie[] = [];
  readonly #followers = new Set<(news: RecordNews) => void>();
  #entries: Entry[] = [];
  #next = 1;

  record(...added: NewEntry[]): void {
    const entries = added.map((entry): Entry => ({ ...entry, id: this.#next++ }));
    this.#entries.push(...entries);
    this.#tell(entries);
  }

  follow(listener: (news: RecordNews) => void): () => void {
    this.#followers.add(listener);
    listener(this.#news(this.#entries, this.jar));
    return () => this.#followers.delete(listener);
  }

  clear(): void {
    this.#entries = [];
    this.#tell([]);
  }

  #tell(entries: readonly Entry[]): void {
    for (const listener of this.#followers) listener(this.#news(entries, null));
  }

  #news(entries: readonly Entry[], jar: readonly Cookie[] | null): RecordNews {
    const oldest = this.#entries[0]?.id ?? this.#next;
    return structuredClone({ entries, oldest, dropped: this.dropped, jar });
  }
}

export class FakeStorage implements Storage {
  readonly stored = new Map<string, unknown>();
  readonly #changed = new Set<(name: string) => void>();
  readonly onChanged = subscriber(this.#changed);

  async items(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    return structuredClone(new Map([...this.stored].filter(([name]) => name.startsWith(prefix))));
  }

  async set(name: string, value: unknown): Promise<void> {
    this.stored.set(name, structuredClone(value));
    this.#tell(name);
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) if (this.stored.delete(name)) this.#tell(name);
  }

  #tell(name: string): void {
    for (const listener of this.#changed) listener(name);
  }
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
