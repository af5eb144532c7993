/** A full record of the activity, and the devtools page's side of telling it to a panel. Measures nothing. */
import { CookieRecord, MOST_ENTRIES } from '../../src/devtools/record.ts';
import type { NewEntry, RecordNews } from '../../src/messaging/recording.ts';
import { type Value, write } from '../../src/session/index.ts';
import { aCookie } from '../cookies/cookie.ts';
import { below, seededRandom } from '../session/random-session.ts';

/** Signs the sessions. */
export const SECRET_KEY = 'dev';

/** Cookies that the entries are of. */
const SESSIONS = 5;
/** So that 10,000 of them nearly fill the record's bytes too. */
const KEYS_IN_A_SESSION = 12;
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

/** Responses of `origin` that each change one of a few sessions. */
export function fullRecord(origin: string, additions: number): FullRecord {
  const record = new CookieRecord();
  for (let index = 0; index < MOST_ENTRIES; index++) record.append(response(origin, index));
  const pieces: RecordNews[] = [];
  for (let after = 0, more = true; more; ) {
    const answer = record.read(after);
    pieces.push(answer.news);
    after = answer.news.entries.at(-1)?.id ?? after;
    more = answer.more;
  }
  const entries = pieces.reduce((sum, piece) => sum + piece.entries.length, 0);
  const { bytes } = record;
  const added = Array.from({ length: additions }, (_, index) => {
    const id = record.append(response(origin, MOST_ENTRIES + index));
    return record.read(id - 1).news;
  });
  return { entries, bytes, pieces, additions: added };
}

function response(origin: string, index: number): NewEntry {
  const name = `s${index % SESSIONS}`;
  const value = session(index);
  const header = `${name}=${value}; HttpOnly; Path=/`;
  const url = `${origin}/orders/${below(random, 1000)}?page=${below(random, 9)}`;
  const page = `${origin}/orders`;
  return {
    kind: 'set-cookie',
    time: BEGIN + index * 1000,
    request: {
      ...{ method: 'GET', status: 200, resource: 'fetch', cookieHeader: null },
      url: { text: url, length: url.length },
      page: { text: page, length: page.length },
    },
    header: { text: header, length: header.length },
    date: null,
    jar: aCookie({ name, value, domain: new URL(origin).hostname }),
    before: 'told',
    explains: null,
  };
}

function session(index: number): string {
  const text = (): Value => ({
    type: 'str',
    text: Array.from({ length: 30 }, () => below(random, 36).toString(36)).join(''),
  });
  const payload: Value = {
    type: 'dict',
    entries: Array.from({ length: KEYS_IN_A_SESSION }, (_, key) => [`key${below(random, 2)}_${key}`, text()]),
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
