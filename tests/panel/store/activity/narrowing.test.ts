/** Which entries a filter lets through, and which are of the same cookie: each part of the filter alone, and together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActivityFilter, NO_FILTER } from '../../../../src/panel/store/activity/activity.ts';
import { matching, sameCookieAs } from '../../../../src/panel/store/activity/narrowing.ts';
import { cookie } from '../../../support/fake-host.ts';
import { changed, judged, setCookie, unread } from '../../../support/recorded.ts';
import { dict, signed, str } from '../../../support/sessions.ts';

const SESSION = signed(dict({ user: str('zoë') }));
/** Whether a third party's is stored is a setting. */
const THIRD_PARTY = setCookie('framed=1; HttpOnly; Secure; SameSite=None', {
  url: 'https://elsewhere.test/',
  page: 'https://shop.test/',
});
const ALL = judged([
  setCookie(`session=${SESSION}; Path=/`, {
    method: 'POST',
    url: 'http://localhost:5000/login',
    status: 302,
  }),
  setCookie(`session=${SESSION}; Path=/; HttpOnly`, { url: 'http://localhost:5000/orders?page=2' }),
  setCookie('theme=dark; HttpOnly'),
  setCookie(`big=${'x'.repeat(5000)}`),
  setCookie('theme=; Max-Age=0'),
  changed({ name: 'tracking', value: '1' }),
  unread({ url: 'http://localhost:5000/logout' }),
  setCookie('session=; Path=/app; Max-Age=0'),
  setCookie('nothing=; Max-Age=0'),
  THIRD_PARTY,
]);
const [LOGIN, ORDERS, THEME, BIG, GONE, TRACKING, UNREAD, LOGOUT, NOTHING, FRAMED] = ALL.map(
  ({ recorded }) => recorded.id,
);

function through(filter: Partial<ActivityFilter>): number[] {
  return ALL.filter(matching({ ...NO_FILTER, ...filter })).map(({ recorded }) => recorded.id);
}

describe('the filter', () => {
  it('lets everything through that it says nothing of', () => {
    expect(through({})).toHaveLength(ALL.length);
    expect(through({ text: '   ' })).toHaveLength(ALL.length);
  });

  it('finds a text in the name, method, address and status, whatever its case', () => {
    expect(through({ text: 'SESS' })).toEqual([LOGIN, ORDERS, LOGOUT]);
    expect(through({ text: 'post' })).toEqual([LOGIN]);
    expect(through({ text: 'page=2' })).toEqual([ORDERS]);
    expect(through({ text: ' 302 ' })).toEqual([LOGIN, UNREAD]);
    expect(through({ text: '/logout' })).toEqual([UNREAD]);
  });

  it('takes what is typed for a text, whatever its characters', () => {
    expect(through({ text: 'orders?page' })).toEqual([ORDERS]);
    expect(through({ text: 'log.*' })).toEqual([]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(through({ text }).includes(TRACKING ?? 0)).toBe(
          'tracking'.includes(text.trim().toLowerCase()),
        );
      }),
    );
  });

  it('finds nothing in the values', () => {
    expect(through({ text: 'dark' })).toEqual([]);
    expect(through({ text: 'zoë' })).toEqual([]);
  });

  it.each([
    ['stored', [LOGIN, THEME, TRACKING]],
    ['replaced', [ORDERS]],
    ['rejected', [BIG]],
    ['deleted', [GONE]],
    ['deletes-nothing', [LOGOUT, NOTHING]],
    ['unknown', [FRAMED]],
    ['unexplained', [TRACKING]],
    ['unread', [UNREAD]],
  ] as const)('lets through what was %s, and nothing else', (outcome, ids) => {
    expect(through({ outcome })).toEqual(ids);
  });

  it('lets through what draws a warning: a session without HttpOnly, not one with it', () => {
    expect(through({ outcome: 'warned' })).toContain(LOGIN);
    expect(through({ outcome: 'warned' })).not.toContain(THEME);
    expect(through({ outcome: 'warned' })).not.toContain(UNREAD);
  });

  it('lets only sessions through when only they are asked for', () => {
    expect(through({ sessionsOnly: true })).toEqual([LOGIN, ORDERS, LOGOUT]);
    expect(through({ sessionsOnly: true, outcome: 'rejected' })).toEqual([]);
  });

  it('counts what looks for a session in the wrong place among the sessions', () => {
    expect(through({ sessionsOnly: true, outcome: 'deletes-nothing' })).toEqual([LOGOUT]);
  });

  it('lets unread headers through for who asks for them: they may have set a session', () => {
    expect(through({ sessionsOnly: true, outcome: 'unread' })).toEqual([UNREAD]);
    expect(through({ outcome: 'unread', text: '/login' })).toEqual([]);
  });

  it('lets through no more, the more it asks', () => {
    const outcomes = ['any', 'stored', 'replaced', 'deleted', 'rejected', 'warned', 'unexplained'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.boolean(), fc.string(), (outcome, sessionsOnly, text) => {
        const wider = through({ outcome, sessionsOnly });
        for (const id of through({ outcome, sessionsOnly, text })) expect(wider).toContain(id);
      }),
    );
  });
});

describe('the same cookie', () => {
  const same = sameCookieAs(cookie({ path: '/admin' }));

  it('is the one in the same place, whatever it holds and wherever it is stored', () => {
    expect(same(cookie({ path: '/admin', value: 'x', storeId: 'firefox-private' }))).toBe(true);
  });

  it.each([
    [{ path: '/' }],
    [{ path: '/admin', name: 'theme' }],
    [{ path: '/admin', domain: '127.0.0.1' }],
    [{ path: '/admin', hostOnly: false }],
  ])('is not one with %o', (fields) => {
    expect(same(cookie(fields))).toBe(false);
  });
});
