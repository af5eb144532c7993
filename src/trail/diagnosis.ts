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
  | Cleared
  | Fighting
);

/** Set-Cookies too large for the browser; `bytesOver`: of the largest. `keptSince`: when the one still in force was set (ms); null: there is none. */
export type Rollback = {
  readonly kind: 'rolled-back';
  readonly bytesOver: number;
  readonly keptSince: number | null;
};

/** Grows by `bytes` a response, because of what is added below the top-level key `key`; rejected after `responsesLeft` more. */
export type Growth = {
  readonly kind: 'grows';
  readonly bytes: number;
  readonly responsesLeft: number;
  readonly key: string;
};

/** Signed with one of the site's keys, then with none of them, or the other way round, `times` times. */
export type OtherKey = { readonly kind: 'other-key'; readonly times: number };

/** Applications on several ports of one host overwrite each other's session. */
export type OtherApplication = { readonly kind: 'other-application'; readonly origins: readonly string[] };

/** Set again and again, but no request carries it. `url`: of the last one. */
export type NeverReturns = {
  readonly kind: 'never-returns';
  readonly cookie: Cookie;
  readonly url: string;
  /** Why; 'rejected': the browser never stored it. */
  readonly reason: NotSentReason | 'rejected';
};

/** The server was sent a session that its own clock refuses, and began a new one; or the browser sent it no more. */
export type ThrownAway = {
  readonly kind: 'thrown-away';
  readonly why: 'expired' | 'future';
  /** The browser throws away what has expired only. */
  readonly by: 'server' | 'browser';
};

/** The response deleted the cookie, as `session.clear()` does. */
export type Cleared = { readonly kind: 'cleared'; readonly method: string; readonly url: string };

/** Cookies of one name, of which a request carries both. */
export type Fighting = {
  readonly kind: 'fighting';
  readonly cookies: readonly Cookie[];
  readonly url: string;
};
