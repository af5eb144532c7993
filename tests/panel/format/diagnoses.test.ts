/** The diagnoses in words: true of what was found, whenever it is read. */
import { describe, expect, it } from 'vitest';
import { clockTime } from '../../../src/panel/format/clock.ts';
import { diagnosisWords } from '../../../src/panel/format/diagnoses.ts';
import type { Diagnosis } from '../../../src/trail/index.ts';
import { aCookie } from '../../cookies/cookie.ts';

const about = { name: 'session', evidence: [1] };
const words = (diagnosis: Diagnosis, rejection = ''): string => {
  const { lead, rest } = diagnosisWords(diagnosis, rejection);
  return lead + rest;
};

describe('a rollback', () => {
  const [then, later] = [Date.UTC(2026, 10, 21, 1), Date.UTC(2026, 10, 21, 2)];
  const rollback = { ...about, kind: 'rolled-back', rejections: 1, bytesOver: 17, ended: null } as const;
  const told = { is: 'told', since: then } as const;

  it('is told as it is, while it lasts', () => {
    expect(words({ ...rollback, kept: told })).toBe(
      `The session rolled back: a Set-Cookie was 17 bytes too large, so the browser ignored it and keeps the one from ${clockTime(then)}.`,
    );
    expect(words({ ...rollback, rejections: 2, kept: { is: 'from-before' } })).toBe(
      'The session rolled back: 2 Set-Cookies were up to 17 bytes too large, so the browser ignored them and keeps the one from before the record begins.',
    );
  });

  it('is none where nothing need have been there before', () => {
    expect(words({ ...rollback, kept: { is: 'nothing' } })).toBe(
      'The session was not stored: a Set-Cookie was 17 bytes too large, so the browser ignored it and has none: the previous one had expired or been deleted.',
    );
    expect(words({ ...rollback, kept: { is: 'unknown' } })).toBe(
      'The session was not stored: a Set-Cookie was 17 bytes too large, so the browser ignored it and keeps what was there before, if anything.',
    );
  });

  it('is told as it was, once it is over', () => {
    const stored = { time: later, by: 'stored' } as const;
    expect(words({ ...rollback, kept: told, ended: stored })).toBe(
      `The session rolled back: a Set-Cookie was 17 bytes too large, so the browser ignored it and kept the one from ${clockTime(then)}. It has since recovered: the one from ${clockTime(later)} was stored.`,
    );
    const deleted = { time: later, by: 'deleted' } as const;
    expect(words({ ...rollback, kept: told, ended: deleted })).toMatch(
      `. The session it kept was deleted at ${clockTime(later)}.`,
    );
    expect(words({ ...rollback, kept: { is: 'nothing' }, ended: deleted })).toMatch(
      /ignored it and had none: the previous one had expired or been deleted\.$/,
    );
  });
});

describe('a cookie that does not come back', () => {
  it('is told with the request, be it for a page or not', () => {
    const never = { ...about, kind: 'never-returns', cookie: aCookie({ path: '/shop' }) } as const;
    const url = 'http://localhost:5000/favicon.ico';
    expect(words({ ...never, reason: 'path', url })).toMatch(
      'its path does not match (Path=/shop, but the request is for /favicon.ico).',
    );
    const strict = aCookie({ sameSite: 'strict' });
    expect(words({ ...never, cookie: strict, reason: 'same-site', url })).toMatch(
      'because it is SameSite=Strict, and the request came from another site.',
    );
    expect(words({ ...never, reason: 'credentials', url })).toMatch(
      'because a fetch to another origin neither sends nor stores cookies without credentials: ‘include’.',
    );
    expect(words({ ...never, reason: 'rejected', url }, 'It has a reason.')).toMatch(
      'because the browser rejected it. It has a reason.',
    );
  });
});

describe('a session that another site’s request did not carry', () => {
  it('is told with its SameSite, and with what the response did to it', () => {
    const request = { method: 'POST', url: 'http://localhost:5000/paid' };
    const found = {
      ...about,
      ...request,
      kind: 'overwritten',
      cookie: aCookie({ sameSite: 'lax' }),
    } as const;
    expect(words({ ...found, isDeleted: false })).toBe(
      'POST /paid overwrote a session that it was not sent: the request came from another site, and the cookie is SameSite=Lax.',
    );
    const strict = aCookie({ sameSite: 'strict' });
    expect(words({ ...found, cookie: strict, isDeleted: true })).toMatch(
      /^POST \/paid deleted a session .* SameSite=Strict\.$/,
    );
  });
});

describe('a deletion', () => {
  it('is not said to be session.clear(), only to look like it', () => {
    const said = words({
      ...about,
      kind: 'cleared',
      method: 'POST',
      url: 'http://localhost:5000/logout',
      isDeleted: true,
    });
    expect(said).toMatch(
      /^The session was cleared by POST \/logout: its response deletes the cookie, as Flask/,
    );
  });

  it('is told from a response that left a message', () => {
    const url = 'http://localhost:5000/logout';
    const said = words({ ...about, kind: 'cleared', method: 'POST', url, isDeleted: false });
    expect(said).toBe(
      'The session was cleared by POST /logout: its response leaves only messages or a new CSRF token in it.',
    );
  });
});

describe('growth', () => {
  const growth = { ...about, kind: 'grows', bytes: 90, responsesLeft: 20 } as const;

  it('is told with the key, or with how the keys begin', () => {
    const basket = words({ ...growth, key: 'basket', isBeginning: false });
    expect(basket).toMatch(/^The session grows by about 90 bytes per response, in basket: /);
    const viewed = words({ ...growth, key: 'viewed_', isBeginning: true });
    expect(viewed).toMatch(/ per response, in keys like viewed_…: /);
  });
});

describe('cookies of one name', () => {
  const url = 'http://localhost:5000/shop/';
  const cookies = [aCookie({ path: '/shop' }), aCookie({ path: '/' })];

  it('are told with their paths, where all of them are known', () => {
    expect(words({ ...about, kind: 'fighting', cookies, count: 2, url })).toBe(
      'Two cookies named session are sent to /shop/, with the paths /shop and /; Flask reads only the first.',
    );
    expect(words({ ...about, kind: 'fighting', cookies: cookies.slice(1), count: 2, url })).toBe(
      'Two cookies named session are sent to /shop/; Flask reads only the first.',
    );
  });
});
