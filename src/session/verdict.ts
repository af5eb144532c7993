/** What Flask will do with a session cookie: Flask's checks, in order. Pure: the clock is a parameter. It must not be more lenient or stricter than Flask. */
import { INFLATE_LIMIT } from './bytes/inflate.ts';
import { loneSurrogate } from './bytes/utf8.ts';
import type { TagDoubt } from './json/tags.ts';
import { pythonDict } from './python/dict.ts';
import { read } from './read.ts';
import type { SigningParameters } from './signing/parameters.ts';
import { verify } from './signing/signature.ts';
import { readTimestamp } from './signing/timestamp.ts';

/** The parts of a Flask application's configuration that affect a session cookie. */
export type ServerSettings = {
  /** `SECRET_KEY`, then `SECRET_KEY_FALLBACKS` as they are configured. Flask has no sessions without the first. */
  readonly keys: readonly Uint8Array[];
  readonly parameters: SigningParameters;
  /** Whole seconds, `int(permanent_session_lifetime.total_seconds())`; it may be 0 or negative. */
  readonly lifetime: number;
};

/** Why Flask silently starts an empty session. `key` is the index of the key that signed the cookie. */
export type Refusal =
  /** The cookie has no value. */
  | { readonly reason: 'empty' }
  /** There is no `.` in it; `position` is its end. */
  | { readonly reason: 'no-signature'; readonly position: number }
  /** It was not signed with any of the keys; `position` is where the signature starts. */
  | { readonly reason: 'bad-signature'; readonly position: number }
  /** What is signed has no `.` in it; `position` is where the timestamp would start. */
  | { readonly reason: 'no-timestamp'; readonly key: number; readonly position: number }
  /** It cannot be read; `detail` says why, as a sentence without its full stop, and `position` where. */
  | {
      readonly reason: 'malformed-timestamp';
      readonly key: number;
      readonly detail: string;
      readonly position: number;
    }
  /** `age` seconds old, `late` (at least 1) of them more than the lifetime. */
  | { readonly reason: 'expired'; readonly key: number; readonly age: number; readonly late: number }
  /** Signed `ahead` seconds from now, at least 1: the clocks differ. */
  | { readonly reason: 'future'; readonly key: number; readonly ahead: number };

/** Why Flask responds with status 500: an exception that `open_session` does not catch. */
export type ServerError =
  /** A lone surrogate in the cookie's value or in the salt, which UTF-8 cannot carry; no browser sends such a value. */
  | { readonly reason: 'not-utf8'; readonly where: 'value' | 'salt' }
  /** Signed by key `key`, in a year after 9999; `position` is where the timestamp starts. */
  | { readonly reason: 'timestamp-beyond-9999'; readonly key: number; readonly position: number }
  /** The payload cannot be decoded; `detail` says why, as a sentence without its full stop, and `position` where. */
  | {
      readonly reason: 'bad-payload';
      readonly key: number;
      readonly detail: string;
      readonly position: number;
    }
  /** A tag in the payload has content that cannot be converted to the type; `detail` is a sentence. */
  | { readonly reason: 'bad-tag'; readonly key: number; readonly detail: string }
  /** Python cannot convert the payload to a dict; `detail` says why, as a sentence without its full stop. */
  | { readonly reason: 'not-a-dict'; readonly key: number; readonly detail: string };

/** What keeps the verdict open between 'accepted' and 'error'. Flask itself writes none of these. */
export type Doubt =
  /** Only part of the payload is read. */
  | 'payload-cut'
  /** Nested deeper than `SURE_DEPTH`. */
  | 'too-deep'
  /**
   * 'odd-date': a datetime in another form than Flask's, which Python may read, take for None or fail at. 'odd-markup':
   * Markup of a container, or of many bytes, which Python takes the `repr` of.
   */
  | TagDoubt;

/** What Flask does with a cookie. Except for 'bad-signature' and the reasons before it, the signature is valid. */
export type Verdict =
  /** No secret key: Flask has no sessions, and raises an error when one is written to. */
  | { readonly outcome: 'no-key' }
  /** The session is what the payload says, `empty` or not: `age` seconds old, valid for another `left` (0 or more). */
  | {
      readonly outcome: 'accepted';
      readonly key: number;
      readonly age: number;
      readonly left: number;
      readonly empty: boolean;
    }
  /** A new, empty session. */
  | ({ readonly outcome: 'refused' } & Refusal)
  /** Status 500 instead of the application's own response. */
  | ({ readonly outcome: 'error' } & ServerError)
  /** Accepted or an error: which of the two is not certain. */
  | { readonly outcome: 'undecided'; readonly key: number; readonly doubt: Doubt };

/**
 * Levels of nesting that every Flask reads, with some 200 frames of server and middleware above it. How many more
 * it reads depends on them, and on the versions of Flask and Python.
 */
export const SURE_DEPTH = 400;

const refused = (refusal: Refusal): Verdict => ({ outcome: 'refused', ...refusal });
const failed = (error: ServerError): Verdict => ({ outcome: 'error', ...error });

/** The deepest nesting in a text that is valid JSON. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

/** `URLSafeTimedSerializer.load_payload`, then `SecureCookieSession(data)`: whether it is accepted. */
function verdictOfPayload(payload: string, key: number, age: number, lifetime: number): Verdict {
  // With no timestamp and no signature, for `read` to look at the payload and at nothing else.
  const reading = read(`${payload}..`);
  const undecided = (doubt: Doubt): Verdict => ({ outcome: 'undecided', key, doubt });
  if (reading.kind === 'not-a-session') {
    // In a payload that was cut, the JSON may come later, for example after a MiB of spaces.
    if (reading.decoded?.length === INFLATE_LIMIT) return undecided('payload-cut');
    return failed({ reason: 'bad-payload', key, detail: reading.reason, position: reading.position });
  }
  const faults = reading.notices.filter((notice) => notice.code === 'invalid-tag');
  const fault = faults.find(({ doubt }) => doubt === null);
  if (fault !== undefined) return failed({ reason: 'bad-tag', key, detail: fault.message });

  if (reading.notices.some(({ code }) => code === 'payload-cut')) return undecided('payload-cut');
  if (depthOf(reading.json) > SURE_DEPTH) return undecided('too-deep');
  const doubt = faults[0]?.doubt;
  if (doubt) return undecided(doubt);

  const dict = pythonDict(reading.payload);
  if ('fault' in dict) return failed({ reason: 'not-a-dict', key, detail: dict.fault });
  return { outcome: 'accepted', key, age, left: lifetime - age, empty: dict.empty };
}

/**
 * What Flask does with a session's payload alone, as if key 0 had signed it at this moment: 'accepted', 'error' or
 * 'undecided'. Never throws.
 */
export function payloadVerdictOf(text: string): Verdict {
  const dot = text.lastIndexOf('.', text.lastIndexOf('.') - 1);
  return verdictOfPayload(text.slice(0, Math.max(0, dot)), 0, 0, 0);
}

/**
 * What Flask's `SecureCookieSessionInterface.open_session` does with a cookie at a moment: the verdict of Flask 3.1
 * with itsdangerous 2. Flask 2.2 differs only in payloads that no Flask writes: `0`, `0.0` or `false` is an empty
 * session there. A bad tag that a repeated key overrides is an error here as in 2.2; 3.1 never sees it.
 * Never throws. If several keys match, `key` is the lowest index.
 * @param text the cookie's value as Werkzeug hands it to Flask
 * @param now whole seconds since 1970, the server's clock
 */
export function verdictOf(text: string, settings: ServerSettings, now: number): Verdict {
  const { keys, parameters, lifetime } = settings;
  if (keys[0] === undefined || keys[0].length === 0) return { outcome: 'no-key' };
  if (loneSurrogate(parameters.salt) >= 0) return failed({ reason: 'not-utf8', where: 'salt' });
  if (text === '') return refused({ reason: 'empty' });
  if (loneSurrogate(text) >= 0) return failed({ reason: 'not-utf8', where: 'value' });

  const end = text.lastIndexOf('.');
  if (end < 0) return refused({ reason: 'no-signature', position: text.length });
  const key = keys.findIndex((candidate) => verify(text, candidate, parameters));
  if (key < 0) return refused({ reason: 'bad-signature', position: end + 1 });

  const dot = text.slice(0, end).lastIndexOf('.');
  if (dot < 0) return refused({ reason: 'no-timestamp', key, position: end });
  const start = dot + 1;
  const timestamp = readTimestamp(text, start, end);
  if (timestamp.state === 'malformed') {
    return timestamp.isFatal
      ? failed({ reason: 'timestamp-beyond-9999', key, position: start })
      : refused({
          reason: 'malformed-timestamp',
          key,
          detail: timestamp.reason,
          position: timestamp.position,
        });
  }
  const age = now - timestamp.seconds;
  if (age > lifetime) return refused({ reason: 'expired', key, age, late: age - lifetime });
  if (age < 0) return refused({ reason: 'future', key, ahead: -age });
  return verdictOfPayload(text.slice(0, dot), key, age, lifetime);
}
