/** Sessions that the server or the browser threw away: named where it is so by the clock that decided, and by what was lost. */
import { describe, expect, it } from 'vitest';
import { lifetimeOf } from '../../src/cookies/index.ts';
import { read, type Value } from '../../src/session/index.ts';
import type { Judge } from '../../src/trail/index.ts';
import { dict, int, kinds, START, Story, str } from './story.ts';

/** Judges as the panel does; null: the user has told no lifetime. */
const lifetime =
  (setting: number | null): Judge =>
  ({ cookie }, time) => {
    const session = read(cookie.value);
    if (session.kind !== 'flask-session' || session.timestamp.state !== 'read') throw new Error('no session');
    const { seconds: timestamp } = session.timestamp;
    const { server } = lifetimeOf({ expires: cookie.expires, timestamp, setting, now: time / 1000 });
    return { signer: 'no-keys', clock: server.state, lifetimeFrom: server.source };
  };
const DAY = 86_400;
const TRUE: Value = { type: 'bool', value: true };
const permanent = (entries: Record<string, Value>, flag: Value = TRUE) =>
  dict({ _permanent: flag, ...entries });

describe('thrown away', () => {
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
      entry.request
        ? lifetime(1)(entry, time)
        : { signer: 'no-keys', clock: 'accepted', lifetimeFrom: 'default' };
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

describe('an expired session', () => {
  /** One session, and the next one of a request that carried it `age` seconds later. */
  const nextAfter = (
    age: number,
    before: Parameters<Story['tell']>[0],
    next: Parameters<Story['tell']>[0],
  ): Story => {
    const story = new Story().tell({ age: age - 1, ...before });
    return story.tell({ sent: [story.lastValue], ...next });
  };
  const once = { payload: dict({ visits: int(1) }) };

  it('may be begun anew with what it was before', () =>
    expect(kinds(nextAfter(9, once, once), lifetime(8))).toEqual(['thrown-away']));
  it('is not judged by a lifetime that nobody has told', () => {
    expect(kinds(nextAfter(40 * DAY, once, once), lifetime(null))).toEqual([]);
    expect(kinds(nextAfter(40 * DAY, once, { payload: dict({ other: int(1) }) }), lifetime(null))).toEqual(
      [],
    );
  });
  it('is none where something is kept and something is not', () => {
    const before = { payload: dict({ user: str('alice'), visits: int(1) }) };
    const kept = { payload: dict({ user: str('alice'), visits: int(2) }) };
    const anew = { payload: dict({ user: str('bob'), visits: int(1) }) };
    expect(kinds(nextAfter(9, before, kept), lifetime(8))).toEqual([]);
    expect(kinds(nextAfter(9, before, { payload: dict({ visits: int(2) }) }), lifetime(8))).toEqual([
      'thrown-away',
    ]);
    expect(kinds(nextAfter(9, before, { ...anew, payload: dict({}) }), lifetime(8))).toEqual(['thrown-away']);
  });
  it('is one though Flask-Login restores the user', () => {
    const fresh = (value: boolean): Value => ({ type: 'bool', value });
    const user = (isFresh: boolean, visits: number) => ({
      payload: dict({ _user_id: str('7'), _id: str('abc'), _fresh: fresh(isFresh), visits: int(visits) }),
    });
    expect(kinds(nextAfter(9, user(true, 1), user(false, 1)), lifetime(8))).toEqual(['thrown-away']);
    expect(kinds(nextAfter(9, user(false, 3), user(false, 1)), lifetime(8))).toEqual(['thrown-away']);
    expect(kinds(nextAfter(9, user(true, 3), user(true, 4)), lifetime(8))).toEqual([]);
    expect(kinds(nextAfter(9, user(true, 1), user(false, 1)), lifetime(10))).toEqual([]);
  });
  it.each([TRUE, int(1), str('yes')])(
    'is none where a permanent session is sent anew as it was: %j',
    (flag) => {
      const same = { payload: permanent({ user: str('alice') }, flag) };
      expect(kinds(nextAfter(9, same, same), lifetime(8))).toEqual([]);
    },
  );
  it('is one by its Expires only where nothing of it is left', () => {
    const before = { payload: permanent({ visits: int(1) }), cookie: { expires: START / 1000 + 600 } };
    const anew = { payload: permanent({ cart: int(1) }), cookie: { expires: START / 1000 + 1200 } };
    expect(kinds(nextAfter(9, before, { ...anew, age: -600 }), lifetime(null))).toEqual(['thrown-away']);
    expect(kinds(nextAfter(9, before, anew), lifetime(null))).toEqual([]);
    expect(
      kinds(
        nextAfter(9, before, { ...anew, payload: permanent({ visits: int(2) }), age: -600 }),
        lifetime(null),
      ),
    ).toEqual([]);
  });
  it('is judged by the clock that dated the new one, not by the browser’s', () => {
    const ahead = { ...once, age: -600 };
    const more = { payload: dict({ visits: int(2) }), age: -600 };
    expect(kinds(nextAfter(1, ahead, more), lifetime(8))).toEqual([]);
    expect(kinds(nextAfter(1, { ...once, age: 600 }, { ...more, age: 600 }), lifetime(8))).toEqual([]);
  });
});

describe('dated in the future', () => {
  const ahead = { payload: dict({ visits: int(1) }), age: -600 };
  const now = { payload: dict({ visits: int(1) }) };

  it('by a server whose clock is ahead of the one that refused it', () => {
    const story = new Story().tell(ahead);
    expect(story.tell({ ...now, sent: [story.lastValue] }).diagnoses(lifetime(null))).toEqual([
      { kind: 'thrown-away', name: 'session', evidence: [2], why: 'future', by: 'server' },
    ]);
  });
  it('not by a server that takes its own for good, however its clock is set', () => {
    const story = new Story().tell(ahead);
    story.tell({ payload: dict({ visits: int(2) }), age: -600, sent: [story.lastValue] });
    expect(kinds(story, lifetime(null))).toEqual([]);
  });
  it('not where it was kept all the same, nor where it may not have been carried', () => {
    const kept = new Story().tell({ ...ahead, payload: dict({ user: int(1) }) });
    kept.tell({ payload: dict({ user: int(1), more: int(2) }), sent: [kept.lastValue] });
    expect(kinds(kept, lifetime(null))).toEqual([]);
    expect(kinds(new Story().tell(ahead).tell(now), lifetime(null))).toEqual([]);
  });
  it('not where another cookie of that name came first', () => {
    const story = new Story().tell(ahead);
    story.tell({ ...now, sent: ['another', story.lastValue] });
    expect(kinds(story, lifetime(null))).not.toContain('thrown-away');
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

  it('not where somebody had deleted it before it expired', () => {
    const story = new Story().tell({ payload: dict({ user: int(1) }), cookie: { expires: inSeconds(1.5) } });
    const { cookie } = story.entries[0] ?? {};
    story.tell({ outcome: 'deleted', request: null, ...(cookie && { cookie }) });
    story.tell({ payload: dict({ user: int(2) }), outcome: 'stored', sent: [] });
    expect(kinds(story)).toEqual([]);
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
