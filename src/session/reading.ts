/** What `read` says about a cookie's value. Types only. */
import type { TagDoubt } from './json/tags.ts';
import type { Value } from './value.ts';

/** A range of characters (UTF-16 units) of the cookie's value, the end excluded, separators (and the leading `.`) not included. */
export type Segment = { readonly start: number; readonly end: number };

/** Something the user should know; the payload is still valid. */
export type Notice = {
  /** One sentence for the user. */
  readonly message: string;
} & (
  | {
      readonly code:
        | 'payload-cut' // inflated beyond the bound: only the beginning is read, open containers are closed
        | 'not-a-dict' // the top level is not a dict: Flask itself never writes this
        | 'legacy-epoch'; // a timestamp that only makes sense counted from 2011-01-01 (itsdangerous before 1.0)
    }
  | {
      /** A Flask tag whose content is not turned back into the type; left as the plain dict it is. */
      readonly code: 'invalid-tag';
      /** Null: Flask is sure to fail at it. */
      readonly doubt: TagDoubt | null;
    }
);

export type Timestamp =
  /**
   * `seconds` since 1970 as today's itsdangerous reads it. `legacySeconds` is set if the value appears to be counted
   * from 2011.
   */
  | { readonly state: 'read'; readonly seconds: number; readonly legacySeconds: number | null }
  /** itsdangerous cannot convert it to a date; `reason` says why, `position` where in the cookie's value. */
  | {
      readonly state: 'malformed';
      readonly reason: string;
      readonly position: number;
      /** A number that itsdangerous accepts but then cannot convert to a date: status 500, if the signature is valid. */
      readonly isFatal: boolean;
    };

/** A value with the form of a Flask session. Nothing here has been verified: the signature is not checked. */
export type FlaskSession = {
  readonly kind: 'flask-session';
  readonly segments: { readonly payload: Segment; readonly timestamp: Segment; readonly signature: Segment };
  readonly compressed: boolean;
  /** The payload's JSON text, at most 1 MiB of it. */
  readonly json: string;
  /** Bytes of JSON (after inflating); of a cut payload, the bytes that were read. */
  readonly jsonBytes: number;
  readonly payload: Value;
  readonly timestamp: Timestamp;
  /** Length in bytes of the decoded signature (20 for SHA-1); null when it is not base64 at all. */
  readonly signatureBytes: number | null;
  readonly notices: readonly Notice[];
};

/** A value that Flask could not have written, and the first evidence of that. */
export type NotASession = {
  readonly kind: 'not-a-session';
  /** Completes "not a Flask session: …". */
  readonly reason: string;
  /** Index into the cookie's value (UTF-16 units) of the first offending character. */
  readonly position: number;
  /** What could still be decoded (text, at most 1 MiB), to be shown. */
  readonly decoded: string | null;
};

export type Reading = FlaskSession | NotASession;
