/** The record of what happened to the inspected tab's cookies, as the devtools page hands it to the panel. Types only. */
import type { Cookie } from '../cookies/index.ts';
import type { ChangeCause } from './protocol.ts';

/** A text, cut if it is too long. */
export type CutText = {
  readonly text: string;
  /** UTF-16 units of the whole text; more than `text.length` if it was cut. */
  readonly length: number;
};

/** The request whose response is recorded. */
export type RecordedRequest = {
  readonly method: string;
  /** Without fragment and credentials. */
  readonly url: CutText;
  readonly status: number;
  /**
   * What the response was for: `document` (a page), `iframe`, `fetch`, `xhr`, `preflight`, `script`, `image` …, in
   * Chromium's terms or those of Sec-Fetch-Dest; null if neither is known.
   */
  readonly resource: string | null;
  /**
   * The address of the top page when the response was recorded, without credentials and fragment; null: not known.
   * During a navigation it may be either page.
   */
  readonly page: CutText | null;
  /** Whether it came from another site, as the browser told the server (Sec-Fetch-Site); absent: not known. */
  readonly isCrossSite?: boolean;
  /** Whether a page of another origin asked for it, as the browser told the server (Origin); absent: that is not known. */
  readonly isCrossOrigin?: boolean;
  /** The Cookie header; '' when it carried none, null when the browser does not show the request's headers. */
  readonly cookieHeader: CutText | null;
};

/** The cookie as stored; null: there is none with that name, domain and path; `unknown`: it cannot be read. */
export type JarState = Cookie | null | 'unknown';

/** What the jar held before: a `JarState`, or `told`: see the earlier entry of the same cookie. */
export type JarBefore = JarState | 'told';

/** One Set-Cookie header of one response. It does not say whether the browser accepted it; the jar does. */
export type SetCookieEntry = {
  readonly kind: 'set-cookie';
  readonly id: number;
  /** Milliseconds since 1970 when the response's headers were received. */
  readonly time: number;
  /** Milliseconds from the start of the request to that. */
  readonly waited: number;
  readonly request: RecordedRequest;
  /** As the browser provides it: bytes above 0x7f as Latin-1 (Firefox) or windows-1252 (Chromium). */
  readonly header: CutText;
  /** The response's Date header, by which browsers correct Expires; cut to 64 characters, null if there was none. */
  readonly date: string | null;
  /** What the jar held shortly after the response; `superseded`: a later header of the response changed it. */
  readonly jar: JarState | 'superseded';
  /** What this header replaced or removed; also `unknown` if the browser did not report that. */
  readonly before: JarBefore;
  /** The `change` entry, recorded before, that this header turned out to have caused; else null. */
  readonly explains: number | null;
};

/** A cookie that changed without a response that explains it: a script, another tab, an extension, expiry, eviction. */
export type ChangeEntry = {
  readonly kind: 'change';
  readonly id: number;
  /** Milliseconds since 1970 when the change was reported. */
  readonly time: number;
  /** As it is stored now; for a removed cookie, as it was. */
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: ChangeCause;
  /** What it replaced or removed; null: nothing; `unknown`: something. */
  readonly before: JarBefore;
};

/** A redirect whose own headers the browser did not show: it may have set cookies. */
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

/** What the record dropped to make room. */
export type Dropped = {
  readonly count: number;
  /** The `time` of the last one dropped, in milliseconds since 1970: the record is complete after that. Null: none was. */
  readonly until: number | null;
};

/** Part of the record; together with the earlier parts, all of it. */
export type RecordNews = {
  /** New entries, in the order of their ids. */
  readonly entries: readonly Entry[];
  /** The id from which the record is complete: older entries were dropped or cleared. */
  readonly oldest: number;
  readonly dropped: Dropped;
  /**
   * For a new reader: what the jar held before the entries, as far as it is known. Later: what has been learnt of it
   * since, about cookies that have no entry. Null: nothing new.
   */
  readonly jar: readonly Cookie[] | null;
};

/** The panel's access to the record. */
export type Recorder = {
  /** Delivers the whole record in pieces, then new entries, each once. Call the returned function to stop. */
  follow(listener: (news: RecordNews) => void): () => void;
  /** Empties the record; readers are told by an `oldest` above all ids. */
  clear(): void;
};
