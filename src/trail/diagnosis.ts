/** What a diagnosis says. Types only: the words are the interface's. */
import type { Cookie, NotSentReason } from '../cookies/index.ts';

/** Every diagnosis names the ids of the entries that show it, in the order of time. */
export type Diagnosis = { readonly name: string; readonly evidence: readonly number[] } & (
  | Rollback
  | Growth
  | OtherKey
  | OtherApplication
  | NeverReturns
  | ThrownAway
  | Overwritten
  | Cleared
  | Fighting
);

/** Set-Cookies too large for the browser, the last ones in a row. Times are in milliseconds since 1970. */
type Rollback = {
  readonly kind: 'rolled-back';
  /** How many. */
  readonly rejections: number;
  /** Bytes over the limit of the largest one. */
  readonly bytesOver: number;
  readonly kept: Kept;
  /** What has ended it since, which is then the last of the evidence; null: nothing. */
  readonly ended: { readonly time: number; readonly by: 'stored' | 'deleted' } | null;
};

/** The cookie that stayed in effect when Set-Cookies were rejected. */
export type Kept =
  | { readonly is: 'nothing' } // it had been deleted or had expired
  | { readonly is: 'told'; readonly since: number } // set by an entry, at that time
  | { readonly is: 'from-before' } // set before all entries
  | { readonly is: 'unknown' }; // may be nothing

/** Grows by `bytes` per response, because of what is added below the top-level key `key`; rejected after `responsesLeft` more. */
type Growth = {
  readonly kind: 'grows';
  readonly bytes: number;
  readonly responsesLeft: number;
  readonly key: string;
  /** Whether `key` is only how the keys begin that are added, one for each response. */
  readonly isBeginning: boolean;
};

/** Signed with one of the site's keys, then with none of them, or the reverse, `times` times. */
type OtherKey = { readonly kind: 'other-key'; readonly times: number };

/** Applications on several ports of one host overwrite each other's session. */
type OtherApplication = { readonly kind: 'other-application'; readonly origins: readonly string[] };

/** Set again and again, but no request carries it. `url`: of the last request, preferably of one for a page. */
export type NeverReturns = {
  readonly kind: 'never-returns';
  readonly cookie: Cookie;
  readonly url: string;
  /**
   * Why; 'same-site': another site led to the requests; 'credentials': another origin's page made them without; 'rejected':
   * the browser never stored it.
   */
  readonly reason: NotSentReason | 'same-site' | 'credentials' | 'rejected';
};

/** The server was sent a session that its own clock refuses, and began a new one; or the browser stopped sending it. */
export type ThrownAway = {
  readonly kind: 'thrown-away';
  readonly why: 'expired' | 'future';
  /** The browser discards only expired cookies. */
  readonly by: 'server' | 'browser';
};

/** That request came from another site without the session, because of its SameSite, and the response put another in its place. */
type Overwritten = {
  readonly kind: 'overwritten';
  readonly method: string;
  readonly url: string;
  /** The one that was not sent. */
  readonly cookie: Cookie;
  /** Whether the response deleted it instead. */
  readonly isDeleted: boolean;
};

/** The response to that request left nothing of the session. */
type Cleared = {
  readonly kind: 'cleared';
  readonly method: string;
  readonly url: string;
  /** Whether it deleted the cookie, as Flask does once nothing is left; otherwise it left a message or a new CSRF token. */
  readonly isDeleted: boolean;
};

/** `count` cookies with the same name, all carried by one request. */
type Fighting = {
  readonly kind: 'fighting';
  readonly count: number;
  /** Those of them that the trails know. */
  readonly cookies: readonly Cookie[];
  readonly url: string;
};
