/** Cookies of one name: named where a request carries both, and only there. */
import { describe, expect, it } from 'vitest';
import { fighting } from '../../src/trail/fighting.ts';
import { dict, int, kinds, START, Story } from './story.ts';

describe('two of one name', () => {
  const both = (second: Parameters<Story['tell']>[0]) =>
    new Story()
      .tell({ payload: dict({ user: int(1) }), url: 'http://localhost:5000/admin/' })
      .tell({ payload: dict({ admin: int(1) }), ...second });

  it('fight where a request carries both', () =>
    expect(
      both({ cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' }).diagnoses(),
    ).toMatchObject([{ kind: 'fighting', evidence: [1, 2], url: 'http://localhost:5000/admin/' }]));

  it('are told of by the last request that both belong to', () => {
    const story = both({ cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/users' });
    expect(story.diagnoses()).toMatchObject([{ url: 'http://localhost:5000/admin/users' }]);
  });

  it('do not where none carries both', () => {
    const apart = new Story()
      .tell({ payload: dict({}), cookie: { path: '/shop' }, url: 'http://localhost:5000/shop/' })
      .tell({ payload: dict({}), cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' });
    expect(kinds(apart)).toEqual([]);
  });

  it('do not in jars of their own, or once one is gone', () => {
    expect(
      kinds(both({ cookie: { path: '/admin', storeId: '1' }, url: 'http://localhost:5000/admin/' })),
    ).toEqual([]);
    const gone = both({ cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' });
    gone.tell({ cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' });
    expect(kinds(gone)).toEqual(['cleared']);
  });

  it('do not once one has expired', () => {
    const expires = START / 1000 + 1.5;
    const url = 'http://localhost:5000/admin/';
    const story = both({ cookie: { path: '/admin', expires }, url });
    expect(kinds(story)).toEqual(['fighting']);
    expect(kinds(story.tell({ payload: dict({ user: int(2) }), url }))).toEqual([]);
  });

  const admin = { cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' };

  it('do not where a later request carried one only', () => {
    const story = both({ ...admin, sent: ['one'] });
    expect(kinds(story)).toEqual(['fighting']);
    expect(kinds(story.tell({ ...admin, payload: dict({ admin: int(2) }), sent: ['one'] }))).toEqual([]);
  });

  it('do where a later request carried none at all, which shows nothing', () => {
    const fetched = { ...admin, payload: dict({ visits: int(1) }), sent: [], isNavigation: false };
    const story = both(admin).tell({ ...fetched, outcome: 'rejected', breaksRules: false });
    expect(kinds(story)).toEqual(['fighting']);
  });

  it('do where a request carried two, though only one of them is known', () => {
    const story = new Story().tell({ payload: dict({ admin: int(1) }), ...admin, sent: ['new', 'old'] });
    expect(story.diagnoses()).toEqual([
      {
        kind: 'fighting',
        name: 'session',
        evidence: [1],
        count: 2,
        cookies: [story.entries[0]?.cookie],
        url: 'http://localhost:5000/admin/',
      },
    ]);
    // The other one turns out to be gone.
    story.tell({ request: null, outcome: 'deleted', cookie: story.entries[0]?.cookie ?? {} });
    expect(kinds(story)).toEqual([]);
  });

  it('are found among thousands in time', () => {
    const story = new Story();
    for (let n = 0; n < 10_000; n++) {
      story.tell({
        cookie: { path: `/${n}`, value: 'eyJhIjoxfQ.awEHoA.AAAAAAAAAAAAAAAAAAAAAAAAAAA' },
        outcome: 'stored',
        url: `http://localhost:5000/${n}`,
      });
    }
    const { sessions } = story.trails;
    const started = performance.now();
    expect(fighting(sessions)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
