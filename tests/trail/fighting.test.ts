/** Cookies of one name: named where a request carries both, and only there. */
import { describe, expect, it } from 'vitest';
import { fighting } from '../../src/trail/fighting.ts';
import { Trails } from '../../src/trail/index.ts';
import { stopwatch } from '../support/growth.ts';
import { dict, int, kinds, START, Story } from './story.ts';

describe('two of one name', () => {
  const url = 'http://localhost:5000/admin/';
  const admin = { payload: dict({ admin: int(1) }), cookie: { path: '/admin' }, url };
  const both = (second: Parameters<Story['tell']>[0] = {}) =>
    new Story().tell(admin).tell({ payload: dict({ user: int(1) }), url, ...second });

  it('fight where a response writes the second', () =>
    expect(both().diagnoses()).toMatchObject([{ kind: 'fighting', evidence: [1, 2], url }]));

  it('fight where they are of one path', () => {
    const domain = { path: '/admin', hostOnly: false };
    expect(kinds(both({ cookie: domain }))).toEqual(['fighting']);
    expect(kinds(both({ cookie: domain }).tell(admin))).toEqual(['fighting']);
  });

  it('do not where each response writes the first, as below another application', () => {
    const root = { payload: dict({ n: int(1) }), url: 'http://localhost:5000/', sent: [] };
    const story = new Story().tell(root);
    const [first] = story.entries;
    story.tell({ ...admin, sent: [first?.cookie.value ?? ''] });
    const sent = [story.lastValue, first?.cookie.value ?? ''];
    story.tell({ ...admin, payload: dict({ admin: int(2) }), sent });
    expect(kinds(story)).toEqual([]);
    expect(kinds(story.tell({ ...root, sent: [first?.cookie.value ?? ''] }))).toEqual([]);
    const unseen = new Story()
      .tell({ ...root, sent: null })
      .tell(admin)
      .tell(admin);
    expect(kinds(unseen)).toEqual([]);
  });

  it('are told of by the last request that both belong to', () => {
    const story = both({ url: 'http://localhost:5000/admin/users' });
    expect(story.diagnoses()).toMatchObject([{ url: 'http://localhost:5000/admin/users' }]);
  });

  it('do not where none carries both', () => {
    const apart = new Story()
      .tell({ payload: dict({}), cookie: { path: '/shop' }, url: 'http://localhost:5000/shop/' })
      .tell({ payload: dict({}), cookie: { path: '/admin' }, url: 'http://localhost:5000/admin/' });
    expect(kinds(apart)).toEqual([]);
  });

  it('do not in jars of their own, or once one is gone', () => {
    expect(kinds(both({ cookie: { storeId: '1' } }))).toEqual([]);
    const gone = both().tell({ cookie: { path: '/admin' }, url });
    expect(kinds(gone)).toEqual(['cleared']);
  });

  it('do not once one has expired', () => {
    const expires = START / 1000 + 1.5;
    const story = new Story().tell({ ...admin, cookie: { path: '/admin', expires } });
    const root = { payload: dict({ user: int(2) }), url };
    expect(kinds(story.tell(root))).toEqual(['fighting']);
    expect(kinds(story.tell(root))).toEqual([]);
  });

  it('do not where one had expired before the request, and was set again after it', () => {
    const again = (expires: number | null) =>
      new Story()
        .tell({ ...admin, cookie: { path: '/admin', expires } })
        .tell({ payload: dict({ user: int(1) }), url })
        .tell({ ...admin, request: null });
    expect(kinds(again(null))).toEqual(['fighting']);
    expect(kinds(again(START / 1000 + 0.5))).toEqual([]);
  });

  it('do not where one from before the record had expired before the request', () => {
    const found = (expires: number) => {
      const [root, set] = new Story()
        .tell({ payload: dict({ user: int(1) }), url })
        .tell({ ...admin, request: null }).entries;
      if (!root || !set) throw new Error('no entries');
      const trails = new Trails();
      trails.add(root);
      trails.add(set, { ...set.cookie, expires });
      return fighting(trails.sessions).map(({ kind }) => kind);
    };
    expect(found(START / 1000 + 0.5)).toEqual(['fighting']);
    expect(found(START / 1000 - 0.5)).toEqual([]);
  });

  it('do not in different partitions; one in none goes with either', () => {
    const within = (site: string) => ({
      partitionKey: { topLevelSite: `https://${site}`, hasCrossSiteAncestor: true },
    });
    const pair = (one: object, other: object) =>
      kinds(
        new Story()
          .tell({ ...admin, cookie: { path: '/admin', ...one } })
          .tell({ payload: dict({ user: int(1) }), url, cookie: other }),
      );
    expect(pair(within('a.test'), within('a.test'))).toEqual(['fighting']);
    expect(pair(within('a.test'), {})).toEqual(['fighting']);
    expect(pair(within('a.test'), within('b.test'))).toEqual([]);
  });

  it('do not where a later request carried one only', () => {
    const story = both({ sent: ['one', 'two'] });
    expect(kinds(story)).toEqual(['fighting']);
    expect(kinds(story.tell({ payload: dict({ user: int(2) }), url, sent: ['one'] }))).toEqual([]);
  });

  it('do where a later request carried none at all, which shows nothing', () => {
    const fetched = { ...admin, payload: dict({ visits: int(1) }), sent: [], isNavigation: false };
    const story = both().tell({ ...fetched, outcome: 'rejected', breaksRules: false });
    expect(kinds(story)).toEqual(['fighting']);
  });

  it('do not where the only response that writes the second was to a request without any cookie', () => {
    const writing = (sent: readonly string[] | null) =>
      kinds(both().tell({ payload: dict({ user: int(2) }), url, sent, isNavigation: false }));
    expect(writing(null)).toEqual(['fighting']);
    expect(writing([])).toEqual([]);
  });

  it('do where a request carried two, though only the one of the shortest path is known', () => {
    const root = { payload: dict({ user: int(1) }), url, sent: ['new', 'old'] };
    const story = new Story().tell(root);
    expect(story.diagnoses()).toEqual([
      {
        kind: 'fighting',
        name: 'session',
        evidence: [1],
        count: 2,
        cookies: [story.entries[0]?.cookie],
        url,
      },
    ]);
    expect(kinds(new Story().tell({ ...root, cookie: { path: '/admin' } }))).toEqual([]);
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
    const spent = stopwatch();
    expect(fighting(sessions)).toEqual([]);
    expect(spent()).toBeLessThan(1_000);
  });
});
