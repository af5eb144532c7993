/** Entries of a record as the recorder writes them, for tests of what judges and shows them. Test data only. */
import type { Cookie } from '../../src/cookies/index.ts';
import type { ChangeEntry, CutText, RecordedRequest, SetCookieEntry } from '../../src/messaging/recording.ts';
import { aCookie } from '../cookies/cookie.ts';

/** Milliseconds since 1970: when the first entry is recorded; each further one a second later. */
export const RECORDED_AT = Date.UTC(2026, 10, 21);

type Changes = Partial<Omit<SetCookieEntry, 'kind' | 'header' | 'request'>> & {
  readonly url?: string;
  readonly page?: string | null;
  readonly request?: Partial<RecordedRequest>;
};

/** A Set-Cookie of a fetch on localhost whose jar was not seen, unless the test says otherwise. */
export function aSetCookie(
  id: number,
  header: string,
  { url = 'http://localhost:5000/', page = url, request = {}, ...changes }: Changes = {},
): SetCookieEntry {
  return {
    kind: 'set-cookie',
    id,
    time: RECORDED_AT + id * 1000,
    request: {
      ...{ method: 'GET', status: 200, resource: 'fetch', cookieHeader: null },
      url: whole(url),
      page: page === null ? null : whole(page),
      ...request,
    },
    header: whole(header),
    ...{ date: null, jar: 'unknown', before: 'unknown', explains: null },
    ...changes,
  };
}

/** A cookie of localhost that changed with no response to explain it. */
export function aChange(
  id: number,
  cookie: Partial<Cookie> = {},
  changes: Partial<ChangeEntry> = {},
): ChangeEntry {
  return {
    kind: 'change',
    id,
    time: RECORDED_AT + id * 1000,
    cookie: localCookie(cookie),
    ...{ removed: false, cause: 'explicit', before: 'unknown' },
    ...changes,
  };
}

export function localCookie(changes: Partial<Cookie> = {}): Cookie {
  return aCookie({ domain: 'localhost', httpOnly: false, ...changes });
}

export function whole(text: string): CutText {
  return { text, length: text.length };
}
