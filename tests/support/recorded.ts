/** Entries of the activity's record for tests, as the devtools page records them. Test data only. */
import type { Cookie } from '../../src/cookies/index.ts';
import type { NewEntry } from '../../src/messaging/recording.ts';
import type { Happening } from '../../src/panel/store/activity/ledger.ts';
import { Ledger } from '../../src/panel/store/activity/ledger.ts';
import { cookie } from './fake-host.ts';

/** Milliseconds since 1970: a minute before the fake host's now. */
export const RECORDED = Date.UTC(2026, 10, 21, 1, 14);

type Telling = {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly time?: number;
  /** The address of the top page. */
  readonly page?: string;
};

/** A response's Set-Cookie; what the jar then holds may not be read. */
export function setCookie(header: string, more: Telling = {}): NewEntry {
  return {
    kind: 'set-cookie',
    time: more.time ?? RECORDED,
    request: request(more),
    header: { text: header, length: header.length },
    date: null,
    jar: 'unknown',
    before: 'told',
    explains: null,
  };
}

/** A change that no response explains: set, unless it is told as removed. */
export function changed(fields: Partial<Cookie>, removed = false): NewEntry {
  return {
    ...{ kind: 'change', time: RECORDED, cookie: cookie(fields), removed },
    ...{ cause: 'explicit', before: 'told' },
  };
}

/** A redirect whose headers the browser never showed. */
export function unread(more: Telling = {}): NewEntry {
  return { kind: 'unread', time: more.time ?? RECORDED, request: request({ status: 302, ...more }) };
}

function request({ method = 'GET', url = 'http://localhost:5000/', status = 200, page }: Telling) {
  return {
    ...{ method, status, resource: 'fetch', cookieHeader: null },
    page: page === undefined ? null : { text: page, length: page.length },
    url: { text: url, length: url.length },
  };
}

/** The entries, judged one after another as in Chromium; their ids begin at 1. */
export function judged(...entries: readonly NewEntry[]): readonly Happening[] {
  const ledger = new Ledger({
    browser: 'chromium',
    storeId: () => '0',
    sessionNameOf: () => 'session',
    isOwn: () => false,
  });
  return entries.map((entry, index) => ledger.add({ ...entry, id: index + 1 }));
}
