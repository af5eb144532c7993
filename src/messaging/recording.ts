/** The record of what happened to the inspected tab's cookies, as the devtools page hands it to the panel. Types only. */
import type { Cookie } from '../cookies/index.ts';
import type { ChangeCause } from './protocol.ts';

/** A text of which only the beginning is kept when it is too long. */
export type CutText = {
  readonly text: string;
  /** UTF-16 units of the whole; more than `text.length` when it was cut. */
  readonly length: number;
};

/** The request whose response is recorded. */
export type RecordedRequest = {
  readonly method: string;
  /** Without fragment and credentials. */
  readonly url: CutText;
  readonly status: number;
  /**
   * What the response was for: `document` (a page), `iframe`, `fetch`, `xhr`, `script`, `image` …, in Chromium's words
   * or those of Sec-Fetch-Dest; null where neither says.
   */
  readonly resource: string | null;
  /**
   * The address of the top page when the response was recorded, credentials and fragment apart; null: not known. Of what
   * comes while the tab goes on to another page it may be either.
   */
  readonly page: CutText | null;
  /** Whether another site led to it, as the browser told the server (Sec-Fetch-Site); absent: that is not known. */
  readonly isCrossSite?: boolean;
  /** The Cookie header; '' when it carried none, null when the browser does not show the request's headers. */
  readonly cookieHeader: CutText | null;
};

/** The cookie as stored; null: there is none of that name, domain and path; `unknown`: it may not be read. */
export type JarState = Cookie | null | 'unknown';

/** What the jar held before: as `JarState`, or `told`: what an earlier entry of the same cookie tells. */
export type JarBefore = JarState | 'told';

/** One Set-Cookie header of one response. Nothing in it tells whether the browser took it; the jar does. */
export type SetCookieEntry = {
  readonly kind: 'set-cookie';
  readonly id: number;
  /** Milliseconds since 1970 when the response's headers were received. */
  readonly time: number;
  readonly request: RecordedRequest;
  /** As the browser hands it over: bytes above 0x7f as Latin-1 (Firefox) or windows-1252 (Chromium). */
  readonly header: CutText;
  /** The response's Date header, by which browsers correct Expires; cut to 64 characters, null when it had none. */
  readonly date: string | null;
  /** What the jar held shortly after the response; `superseded`: what a later header of the response made of it. */
  readonly jar: JarState | 'superseded';
  /** What this header's doing replaced or removed; `unknown` too where the browser told of no such doing. */
  readonly before: JarBefore;
  /** The `change` entry, recorded before, that turns out to have been this header's doing; else null. */
  readonly explains: number | null;
};

/** A cookie that changed with no response to explain it: a script, another tab, an extension, expiry, eviction. */
export type ChangeEntry = {
  readonly kind: 'change';
  readonly id: number;
  /** Milliseconds since 1970 when the change was told. */
  readonly time: number;
  /** As it is stored since; for a removed one, as it was. */
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: ChangeCause;
  /** What it replaced or removed. */
  readonly before: JarBefore;
};

/** A redirect whose own headers the browser never showed: it may have set cookies. */
export type UnreadEntry = {
  readonly kind: 'unread';
  readonly id: number;
  /** Milliseconds since 1970 when the response was received. */
  readonly time: number;
  readonly request: RecordedRequest;
};

/**
 * Ids grow by one in the order of recording, which is nearly that of `time`: a change is recorded about a second late,
 * when no response is to be expected that explains it.
 */
export type Entry = SetCookieEntry | ChangeEntry | UnreadEntry;

/** An entry before it is recorded. */
export type NewEntry = Omit<SetCookieEntry, 'id'> | Omit<ChangeEntry, 'id'> | Omit<UnreadEntry, 'id'>;

/** What the record had to let go of, for want of room. */
export type Dropped = {
  readonly count: number;
  /** The `time` of the last one dropped, in milliseconds since 1970: since then the record is whole. Null: none was. */
  readonly until: number | null;
};

/** Part of the record; with those before it, all of it. */
export type RecordNews = {
  /** Entries not told before, in the order of their ids. */
  readonly entries: readonly Entry[];
  /** The id from which on the record still holds everything: what is older was dropped or cleared. */
  readonly oldest: number;
  readonly dropped: Dropped;
  /** To who begins to read: what the jar held before the entries, as far as it is known. Null in all further news. */
  readonly jar: readonly Cookie[] | null;
};

/** The panel's window to the record. */
export type Recorder = {
  /** Tells all that the record holds, in pieces, and then what is added, each entry once. The function returned ends it. */
  follow(listener: (news: RecordNews) => void): () => void;
  /** Empties the record; who follows it is told by an `oldest` above all ids. */
  clear(): void;
};
