/** What happened to a cookie, one response (or one change without a response) at a time: the input of the trail. Types only. */
import type { Cookie } from '../cookies/index.ts';

/**
 * The outcome of a Set-Cookie, or the kind of a change that no response explains. `deletes-nothing`: it should delete a
 * cookie, but there is none in that place.
 */
export type Outcome = 'stored' | 'replaced' | 'deleted' | 'deletes-nothing' | 'rejected' | 'unknown';

export type TrailRequest = {
  readonly method: string;
  readonly url: string;
  /** Of the response. */
  readonly status: number;
  /** The address of the top page when the response was recorded, which may still be the one before; null: not known. */
  readonly page: string | null;
  /** Whether it came from another site; false if that is not known. */
  readonly isCrossSite: boolean;
  /** Whether a page of another origin asked for it; false where that is not known. */
  readonly isCrossOrigin: boolean;
  /** Whether it loaded a page, into the tab or a frame: such a request is never without credentials. */
  readonly isNavigation: boolean;
  /** Whether it is a CORS preflight, which carries no cookies and takes none, whatever the request does that it prepares. */
  readonly isPreflight: boolean;
  /** Whether it carried any cookie, whatever the name; null: not known. */
  readonly carriesCookies: boolean | null;
  /** The values of the cookies of this name that the request carried, in their order; null: not known. */
  readonly sent: readonly string[] | null;
};

/** One Set-Cookie, or one change that no response explains. */
export type TrailEntry = {
  /** Increases with time. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly name: string;
  /** The cookie that it makes, or would have made. Its identity is name, domain, path, partition and store. */
  readonly cookie: Cookie;
  readonly outcome: Outcome;
  /** Whether the browser's rules alone reject it, whatever the jar held afterwards. */
  readonly breaksRules: boolean;
  /** Bytes of name + value above the browser's limit; 0 where it is within. */
  readonly bytesOver: number;
  /** Bytes of name + value. */
  readonly bytes: number;
  /** Null: no response explains the change. */
  readonly request: TrailRequest | null;
};
