/** A full record of the activity, and the devtools page's side of telling it to a panel. Measures nothing. */
import { BROWSER_LIMIT, type Cookie } from '../../src/cookies/index.ts';
import { CookieRecord, MOST_ENTRIES } from '../../src/devtools/record.ts';
import type { NewEntry, RecordNews } from '../../src/messaging/recording.ts';
import { type Value, write } from '../../src/session/index.ts';
import { aCookie } from '../cookies/cookie.ts';
import { below, seededRandom } from '../session/random-session.ts';
import { changed, setCookie, unread } from '../support/recorded.ts';

/** Signs the sessions. */
export const SECRET_KEY = 'dev';

/** Cookies that the entries are of. */
const SESSIONS = 5;
/** So that 10,000 entries nearly fill the record's bytes too. */
const KEYS_IN_A_SESSION = 5;
/** Entries in a row of which each sets a session of nearly 4 KB. */
const [LARGE_FROM, LARGE_TO] = [4000, 4200];
const BEGIN = Date.UTC(2026, 10, 21);
const random = seededRandom(3);

export type FullRecord = {
  readonly entries: number;
  /** What the record itself counts. */
  readonly bytes: number;
  /** As the devtools page tells it, message by message. */
  readonly pieces: readonly RecordNews[];
  /** What follows, one response at a time; each pushes the oldest entry out. */
  readonly additions: readonly RecordNews[];
};

/** What a busy site's tab records: mostly responses of `origin` that change a session, and some of all else that may happen. */
export function fullRecord(origin: string, additions: number): FullRecord {
  const record = new CookieRecord();
  const next = site(origin);
  for (let index = 0; index < MOST_ENTRIES; index++) record.append(next(index));
  const pieces: RecordNews[] = [];
  for (let after = 0, more = true; more; ) {
    const answer = record.read(after);
    pieces.push(answer.news);
    after = answer.news.entries.at(-1)?.id ?? after;
    more = answer.more;
  }
  const entries = pieces.reduce((sum, piece) => sum + piece.entries.length, 0);
  if (entries < MOST_ENTRIES) throw new Error(`a record of ${entries} entries only is full`);
  const { bytes } = record;
  const added = Array.from({ length: additions }, (_, index) => {
    const id = record.append(next(MOST_ENTRIES + index));
    return record.read(id - 1).news;
  });
  return { entries, bytes, pieces, additions: added };
}

/** Tells what happens next at a site; remembers what its jar holds. */
function site(origin: string): (index: number) => NewEntry {
  const domain = new URL(origin).hostname;
  const jar = new Map<string, Cookie>();
  const told = (index: number, name: string) => {
    const cookies = jar.has(name) ? `${name}=${jar.get(name)?.value}; theme=dark` : 'theme=dark';
    return {
      time: BEGIN + index * 1000,
      ...{ method: index % 3 === 0 ? 'POST' : 'GET', status: index % 3 === 0 ? 302 : 200 },
      url: `${origin}/orders/${below(random, 1000)}?page=${below(random, 9)}`,
      page: `${origin}/orders`,
      cookieHeader: { text: cookies, length: cookies.length },
    };
  };
  const respond = (index: number, name: string, value: string, attributes: string): NewEntry => {
    const response = told(index, name);
    const isKept = name.length + value.length <= BROWSER_LIMIT;
    if (value === '') jar.delete(name);
    else if (isKept) jar.set(name, aCookie({ name, value, domain }));
    return setCookie(`${name}=${value}; Path=/${attributes}`, { ...response, jar: jar.get(name) ?? null });
  };
  return (index) => {
    const name = `s${index % SESSIONS}`;
    if (index >= LARGE_FROM && index < LARGE_TO)
      return respond(index, name, session(index, 120), '; HttpOnly');
    switch (index % 25) {
      case 3:
        return respond(index, name, session(index, 140), '; HttpOnly');
      case 7: {
        const cookie = aCookie({ name, value: session(index, KEYS_IN_A_SESSION), domain });
        jar.set(name, cookie);
        return changed(cookie, { time: BEGIN + index * 1000 });
      }
      case 11:
        return respond(index, name, '', '; Max-Age=0');
      case 14:
        return unread(told(index, name));
      case 18:
        return respond(index, 'theme', 'dark', '; Max-Age=99999999');
      case 21:
        return respond(index, name, session(index, KEYS_IN_A_SESSION), '');
      default:
        return respond(index, name, session(index, KEYS_IN_A_SESSION), '; HttpOnly');
    }
  };
}

function session(index: number, keys: number): string {
  const text = (): Value => ({
    type: 'str',
    text: Array.from({ length: 30 }, () => below(random, 36).toString(36)).join(''),
  });
  const payload: Value = {
    type: 'dict',
    entries: Array.from({ length: keys }, (_, key) => [`key${below(random, 2)}_${key}`, text()]),
  };
  return write(payload, new TextEncoder().encode(SECRET_KEY), BEGIN / 1000 + index);
}

/** Puts the record into the devtools page; it is told from `SERVE` on. */
export function holding({ pieces, additions }: FullRecord): string {
  return `void Object.assign(globalThis, ${JSON.stringify({ pieces, additions })})`;
}

/** Answers whoever reads the record, beside the devtools page's own one, which is empty. */
export const SERVE = `{
  const { tabId } = chrome.devtools.inspectedWindow;
  const channel = new BroadcastChannel('record-' + tabId);
  const told = [...pieces];
  channel.onmessage = ({ data: { kind, reader, after } }) => {
    if (kind !== 'read') return;
    const index = told.findIndex(({ entries }) => entries[0].id > after);
    if (index < 0) return;
    channel.postMessage({ kind: 'news', reader, news: told[index], more: index < told.length - 1 });
  };
  const changed = () => channel.postMessage({ kind: 'changed' });
  globalThis.tellOneMore = () => {
    told.push(additions.shift());
    changed();
  };
  changed();
}`;
