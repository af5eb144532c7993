/** The trail: steps and their differences, each diagnosis where it is so, and silence where it is not. */
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/session/index.ts';
import type { Judge } from '../../src/trail/index.ts';
import { dict, int, list, START, Story, str } from './story.ts';

/** Text that does not compress: 70 characters or so, others for each number. */
const noise = (n: number): string =>
  Array.from({ length: 7 }, (_, part) =>
    Math.abs(Math.sin(n * 7 + part + 1))
      .toString(36)
      .slice(2, 12),
  ).join('');
const kinds = (story: Story, judge?: Judge) => story.diagnoses(judge).map(({ kind }) => kind);

describe('a trail', () => {
  it('has what each step changed, and by how much it grew', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2), b: str('xyz') }) })
      .tell({})
      .tell({ payload: dict({ c: int(3) }) });
    const [steps = []] = story.trails.sessions;
    expect(
      steps.map(({ difference }) => difference?.changes.map(({ kind, path }) => `${kind} ${path}`)),
    ).toEqual([undefined, ['changed a', 'added b'], undefined, undefined]);
    expect(steps.map(({ growth }) => growth)).toEqual([null, expect.any(Number), null, null]);
    expect(steps[1]?.growth).toBe(13);
  });

  it('compares with what took effect, not with what the browser rejected', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 1 })
      .tell({ payload: dict({ a: int(1), b: int(1) }) });
    const [steps = []] = story.trails.sessions;
    expect(steps.map((step) => step.tookEffect)).toEqual([true, false, true]);
    expect(steps[2]?.difference?.changes.map(({ kind }) => kind)).toEqual(['added']);
  });

  it('has a change in its place by its time, however late it is recorded', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(3) }) })
      .tell({ payload: dict({ a: int(2) }), request: null, late: 2 });
    const [steps = []] = story.trails.sessions;
    expect(steps.map(({ entry }) => entry.id)).toEqual([1, 3, 2]);
    expect(steps.map(({ before }) => before?.id)).toEqual([undefined, 1, 1]);
  });

  it('goes on when the name of the store becomes known', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }), cookie: { storeId: '' } })
      .tell({ payload: dict({ a: int(2) }), cookie: { storeId: 'default' } });
    expect(story.trails.sessions.map((steps) => steps.length)).toEqual([2]);
  });

  it('is there for cookies that hold a session only, each by its identity', () => {
    const story = new Story()
      .tell({ payload: dict({}) })
      .tell({ payload: dict({}), cookie: { path: '/admin' } })
      .tell({ cookie: { name: 'theme', value: 'dark' }, outcome: 'stored' });
    expect(story.trails.sessions.length).toBe(2);
  });
});

describe('rolled back', () => {
  it('by a Set-Cookie that was too large', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 })
      .tell({ payload: dict({ a: int(3) }), outcome: 'rejected', bytesOver: 40 });
    expect(story.diagnoses()).toEqual([
      { kind: 'rolled-back', name: 'session', evidence: [2, 3], bytesOver: 40, keptSince: START },
    ]);
  });

  it('to nothing, where there was no session before', () => {
    const story = new Story().tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 });
    expect(story.diagnoses()).toMatchObject([{ kind: 'rolled-back', keptSince: null }]);
  });

  it('not by what was rejected for another reason', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected' });
    expect(kinds(story)).toEqual([]);
  });
});

describe('growing', () => {
  const growing = (count: number, text: string) => {
    const story = new Story();
    for (let n = 1; n <= count; n++) {
      story.tell({
        payload: dict({
          user: int(7),
          _flashes: list(...Array.from({ length: n }, (_, i) => str(text && `${text} ${noise(i)}`))),
        }),
      });
    }
    return story;
  };

  it('by what is added to a list in every response', () => {
    const [found] = growing(5, 'a long message that nobody ever shows ').diagnoses();
    expect(found).toMatchObject({ kind: 'grows', key: '_flashes', evidence: [2, 3, 4, 5] });
    if (found?.kind !== 'grows') throw new Error('not grows');
    expect(found.bytes).toBeGreaterThan(5);
  });

  it('not after a few responses', () =>
    expect(kinds(growing(4, 'a long message that nobody ever shows '))).toEqual([]));
  it('not when the limit is far away', () => expect(kinds(growing(6, ''))).toEqual([]));

  it('not when something was taken away in between', () => {
    const story = growing(5, 'a long message that nobody ever shows ');
    expect(kinds(story.tell({ payload: dict({ user: int(7) }) }))).toEqual([]);
  });

  it('not when each response adds another key', () => {
    const story = new Story();
    const entries: Record<string, ReturnType<typeof str>> = {};
    for (const step of ['name', 'address', 'card', 'delivery', 'thanks']) {
      entries[step] = str(`${step} `.repeat(9) + START);
      story.tell({ payload: dict({ ...entries }) });
    }
    expect(kinds(story)).toEqual([]);
  });
});

describe('signed by others', () => {
  const byDev: Judge = ({ cookie }) => ({
    signer: verify(cookie.value, new TextEncoder().encode('dev')) ? { keyId: 'dev' } : 'none-of-them',
    clock: 'accepted',
  });

  it('is told where one of the keys had signed it before', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(1) }), key: 'random' });
    expect(story.diagnoses(byDev)).toEqual([
      { kind: 'other-key', name: 'session', evidence: [1, 2], times: 1 },
    ]);
    story.tell({ payload: dict({ a: int(1) }) }).tell({ payload: dict({ a: int(1) }), key: 'random' });
    expect(story.diagnoses(byDev)).toMatchObject([{ times: 3 }]);
  });

  it('is not where none of the keys ever had, or all did', () => {
    const foreign = new Story().tell({ payload: dict({}), key: 'x' }).tell({ payload: dict({}), key: 'y' });
    expect(kinds(foreign, byDev)).toEqual([]);
    expect(kinds(new Story().tell({ payload: dict({}) }).tell({ payload: dict({}) }), byDev)).toEqual([]);
    expect(kinds(new Story().tell({ payload: dict({}) }).tell({ payload: dict({}), key: 'x' }))).toEqual([]);
  });

  it('is another application, where another port keeps nothing of it', () => {
    const story = new Story()
      .tell({ payload: dict({ shop: int(1) }) })
      .tell({ payload: dict({ blog: int(1) }), key: 'blog', url: 'http://localhost:5001/' });
    expect(story.diagnoses(byDev)).toEqual([
      {
        kind: 'other-application',
        name: 'session',
        evidence: [1, 2],
        origins: ['http://localhost:5000', 'http://localhost:5001'],
      },
    ]);
  });

  it('is the same application on two ports, where it goes on with the session', () => {
    const story = new Story()
      .tell({ payload: dict({ user: int(1) }) })
      .tell({ payload: dict({ user: int(1), more: int(2) }), url: 'http://localhost:5001/' });
    expect(kinds(story)).toEqual([]);
  });
});

describe('two ports', () => {
  const blog = 'http://localhost:5001/';
  const login = { payload: dict({ user: int(1) }), url: blog };

  it('of one application, that goes on with the session and begins a new one at a login', () => {
    const story = new Story()
      .tell({ payload: dict({ language: str('en') }) })
      .tell({ payload: dict({ language: str('en'), basket: int(1) }), url: blog })
      .tell({ payload: dict({ language: str('en') }) })
      .tell(login);
    expect(kinds(story)).toEqual([]);
  });

  it('of two applications, though both sessions are permanent', () => {
    const story = new Story()
      .tell({ payload: dict({ language: str('en'), _permanent: { type: 'bool', value: true } }) })
      .tell({ payload: dict({ author: int(1), _permanent: { type: 'bool', value: true } }), url: blog })
      .tell({ payload: dict({ language: str('en'), _permanent: { type: 'bool', value: true } }) });
    expect(kinds(story)).toEqual(['other-application']);
  });
});

describe('never sent back', () => {
  const three = (more: Parameters<Story['tell']>[0]) => {
    const story = new Story();
    for (let n = 0; n < 3; n++) story.tell({ payload: dict({ visits: int(1) }), sent: [], ...more });
    return story;
  };

  it.each([
    ['path', { cookie: { path: '/other' } }],
    ['secure', { cookie: { secure: true, domain: 'shop.test' }, url: 'http://shop.test/' }],
    ['rejected', { outcome: 'rejected' }],
  ] as const)('for its %s', (reason, more) =>
    expect(three(more).diagnoses()).toMatchObject([{ kind: 'never-returns', reason, evidence: [1, 2, 3] }]),
  );

  it('though the jar was looked at too early once', () => {
    const elsewhere = { cookie: { path: '/other' }, payload: dict({ visits: int(1) }), sent: [] };
    const story = new Story()
      .tell(elsewhere)
      .tell({ ...elsewhere, outcome: 'rejected' })
      .tell(elsewhere);
    expect(story.diagnoses()).toMatchObject([{ kind: 'never-returns', reason: 'path' }]);
  });

  it('though something else changes it in between', () => {
    const story = three({ cookie: { path: '/other' } });
    for (let n = 0; n < 2; n++) {
      story.tell({ payload: dict({ visits: int(1) }), request: null, cookie: { path: '/other' } });
    }
    expect(kinds(story)).toEqual(['never-returns']);
  });

  it('is not said of requests that left together, before it was there', () =>
    expect(kinds(three({}))).toEqual([]));

  it('is not said where it came back in between', () => {
    const story = three({ cookie: { path: '/other' } });
    story.tell({ payload: dict({ visits: int(2) }), sent: [story.lastValue], cookie: { path: '/other' } });
    expect(kinds(story)).toEqual([]);
  });

  it('is not said of what is too large: that is a rollback', () =>
    expect(kinds(three({ outcome: 'rejected', bytesOver: 3 }))).toEqual(['rolled-back']));
});

describe('thrown away', () => {
  const lifetime =
    (seconds: number): Judge =>
    (entry, time) => ({
      signer: 'no-keys',
      clock: time - entry.time > seconds * 1000 ? 'expired' : 'accepted',
    });
  const story = new Story()
    .tell({ payload: dict({ user: int(1) }) })
    .tell({ cookie: { name: 'other', value: 'x' }, outcome: 'stored' })
    .tell({ payload: dict({ user: int(2) }) });

  it('because it had expired', () =>
    expect(story.diagnoses(lifetime(1))).toEqual([
      { kind: 'thrown-away', name: 'session', evidence: [3], why: 'expired', by: 'server' },
    ]));
  it('though what the request carried is not what was recorded last', () => {
    const late = new Story().tell({ payload: dict({ user: int(1) }) });
    const sent = [late.lastValue];
    late
      .tell({ payload: dict({ user: int(2) }), request: null })
      .tell({ payload: dict({ user: int(3) }), sent });
    expect(late.diagnoses(lifetime(1))).toMatchObject([{ kind: 'thrown-away', why: 'expired' }]);
    expect(kinds(late, lifetime(2))).toEqual([]);
  });
  it('where only a change tells of the one that was carried, by the settings of the request', () => {
    const changed = new Story().tell({ payload: dict({ user: int(1) }), request: null });
    changed.tell({ cookie: { name: 'other', value: 'x' }, outcome: 'stored' });
    changed.tell({ payload: dict({ user: int(2) }), outcome: 'replaced' });
    const known: Judge = (entry, time) =>
      entry.request ? lifetime(1)(entry, time) : { signer: 'no-keys', clock: 'accepted' };
    expect(kinds(changed, known)).toEqual(['thrown-away']);
  });
  it('not while it is accepted', () => expect(kinds(story, lifetime(2))).toEqual([]));
  it('not where the request carried another one', () => {
    const [first, , last] = story.entries;
    if (!first || !last?.request) throw new Error('no story');
    const other = new Story();
    other.entries.push(first, { ...last, request: { ...last.request, sent: ['another'] } });
    expect(kinds(other, lifetime(1))).toEqual([]);
  });
});

describe('thrown away by the browser', () => {
  const inSeconds = (seconds: number) => START / 1000 + seconds;
  const twice = (expires: number, sent: readonly string[] | null) =>
    new Story()
      .tell({ payload: dict({ user: int(1) }), cookie: { expires: inSeconds(expires) } })
      .tell({ payload: dict({ user: int(2) }), cookie: { expires: inSeconds(9) }, sent });

  it('because it had expired when the next request was made', () =>
    expect(twice(0.5, []).diagnoses()).toEqual([
      { kind: 'thrown-away', name: 'session', evidence: [2], why: 'expired', by: 'browser' },
    ]));

  it('which may be told before that request', () => {
    const story = new Story().tell({ payload: dict({ user: int(1) }), cookie: { expires: inSeconds(0.5) } });
    const { cookie } = story.entries[0] ?? {};
    story.tell({ outcome: 'deleted', request: null, ...(cookie && { cookie }) });
    story.tell({ payload: dict({ user: int(2) }), outcome: 'stored', sent: [] });
    expect(story.diagnoses()).toMatchObject([{ kind: 'thrown-away', evidence: [3], by: 'browser' }]);
  });

  it('because it had expired on its arrival, which is no session.clear()', () => {
    const story = new Story()
      .tell({ payload: dict({ user: int(1) }) })
      .tell({ payload: dict({ user: int(2) }), outcome: 'deleted', cookie: { expires: inSeconds(-60) } });
    expect(story.diagnoses()).toMatchObject([{ kind: 'thrown-away', evidence: [2], by: 'browser' }]);
  });

  it('not before it expires, nor where the request carried it, or may have', () => {
    expect(kinds(twice(5, []))).toEqual([]);
    expect(kinds(twice(0.5, ['it']))).toEqual([]);
    expect(kinds(twice(0.5, null))).toEqual([]);
  });

  it('not by a logout, which has nothing to do with what follows', () => {
    const story = new Story()
      .tell({ payload: dict({ user: int(1) }) })
      .tell({ cookie: { expires: 0 } })
      .tell({ payload: dict({ user: int(2) }), outcome: 'stored', sent: [] });
    expect(kinds(story)).toEqual([]);
  });
});

describe('cleared', () => {
  it('by the response that deleted it', () => {
    const story = new Story()
      .tell({ payload: dict({ user: int(1) }) })
      .tell({ method: 'POST', url: 'http://localhost:5000/logout' });
    expect(story.diagnoses()).toEqual([
      {
        kind: 'cleared',
        name: 'session',
        evidence: [2],
        method: 'POST',
        url: 'http://localhost:5000/logout',
      },
    ]);
    expect(kinds(story.tell({ payload: dict({ user: int(2) }) }))).toEqual([]);
  });

  it('not by the user, nor where there was none', () => {
    expect(kinds(new Story().tell({ payload: dict({ user: int(1) }) }).tell({ request: null }))).toEqual([]);
    expect(kinds(new Story().tell({}))).toEqual([]);
  });
});

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
});
