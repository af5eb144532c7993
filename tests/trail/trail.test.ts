/** The trail: steps and their differences, each diagnosis where it is so, and silence where it is not. */
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/session/index.ts';
import { diagnose, lookWith, Trails } from '../../src/trail/index.ts';
import { dict, int, kinds, list, START, Story, str, unknowing } from './story.ts';

/** Text that does not compress: 70 characters or so, others for each number. */
const noise = (n: number): string =>
  Array.from({ length: 7 }, (_, part) =>
    Math.abs(Math.sin(n * 7 + part + 1))
      .toString(36)
      .slice(2, 12),
  ).join('');

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
    ).toEqual([undefined, ['changed a', 'added b'], undefined, ['added c']]);
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
    expect(steps.map(({ before }) => before?.entry?.id)).toEqual([undefined, 1, 1]);
  });

  it('goes on when the name of the store becomes known', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }), cookie: { storeId: '' } })
      .tell({ payload: dict({ a: int(2) }), cookie: { storeId: 'default' } });
    expect(story.trails.sessions.map((steps) => steps.length)).toEqual([2]);
  });

  it('forgets the entries below an id, and the trail that has none left', () => {
    const { trails } = new Story()
      .tell({ payload: dict({}), cookie: { path: '/admin' } })
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }) })
      .tell({ payload: dict({ a: int(3) }) });
    trails.drop(3);
    expect(trails.sessions.map((steps) => steps.map(({ entry }) => entry.id))).toEqual([[3, 4]]);
  });

  it('has no place for the answer to a CORS preflight', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', method: 'OPTIONS', isPreflight: true });
    expect(story.trails.sessions.map((steps) => steps.map(({ entry }) => entry.id))).toEqual([[1]]);
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
      {
        kind: 'rolled-back',
        name: 'session',
        evidence: [2, 3],
        rejections: 2,
        bytesOver: 40,
        kept: { is: 'told', since: START },
        ended: null,
      },
    ]);
  });

  it('until another is stored, and long after that no more', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 })
      .tell({ payload: dict({ a: int(3) }), outcome: 'unknown' })
      .tell({ payload: dict({ a: int(3) }) });
    const ended = { time: START + 3000, by: 'stored' };
    expect(story.diagnoses()).toMatchObject([
      { kind: 'rolled-back', evidence: [2, 4], rejections: 1, ended },
    ]);
    for (let n = 0; n < 8; n++) story.tell({ payload: dict({ a: int(n) }) });
    expect(story.diagnoses()).toMatchObject([{ ended }]);
    expect(kinds(story.tell({ payload: dict({ a: int(9) }) }))).toEqual([]);
    story.tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 });
    expect(story.diagnoses()).toMatchObject([{ evidence: [14], rejections: 1, ended: null }]);
  });

  it('by the last ones in a row, and not by those that were recovered from', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 99 })
      .tell({ payload: dict({ a: int(3) }) })
      .tell({ payload: dict({ a: int(4) }), outcome: 'rejected', bytesOver: 17 })
      .tell({ payload: dict({ a: int(5) }), outcome: 'unknown' })
      .tell({ payload: dict({ a: int(6) }), outcome: 'rejected', bytesOver: 18 });
    expect(story.diagnoses()).toMatchObject([{ evidence: [4, 6], rejections: 2, bytesOver: 18 }]);
  });

  it('until what was kept is deleted', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 })
      .tell({ request: null });
    expect(story.diagnoses()).toMatchObject([{ ended: { time: START + 2000, by: 'deleted' } }]);
  });

  describe('to', () => {
    const tooLarge = { payload: dict({ a: int(2) }), outcome: 'rejected', bytesOver: 17 } as const;
    const keptIn = (story: Story) =>
      story.diagnoses().map((each) => each.kind === 'rolled-back' && each.kept);

    it('nothing, where a logout deleted it before', () => {
      const story = new Story()
        .tell({ payload: dict({ user: int(1) }) })
        .tell({})
        .tell(tooLarge);
      expect(keptIn(story)).toEqual([{ is: 'nothing' }]);
    });
    it('nothing, where it had expired before', () => {
      const story = new Story()
        .tell({ payload: dict({ user: int(1) }), cookie: { expires: START / 1000 + 1 } })
        .tell(tooLarge);
      expect(keptIn(story)).toEqual([{ is: 'nothing' }]);
    });
    it('what was there before the record, where that is known', () => {
      const [before, rejected] = new Story().tell({ payload: dict({ user: int(1) }) }).tell(tooLarge).entries;
      if (!before || !rejected) throw new Error('no entries');
      const trails = new Trails();
      trails.add(rejected, before.cookie);
      expect(diagnose(trails.sessions, lookWith(unknowing))).toMatchObject([{ kept: { is: 'from-before' } }]);
    });
    it('what nobody knows, where that is not known, or may not have been stored', () => {
      expect(keptIn(new Story().tell(tooLarge))).toEqual([{ is: 'unknown' }]);
      const story = new Story().tell({ payload: dict({ user: int(1) }), outcome: 'unknown' }).tell(tooLarge);
      expect(keptIn(story)).toEqual([{ is: 'unknown' }]);
    });
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
    const [found] = growing(7, 'a long message that nobody ever shows ').diagnoses();
    expect(found).toMatchObject({ kind: 'grows', key: '_flashes', evidence: [2, 3, 4, 5, 6, 7] });
    if (found?.kind !== 'grows') throw new Error('not grows');
    expect(found.bytes).toBeGreaterThan(5);
  });

  it('not after a few responses', () =>
    expect(kinds(growing(6, 'a long message that nobody ever shows '))).toEqual([]));
  it('not when the limit is far away', () => expect(kinds(growing(12, ''))).toEqual([]));

  it('though the session is sent again unchanged, which counts as a response', () => {
    const permanent = (repeats: number) => {
      const story = new Story();
      for (let n = 1; n <= 11; n++) {
        const seen = list(...Array.from({ length: n }, (_, i) => str(noise(i))));
        for (let time = 0; time <= repeats; time++) story.tell({ payload: dict({ user: int(7), seen }) });
      }
      const [found] = story.diagnoses();
      if (found?.kind !== 'grows') throw new Error('not grows');
      return found;
    };
    const [each, second, fifth] = [permanent(0), permanent(1), permanent(4)];
    expect([each, second].map(({ key, evidence }) => [key, evidence])).toEqual([
      ['seen', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
      ['seen', [3, 5, 7, 9, 11, 13, 15, 17, 19, 21]],
    ]);
    expect(Math.abs(second.bytes * 2 - each.bytes)).toBeLessThanOrEqual(1);
    expect(Math.abs(second.responsesLeft - each.responsesLeft * 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(fifth.responsesLeft - each.responsesLeft * 5)).toBeLessThanOrEqual(10);
  });

  it('not where it is only sent again', () => {
    const story = new Story();
    const payload = dict({ user: int(7), seen: list(str('x'.repeat(900)), str(noise(1))) });
    for (let n = 0; n < 9; n++) story.tell({ payload });
    expect(kinds(story)).toEqual([]);
  });

  it('not when something was taken away in between', () => {
    const story = growing(8, 'a long message that nobody ever shows ');
    expect(kinds(story)).toEqual(['grows']);
    expect(kinds(story.tell({ payload: dict({ user: int(7) }) }))).toEqual([]);
  });

  it('not by a list that is kept to its last few', () => {
    const seen = (count: number, most: number) => {
      const story = new Story();
      for (let n = 1; n <= count; n++) {
        const last = Array.from({ length: Math.min(n, most) }, (_, i) => str(noise(n - i)));
        story.tell({ payload: dict({ seen: list(...last.reverse()) }) });
      }
      return kinds(story);
    };
    for (const count of [5, 6, 9]) expect(seen(count, 5)).toEqual([]);
    expect(seen(10, 10)).toEqual([]);
    expect(seen(11, 11)).toEqual(['grows']);
  });

  it('not below a key of which something else was replaced each time', () => {
    const visits = (first: (n: number) => string) => {
      const story = new Story();
      for (let n = 1; n <= 11; n++) {
        const later = Array.from({ length: n }, (_, i) => str(noise(i)));
        story.tell({ payload: dict({ visits: list(str(first(n)), ...later) }) });
      }
      return kinds(story);
    };
    expect(visits(() => 'the same')).toEqual(['grows']);
    expect(visits((n) => String(10 + n))).toEqual([]);
  });

  it('not when each response adds another key, at the top or below', () => {
    const order = new Story();
    for (let n = 1; n <= 12; n++) {
      const steps = Array.from({ length: n }, (_, i) => [`step ${i}`, str(noise(i))] as const);
      order.tell({ payload: dict({ order: dict(Object.fromEntries(steps)) }) });
    }
    expect(kinds(order)).toEqual([]);
    const story = new Story();
    const entries: Record<string, ReturnType<typeof str>> = {};
    for (const step of ['name', 'address', 'card', 'delivery', 'thanks']) {
      entries[step] = str(`${step} `.repeat(9) + START);
      story.tell({ payload: dict({ ...entries }) });
    }
    expect(kinds(story)).toEqual([]);
  });
});

describe('growing in parts', () => {
  const told = (count: number, payloadOf: (n: number) => Record<string, Value>) => {
    const story = new Story();
    for (let n = 1; n <= count; n++) story.tell({ payload: dict(payloadOf(n)) });
    return story;
  };
  const long = (n: number) => str(noise(n) + noise(n + 100));
  const many = (n: number, nameOf: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [nameOf(i), long(i)]));

  it('is told whatever the responses in between change, as long as it goes on', () => {
    const messages = (n: number) =>
      list(...Array.from({ length: n }, (_, i) => str(`a long message that nobody ever shows ${noise(i)}`)));
    const story = new Story();
    for (let n = 1; n <= 14; n++) {
      story.tell({ payload: dict({ _flashes: messages(Math.ceil(n / 2)), last_seen: str(noise(n)) }) });
    }
    expect(story.diagnoses()).toMatchObject([
      { kind: 'grows', key: '_flashes', evidence: [3, 5, 7, 9, 11, 13] },
    ]);
    for (let n = 15; n <= 26; n++) {
      story.tell({ payload: dict({ _flashes: messages(7), last_seen: str(noise(n)) }) });
    }
    expect(kinds(story)).toEqual([]);
  });

  it('is told of keys that begin alike, and of those of a dict, after many of them', () => {
    const keys = (count: number) => told(count, (n) => many(n, (i) => `viewed_${i}`)).diagnoses();
    expect(keys(20)).toEqual([]);
    expect(keys(22)).toMatchObject([{ kind: 'grows', key: 'viewed_', isBeginning: true }]);
    const basket = (count: number) =>
      told(count, (n) => ({ basket: dict(many(n, (i) => `${i}`)) })).diagnoses();
    expect(basket(20)).toEqual([]);
    expect(basket(22)).toMatchObject([{ kind: 'grows', key: 'basket', isBeginning: false }]);
  });

  it('is not where the keys begin differently, the limit is far away, or something was taken away', () => {
    expect(kinds(told(22, (n) => many(n, (i) => `${String.fromCharCode(97 + i)}_key`)))).toEqual([]);
    expect(kinds(told(22, (n) => many(n, (i) => String.fromCharCode(97 + i))))).toEqual([]);
    expect(
      kinds(
        told(24, (n) =>
          Object.fromEntries(
            Array.from({ length: n }, (_, i) => [`question_${i}`, str(noise(i).slice(0, 30))]),
          ),
        ),
      ),
    ).toEqual([]);
    const emptied = (n: number) => ({ basket: dict(many(n > 15 ? n - 15 : n, (i) => `${i}`)) });
    expect(kinds(told(30, emptied))).toEqual([]);
    const replaced = (n: number) => Object.fromEntries(Object.entries(many(n, (i) => `last_${i}`)).slice(-9));
    expect(kinds(told(30, replaced))).toEqual([]);
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

  it('for its SameSite, where another site leads to each page', () => {
    const strict = { cookie: { sameSite: 'strict' }, isCrossSite: true } as const;
    expect(three(strict).diagnoses()).toMatchObject([{ kind: 'never-returns', reason: 'same-site' }]);
    expect(kinds(three({ ...strict, isCrossSite: false }))).toEqual([]);
    expect(kinds(three({ ...strict, cookie: { sameSite: 'lax' } }))).toEqual([]);
    expect(kinds(three({ ...strict, sent: null }))).toEqual([]);
    expect(kinds(three({ ...strict, status: 302 }))).toEqual([]);
  });

  describe('is not said of a cookie for other pages', () => {
    const login = { cookie: { path: '/app' }, url: 'http://localhost:5000/auth/login' } as const;

    it('that a login sets before it leads there', () => {
      expect(kinds(three({ ...login, status: 302 }))).toEqual([]);
      expect(kinds(three({ ...login, method: 'POST' }))).toEqual([]);
      expect(kinds(three({ ...login, method: 'POST', isNavigation: false }))).toEqual([]);
      expect(kinds(three(login))).toEqual(['never-returns']);
    });
    it('and yet it is where a login’s was rejected', () =>
      expect(three({ ...login, method: 'POST', outcome: 'rejected' }).diagnoses()).toMatchObject([
        { kind: 'never-returns', reason: 'rejected' },
      ]));
    it('that the scripts of these pages renew elsewhere', () => {
      const refresh = { ...login, isNavigation: false };
      expect(kinds(three({ ...refresh, page: 'http://localhost:5000/app/orders' }))).toEqual([]);
      expect(kinds(three({ ...refresh, page: 'http://localhost:5000/apples' }))).toEqual(['never-returns']);
    });
  });

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

  it('in the words of a page, not of what the browser asks for by itself', () => {
    const elsewhere = { cookie: { path: '/other' }, payload: dict({ visits: int(1) }), sent: [] };
    const icon = { ...elsewhere, url: 'http://localhost:5000/favicon.ico', isNavigation: false };
    const story = new Story().tell(elsewhere).tell(elsewhere).tell(icon);
    expect(story.diagnoses()).toMatchObject([{ kind: 'never-returns', url: 'http://localhost:5000/' }]);
    const [last] = new Story().tell(icon).tell(icon).tell(icon).diagnoses();
    expect(last).toMatchObject({ url: 'http://localhost:5000/favicon.ico' });
  });

  describe('where only the jar says that it was rejected', () => {
    const ignored = { outcome: 'rejected', breaksRules: false } as const;

    it('is not said of fetches, which may have been made without credentials', () => {
      expect(kinds(three({ ...ignored, isNavigation: false }))).toEqual([]);
      const story = new Story().tell({ payload: dict({ user: int(1) }) });
      for (let n = 0; n < 3; n++) {
        story.tell({ payload: dict({ visits: int(1) }), sent: [], isNavigation: false, ...ignored });
      }
      expect(kinds(story)).toEqual([]);
    });
    it('is said of fetches that pages of another origin make without credentials', () => {
      const fetched = { ...ignored, isNavigation: false, isCrossOrigin: true, carriesCookies: false };
      expect(three(fetched).diagnoses()).toMatchObject([
        { kind: 'never-returns', reason: 'credentials', evidence: [1, 2, 3] },
      ]);
      const { carriesCookies: _, ...unseen } = fetched;
      expect(kinds(three({ ...unseen, sent: null }))).toEqual([]);
      expect(kinds(three(fetched).tell({ payload: dict({ user: int(1) }) }))).toEqual([]);
    });
    it('is not said of fetches whose preflights alone are answered with a session', () => {
      const story = new Story().tell({
        payload: dict({ user: int(1) }),
        isNavigation: false,
        isCrossOrigin: true,
      });
      const asked = { method: 'OPTIONS', isPreflight: true, isNavigation: false, isCrossOrigin: true };
      for (let n = 0; n < 4; n++) {
        story.tell({ payload: dict({ visits: int(n) }), sent: [], ...asked, outcome: 'rejected' });
      }
      expect(kinds(story)).toEqual([]);
    });
    it('is said of fetches that carried other cookies', () =>
      expect(kinds(three({ ...ignored, isNavigation: false, carriesCookies: true }))).toEqual([
        'never-returns',
      ]));
    it('is said of pages', () => expect(kinds(three(ignored))).toEqual(['never-returns']));
    it('is said of fetches if the rules say so too', () =>
      expect(kinds(three({ outcome: 'rejected', isNavigation: false }))).toEqual(['never-returns']));
    it('is said though such fetches come in between', () => {
      const elsewhere = { cookie: { path: '/other' }, payload: dict({ visits: int(1) }), sent: [] };
      const between = { ...elsewhere, ...ignored, isNavigation: false };
      const story = new Story().tell(elsewhere).tell(between).tell(elsewhere).tell(between).tell(elsewhere);
      expect(story.diagnoses()).toMatchObject([{ reason: 'path', evidence: [1, 3, 5] }]);
    });
  });

  it('is not said of requests that left together, before it was there', () =>
    expect(kinds(three({}))).toEqual([]));

  it('is not said where it came back in between', () => {
    const story = three({ cookie: { path: '/other' } });
    story.tell({ payload: dict({ visits: int(2) }), sent: [story.lastValue], cookie: { path: '/other' } });
    expect(kinds(story)).toEqual([]);
  });

  it('is not said of responses that delete what is not there', () => {
    const story = new Story().tell({ payload: dict({ user: int(1) }) }).tell({});
    for (let n = 0; n < 3; n++) story.tell({ outcome: 'deletes-nothing', sent: [] });
    expect(kinds(story)).toEqual([]);
  });

  it('is not said of what is too large: that is a rollback', () =>
    expect(kinds(three({ outcome: 'rejected', bytesOver: 3 }))).toEqual(['rolled-back']));
});

it('what happened more than 50 steps ago is not reported any more', () => {
  const story = new Story().tell({ payload: dict({}), outcome: 'rejected', bytesOver: 17 });
  for (let n = 0; n < 49; n++) story.tell({ payload: dict({}), outcome: 'unknown' });
  expect(kinds(story)).toEqual(['rolled-back']);
  expect(kinds(story.tell({ payload: dict({}), outcome: 'unknown' }))).toEqual([]);
});

describe('the gravest', () => {
  it('is named first: what loses sessions now, before what will', () => {
    const story = new Story();
    for (let n = 1; n <= 11; n++) {
      const seen = list(...Array.from({ length: n }, (_, i) => str(noise(i))));
      story.tell({ payload: dict({ seen }), sent: [story.lastValue, 'another'] });
    }
    expect(kinds(story)).toEqual(['fighting', 'grows']);
  });
});
