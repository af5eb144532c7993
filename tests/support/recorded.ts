/** Entries of the record for tests, as the devtools page records them. Test data only. */
import type { Cookie } from '../../src/cookies/index.ts';
import type {
  ChangeEntry,
  CutText,
  Entry,
  NewEntry,
  RecordedRequest,
  SetCookieEntry,
  UnreadEntry,
} from '../../src/messaging/recording.ts';
import { type Happening, Ledger } from '../../src/panel/store/activity/ledger.ts';
import { cookie } from './fake-host.ts';

/** Milliseconds since 1970: a minute before the fake host's now. */
export const RECORDED = Date.UTC(2026, 10, 21, 1, 14);

/** What a test says otherwise of a request; addresses may be given whole. */
type Requested = Partial<Omit<RecordedRequest, 'url' | 'page'>> & {
  readonly url?: string | CutText;
  /** The address of the top page: the request's own unless given, null where it is not known. */
  readonly page?: string | CutText | null;
};

type Told<Of extends Entry> = Partial<Omit<Of, 'kind' | 'id' | 'header' | 'request' | 'cookie'>>;

/** A Set-Cookie of a fetch on localhost whose jar was not seen, unless the test says otherwise. */
export function setCookie(
  header: string,
  more: Told<SetCookieEntry> & Requested = {},
): Omit<SetCookieEntry, 'id'> {
  const {
    time = RECORDED,
    waited = 0,
    date = null,
    jar = 'unknown',
    before = 'told',
    explains = null,
  } = more;
  const request = requestOf(more);
  return { kind: 'set-cookie', time, waited, request, header: cutText(header), date, jar, before, explains };
}

/** A change of a cookie of localhost that no response explains: set, unless it is told as removed. */
export function changed(fields: Partial<Cookie> = {}, more: Told<ChangeEntry> = {}): Omit<ChangeEntry, 'id'> {
  return {
    ...{ kind: 'change', time: RECORDED, cookie: cookie(fields) },
    ...{ removed: false, cause: 'explicit', before: 'told' },
    ...more,
  };
}

/** A redirect whose headers the browser never showed. */
export function unread(more: Told<UnreadEntry> & Requested = {}): Omit<UnreadEntry, 'id'> {
  return { kind: 'unread', time: more.time ?? RECORDED, request: requestOf({ status: 302, ...more }) };
}

/** The entries, judged one after another as in Chromium, beside what the jar held before; their ids begin at 1. */
export function judged(entries: readonly NewEntry[], jar: readonly Cookie[] = []): Happening[] {
  const ledger = newLedger();
  ledger.begin(jar);
  return entries.map((entry, index) => ledger.add({ ...entry, id: index + 1 }));
}

/** A ledger of Chromium's default store, where a session is called `session` and nothing is written by the panel. */
export function newLedger(): Ledger {
  return new Ledger({
    browser: 'chromium',
    storeId: () => '0',
    sessionNameOf: () => 'session',
    isOwn: () => false,
  });
}

function requestOf({ url = 'http://localhost:5000/', page = url, ...more }: Requested): RecordedRequest {
  const { method = 'GET', status = 200, resource = 'fetch', cookieHeader = null } = more;
  return {
    ...{ method, status, resource, cookieHeader },
    url: cutText(url),
    page: page === null ? null : cutText(page),
  };
}

function cutText(text: string | CutText): CutText {
  return typeof text === 'string' ? { text, length: text.length } : text;
}
