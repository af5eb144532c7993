/** A browser for the recorder: its time moves, its cookies change and its responses come when the test says so. */
import type { Cookie } from '../../src/cookies/index.ts';
import { CookieRecord } from '../../src/devtools/record.ts';
import { startRecording } from '../../src/devtools/recorder.ts';
import type { Response } from '../../src/devtools/response.ts';
import type { Log, Surroundings } from '../../src/devtools/surroundings.ts';
import type { ChangeCause, FoundCookies, JarChange, PageReading } from '../../src/messaging/protocol.ts';
import type { ChangeEntry, Entry, SetCookieEntry } from '../../src/messaging/recording.ts';
import { aCookie } from '../cookies/cookie.ts';

export const HOST = 'shop.test';
export const PAGE: PageReading = {
  kind: 'page',
  url: `http://${HOST}/`,
  storeId: '0',
  hosts: [{ host: HOST, url: `http://${HOST}/`, isTop: true, cookies: [], missing: [] }],
};

type Timer = { readonly at: number; readonly resolve: () => void };

export class FakeBrowser {
  /** Milliseconds since 1970. */
  time = Date.UTC(2026, 10, 21);
  page: PageReading | Error = PAGE;
  /** What the background answers, or the error it fails with; null: it never answers. */
  found: Omit<FoundCookies, 'page'> | Error | null = { storeId: '0', cookies: [], hidden: [] };
  /** What the browser's log shows, now. */
  log: Log | Error = [];
  /** The top page's address, as the background tells it; null: it does not. */
  address: string | null = null;
  readings = 0;
  readonly asked: (readonly string[])[] = [];
  readonly record: CookieRecord;
  #timers: Timer[] = [];
  #respond: (response: Response) => void = () => undefined;
  #navigate: (url: string) => void = () => undefined;
  #change: (change: JarChange) => void = () => undefined;

  constructor(record = new CookieRecord()) {
    this.record = record;
  }

  /** Begins to record. `hasLog`: whether the browser's log may be read. */
  async start({ hasLog = true } = {}): Promise<this> {
    const surroundings: Surroundings = {
      browser: 'chromium',
      network: {
        onResponse: (listener) => {
          this.#respond = listener;
        },
        onNavigated: (listener) => {
          this.#navigate = listener;
        },
        readLog: hasLog ? () => this.#readLog() : null,
      },
      jar: {
        readPage: async () => orThrow(this.page),
        findCookies: async (_, names) => {
          this.asked.push(names);
          return this.found === null
            ? new Promise(() => undefined)
            : { ...orThrow(this.found), page: this.address };
        },
        onChange: (listener) => {
          this.#change = listener;
        },
      },
      clock: {
        now: () => this.time,
        pause: (milliseconds) =>
          new Promise((resolve) => this.#timers.push({ at: this.time + milliseconds, resolve })),
      },
    };
    startRecording(surroundings, this.record);
    await settle();
    return this;
  }

  /** A response's event. */
  async respond(...responses: Response[]): Promise<void> {
    for (const response of responses) this.#respond(response);
    await this.pass(0);
  }

  async navigate(url: string): Promise<void> {
    this.#navigate(url);
    await settle();
  }

  async change(cookie: Partial<Cookie>, removed = false, cause: ChangeCause = 'explicit'): Promise<void> {
    this.#change({ cookie: aCookie({ domain: HOST, ...cookie }), removed, cause });
    await settle();
  }

  /** Time goes by, in which everything happens that was to happen in it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settle();
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.resolve();
    }
    this.time = end;
  }

  get entries(): readonly Entry[] {
    return this.record.read(0).news.entries;
  }

  get setCookies(): readonly SetCookieEntry[] {
    return this.entries.filter((entry) => entry.kind === 'set-cookie');
  }

  get changes(): readonly ChangeEntry[] {
    return this.entries.filter((entry) => entry.kind === 'change');
  }

  async #readLog(): Promise<Log> {
    this.readings++;
    return orThrow(this.log);
  }
}

let started = 0;

/** A response received at `browser.time`, unlike any other. */
export function aResponse(browser: FakeBrowser, ...setCookies: string[]): Response {
  return {
    started: `2026-11-21T00:00:00.${started++}Z`,
    received: browser.time,
    method: 'GET',
    url: new URL(`http://${HOST}/page`),
    status: 200,
    resource: 'fetch',
    isCrossSite: false,
    isCrossOrigin: false,
    cookieHeader: '',
    setCookies,
    date: null,
    isRedirect: false,
    headers: 'received',
  };
}

/** A redirect as Chromium first tells of it, and as it really was. */
export function aRedirect(browser: FakeBrowser, ...setCookies: string[]): { told: Response; real: Response } {
  const real: Response = {
    ...aResponse(browser, ...setCookies),
    method: 'POST',
    status: 302,
    isRedirect: true,
  };
  return { real, told: { ...real, setCookies: [], headers: 'awaited' } };
}

/** Lets every promise come to rest. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function orThrow<Value>(value: Value | Error): Value {
  if (value instanceof Error) throw value;
  return value;
}
