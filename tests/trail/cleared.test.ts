/** Sessions that an application cleared: told where it is so, and not where a server refused them. */
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/session/index.ts';
import { diagnose, type Judge, type Judgement, lookWith, Trails } from '../../src/trail/index.ts';
import { dict, int, kinds, list, START, Story, str, unknowing } from './story.ts';

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
        isDeleted: true,
      },
    ]);
    expect(kinds(story.tell({ payload: dict({ user: int(2) }) }))).toEqual([]);
  });

  const logout = { method: 'POST', url: 'http://localhost:5000/logout' };
  const login = { payload: dict({ user: int(1), csrf_token: str('a') }) };
  const message = dict({ _flashes: list(str('Good-bye')) });
  const form = { csrf_token: str('b') };

  it('by the response that left a message only, and not by the one that shows it', () => {
    const story = new Story().tell(login).tell({ ...logout, payload: message });
    const found = [{ kind: 'cleared', evidence: [2], method: 'POST', isDeleted: false }];
    expect(story.diagnoses()).toMatchObject(found);
    expect(story.tell({ url: 'http://localhost:5000/login' }).diagnoses()).toMatchObject(found);
    expect(story.tell({ payload: dict(form) }).diagnoses()).toMatchObject(found);
    expect(kinds(story.tell(login))).toEqual([]);
  });

  it('where the path says so, and not where it may have been refused', () => {
    const left = (request: { method: string; url: string }, payload = message) =>
      kinds(
        new Story()
          .tell(login)
          .tell({ ...request, payload })
          .tell({}),
      );
    expect(left({ method: 'GET', url: logout.url })).toEqual(['cleared']);
    for (const path of ['signout', 'auth/sign-off', 'log_out', 'LogOff?next=/']) {
      expect(left({ method: 'GET', url: `http://localhost:5000/${path}` })).toEqual(['cleared']);
    }
    expect(left({ method: 'GET', url: 'http://localhost:5000/account' })).toEqual([]);
    expect(left({ method: 'POST', url: 'http://localhost:5000/end' })).toEqual([]);
    expect(left(logout, dict(form))).toEqual(['cleared']);
    expect(left(logout, dict({ csrf_token: str('a') }))).toEqual([]);
  });

  it('not where the server refused what it was sent', () => {
    const refused: Judge = ({ id }) => ({
      signer: id === 1 ? { keyId: 'dev' } : 'none-of-them',
      clock: 'accepted',
      lifetimeFrom: 'default',
    });
    const story = new Story()
      .tell(login)
      .tell({ ...logout, method: 'GET', payload: message })
      .tell({});
    expect(kinds(story, refused)).toEqual(['other-key']);
  });

  describe('by another request that changes things', () => {
    const known: Judgement = { signer: { keyId: 'dev' }, clock: 'accepted', lifetimeFrom: 'setting' };
    const end = { method: 'POST', url: 'http://localhost:5000/end', payload: message };
    const left = (judge: Judge, before = login.payload, more = {}) =>
      kinds(new Story().tell({ payload: before }).tell({ ...end, ...more }), judge);

    it('where its server is known to accept the session', () => {
      expect(left(() => known)).toEqual(['cleared']);
      expect(left(() => known, login.payload, { method: 'GET' })).toEqual([]);
    });
    it('not where it may have been too old for the server, or signed by another key', () => {
      expect(left(() => ({ ...known, lifetimeFrom: 'default' }))).toEqual([]);
      expect(left(() => ({ ...known, lifetimeFrom: 'inferred' }))).toEqual([]);
      expect(left(() => ({ ...known, signer: 'no-keys' }))).toEqual([]);
      expect(left(() => ({ ...known, signer: 'none-of-them' }))).toEqual([]);
    });
    it('not where it was nobody’s, as a basket that was ordered', () =>
      expect(left(() => known, dict({ cart: list(int(1)) }))).toEqual([]));
  });

  it('not by a response whose request is known not to have carried it', () => {
    const story = new Story().tell(login);
    const { lastValue } = story;
    const carrying = (sent: readonly string[]) =>
      kinds(
        new Story()
          .tell({ ...login, cookie: { value: lastValue } })
          .tell({ ...logout, payload: message, sent }),
      );
    expect(carrying([lastValue])).toEqual(['cleared']);
    expect(carrying([])).toEqual([]);
    expect(carrying(['another'])).toEqual([]);
  });

  describe('is not said where a user is turned away, as nobody’s session was signed by his key', () => {
    const restarted: Judge = ({ id }) => ({
      signer: id === 1 ? { keyId: 'dev' } : 'none-of-them',
      clock: 'accepted',
      lifetimeFrom: 'default',
    });
    const answered = (url: string, payload: Value, before: Value = login.payload) =>
      kinds(new Story().tell({ payload: before }).tell({ method: 'POST', url, payload }), restarted);

    it('which is the fault then, though a POST was answered', () => {
      expect(answered('http://localhost:5000/save', message)).toEqual(['other-key']);
      expect(answered('http://localhost:5000/save', dict(form))).toEqual(['other-key']);
    });
    it('unless it may be an order, which ends a basket, a login, or a logout', () => {
      const cart = dict({ cart: list(int(1)) });
      expect(answered('http://localhost:5000/order', message, cart)).toEqual([]);
      expect(answered('http://localhost:5000/save', dict({ user: int(2) }))).toEqual([]);
      expect(answered(logout.url, message)).toEqual(['cleared']);
    });
  });

  it('not where each response deletes it, as after a change of its path', () => {
    const story = new Story().tell(login).tell({});
    expect(kinds(story)).toEqual(['cleared']);
    expect(kinds(story.tell({ outcome: 'deletes-nothing' }))).toEqual([]);
  });

  it('not where there were messages only', () =>
    expect(kinds(new Story().tell({ payload: message }).tell({}))).toEqual([]));

  it('not where there were messages only when the record began', () => {
    const clearing = (payload: typeof message) => {
      const [before, deleted] = new Story().tell({ payload }).tell({}).entries;
      if (!before || !deleted) throw new Error('no entries');
      const trails = new Trails();
      trails.add(deleted, before.cookie);
      // Another entry must tell that the cookie holds sessions.
      trails.add({ ...before, id: 0, time: START - 1000, outcome: 'rejected' }, before.cookie);
      return diagnose(trails.sessions, lookWith(unknowing)).map(({ kind }) => kind);
    };
    expect(clearing(login.payload)).toEqual(['cleared']);
    expect(clearing(message)).toEqual([]);
  });

  it('not where the browser rejected what was to be left', () =>
    expect(kinds(new Story().tell(login).tell({ ...logout, payload: message, outcome: 'rejected' }))).toEqual(
      [],
    ));

  it('where the session is sent again, expired', () => {
    const story = new Story().tell(login);
    const again = { payload: login.payload, cookie: { value: story.lastValue }, outcome: 'deleted' } as const;
    expect(kinds(story.tell({ ...logout, ...again }))).toEqual(['cleared']);
  });

  it('not by the user, nor where there was none', () => {
    expect(kinds(new Story().tell({ payload: dict({ user: int(1) }) }).tell({ request: null }))).toEqual([]);
    expect(kinds(new Story().tell({}))).toEqual([]);
  });
});
