/** Sessions that SameSite kept back from another site's request: told where the response replaced them, and only then. */
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/session/index.ts';
import { dict, int, kinds, list, Story, str } from './story.ts';

const user = dict({ user: int(1), cart: list(int(7)) });
const message = dict({ _flashes: list(str('Thank you')) });
const paid = { method: 'POST', url: 'http://localhost:5000/paid', isCrossSite: true, sent: [] } as const;
const lax = { cookie: { sameSite: 'lax' } } as const;
type Telling = Parameters<Story['tell']>[0];

const answered = (more: Telling, before: Value = user, first: Telling = lax) =>
  new Story().tell({ payload: before, ...first }).tell({ payload: message, ...paid, ...lax, ...more });

describe('overwritten', () => {
  it('by the answer to a form of another site, and not said to be cleared', () => {
    const url = 'http://localhost:5000/paid';
    expect(answered({}).diagnoses()).toMatchObject([
      { kind: 'overwritten', evidence: [2], method: 'POST', url, cookie: lax.cookie, isDeleted: false },
    ]);
  });

  it('or deleted by it', () =>
    expect(
      new Story()
        .tell({ payload: user, ...lax })
        .tell({ ...paid, ...lax })
        .diagnoses(),
    ).toMatchObject([{ kind: 'overwritten', evidence: [2], isDeleted: true }]));

  it('where a link leads to a page, by SameSite=Strict only', () => {
    const strict = { cookie: { sameSite: 'strict' } } as const;
    expect(kinds(answered({ ...strict, method: 'GET' }, user, strict))).toEqual(['overwritten']);
    expect(kinds(answered({ method: 'GET' }))).toEqual([]);
  });

  it.each([
    ['it is known what the request carried', { sent: null }],
    ['another site led to it', { isCrossSite: false }],
    ['it loaded a page', { isNavigation: false }],
    ['the browser stored what it set', { outcome: 'rejected' }],
    [
      'the session was for its address',
      { url: 'https://localhost:5000/' },
      { cookie: { ...lax.cookie, path: '/x' } },
    ],
    ['SameSite kept it back', {}, { cookie: { sameSite: 'unspecified' } }],
    ['the session had not expired', {}, { cookie: { ...lax.cookie, expires: 1 } }],
  ] as const)('only where %s', (_, more, first: Telling = lax) => {
    const story = new Story()
      .tell({ payload: user, ...first })
      .tell({ payload: dict({ seen: int(1) }), ...paid, ...first, ...more });
    expect(kinds(story)).not.toContain('overwritten');
  });

  it('not where nothing was lost', () => {
    expect(kinds(answered({}, dict({ csrf_token: str('a') })))).toEqual([]);
    expect(kinds(answered({ payload: dict({ lang: str('en') }) }, dict({ lang: str('en') })))).toEqual([]);
    expect(kinds(answered({ payload: dict({ lang: str('en') }) }, dict({ lang: str('de') })))).toEqual([
      'overwritten',
    ]);
  });

  it('not by a login, as with single sign-on', () =>
    expect(kinds(answered({ payload: dict({ user: int(2) }) }))).toEqual([]));

  it('once, where each page of another site leads there: that the session never returns says it', () => {
    const strict = { cookie: { sameSite: 'strict' }, ...paid, method: 'GET' } as const;
    const story = new Story();
    for (let n = 0; n < 3; n++) story.tell({ payload: dict({ visit: str(`${n}`) }), ...strict });
    expect(kinds(story)).toEqual(['never-returns']);
  });
});
