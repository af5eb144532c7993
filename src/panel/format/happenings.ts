/** What happened to a cookie, in a few words: its outcome, its cause, and what it changed. Texts only. */

import type { ChangeEntry } from '../../messaging/recording.ts';
import type { Change } from '../../session/index.ts';
import type { Outcome, Step, TrailEntry } from '../../trail/index.ts';
import { clockTime } from './clock.ts';
import { counted, grouped } from './numbers.ts';
import { keyLabel, shortened } from './preview.ts';
import { isolated, visible } from './visible.ts';

/** The most keys named in one line; the rest are counted. */
const MOST_KEYS = 6;
/** Characters of a key in that line. */
const MOST_KEY = 40;

export const MARKS: Readonly<Record<Change['kind'], string>> = { added: '+', removed: '−', changed: '~' };

/** `+cart ~visits −user`: the top-level keys that a session's new value added, changed and removed. */
export function changedKeys(step: Step): string {
  const { difference } = step;
  if (!difference) return step.session && step.before ? '' : keysOf(step);
  const marks = new Map<string, string>();
  for (const { kind, path } of difference.changes) {
    const [key] = path;
    if (key !== undefined) marks.set(String(key), path.length === 1 ? MARKS[kind] : MARKS.changed);
  }
  const keys = Array.from(marks, ([key, mark]) => mark + isolated(keyLabel(key, MOST_KEY)));
  return keys.length === 0 ? 'the same data' : few(keys, difference.isCut);
}

/** In a first session, every key is new. */
function keysOf({ session }: Step): string {
  if (session?.payload.type !== 'dict') return '';
  const { entries } = session.payload;
  return few(
    entries.slice(0, MOST_KEYS + 1).map(([key]) => MARKS.added + isolated(keyLabel(key, MOST_KEY))),
    entries.length > MOST_KEYS + 1,
    entries.length,
  );
}

function few(keys: readonly string[], isCut: boolean, count = keys.length): string {
  const rest = count - MOST_KEYS;
  if (rest <= 0) return keys.join(' ');
  return `${keys.slice(0, MOST_KEYS).join(' ')} … ${isCut && count === keys.length ? 'more' : `${grouped(rest)} more`}`;
}

/** `+92 B`, `−8 B`, `±0 B`; '' if there was no cookie before, or is none now. */
export function growthText(growth: number | null): string {
  if (growth === null) return '';
  const sign = growth > 0 ? '+' : growth < 0 ? '−' : '±';
  return `${sign}${grouped(Math.abs(growth))} B`;
}

/** `92 bytes more`. */
export function growthWords(growth: number): string {
  if (growth === 0) return 'the same size as before';
  return `${counted(Math.abs(growth), 'byte')} ${growth > 0 ? 'more' : 'fewer'} than before`;
}

export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  stored: 'stored',
  replaced: 'replaced',
  deleted: 'deleted',
  'deletes-nothing': 'no effect',
  rejected: 'rejected',
  unknown: 'not known',
};

/** DevTools report a response when it has ended, which an event stream, say, never may; and Chromium’s do not report their own. */
const OR_RESPONSE = ', or by a response that DevTools have not reported';

type Unexplained = { readonly recorded: ChangeEntry; readonly isOwn: boolean };

/** Why a cookie changed without a response, completing "Not by a response: …". */
export function causeText({ recorded: { cause, removed, cookie }, isOwn }: Unexplained): string {
  if (isOwn) return removed ? 'removed by Session Lens' : 'set by Session Lens';
  // No script can change a cookie that is HttpOnly (RFC 6265, section 5.3, steps 10 and 11.2).
  const script = cookie.httpOnly ? '' : 'a script, ';
  switch (cause) {
    case 'evicted':
      return 'the browser evicted it to make room';
    case 'expired':
      return 'it had expired';
    case 'expired_overwrite':
      return `deleted by ${script}another tab${OR_RESPONSE}`;
    case 'overwrite':
      return `overwritten by ${script}another tab${OR_RESPONSE}`;
    case 'explicit':
      return `${removed ? 'removed' : 'set'} by ${script}another tab or an extension${OR_RESPONSE}`;
  }
}

/** `POST /login`, with the query; cut to a line. */
export function requestLine(method: string, url: string): string {
  // A URL that was cut may no longer be valid.
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: url, search: '' };
  return `${visible(shortened(method))} ${visible(shortened(pathname + search))}`;
}

/** `Set-Cookie of POST /login, 12:03:04`: an entry's name, for those who cannot see its position. */
export function entryName({ request, time }: Pick<TrailEntry, 'request' | 'time'>): string {
  const what = request
    ? `Set-Cookie of ${requestLine(request.method, request.url)}`
    : 'Change not made by a response';
  return `${what}, ${clockTime(time)}`;
}
