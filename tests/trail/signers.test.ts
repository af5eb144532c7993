/** Sessions of other keys and other applications: named where it is so, and not where one application goes on. */
import { describe, expect, it } from 'vitest';
import { type Value, verify } from '../../src/session/index.ts';
import type { Judge } from '../../src/trail/index.ts';
import { dict, int, kinds, list, Story, str } from './story.ts';

const byDev: Judge = ({ cookie }) => ({
  signer: verify(cookie.value, new TextEncoder().encode('dev')) ? { keyId: 'dev' } : 'none-of-them',
  clock: 'accepted',
  lifetimeFrom: 'default',
});

describe('signed by others', () => {
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

  it('is not by what no response has set, though a server answers it with a session of its own', () => {
    const story = new Story()
      .tell({ payload: dict({ user: str('alice') }) })
      .tell({ payload: dict({ user: str('admin') }), key: 'guess', request: null })
      .tell({ payload: dict({ user: str('alice') }) });
    expect(kinds(story, byDev)).toEqual([]);
    story.tell({ payload: dict({ user: str('alice') }), key: 'random' });
    expect(story.diagnoses(byDev)).toMatchObject([{ kind: 'other-key', evidence: [3, 4], times: 1 }]);
  });

  it('is not by what the browser rejected', () => {
    const story = new Story()
      .tell({ payload: dict({ a: int(1) }) })
      .tell({ payload: dict({ a: int(2) }), key: 'random', outcome: 'rejected' });
    expect(kinds(story, byDev)).toEqual([]);
  });

  it('is not where none of the keys ever had, or all did', () => {
    const foreign = new Story().tell({ payload: dict({}), key: 'x' }).tell({ payload: dict({}), key: 'y' });
    expect(kinds(foreign, byDev)).toEqual([]);
    expect(kinds(new Story().tell({ payload: dict({}) }).tell({ payload: dict({}) }), byDev)).toEqual([]);
    expect(kinds(new Story().tell({ payload: dict({}) }).tell({ payload: dict({}), key: 'x' }))).toEqual([]);
  });

  describe('is not told where the server goes on with the session all the same', () => {
    const answered = (before: Value, next: Value, method = 'GET') =>
      kinds(new Story().tell({ payload: before }).tell({ payload: next, key: 'next', method }), byDev);
    const last = (page: string) => dict({ user: str('alice'), last: str(page) });
    const permanent = dict({ _permanent: { type: 'bool', value: true }, user: str('alice') });

    it('for it keeps something of it', () => expect(answered(last('/a'), last('/b'))).toEqual([]));
    it('for it counts on', () => {
      expect(answered(dict({ n: int(1) }), dict({ n: int(2) }))).toEqual([]);
      expect(answered(dict({ n: int(2) }), dict({ n: int(1) }))).toEqual(['other-key']);
    });
    it('for it sends the same each time', () => {
      expect(answered(permanent, permanent)).toEqual([]);
      const story = new Story()
        .tell({ payload: last('/') })
        .tell({ payload: last('/') })
        .tell({ payload: last('/'), key: 'next' });
      expect(kinds(story, byDev)).toEqual([]);
    });
    it('unless nothing is left of it, and no login explains that', () => {
      const [before, next] = [dict({ user: str('alice') }), dict({ cart: int(1) })];
      expect(answered(before, next)).toEqual(['other-key']);
      expect(answered(before, next, 'POST')).toEqual([]);
    });
    it('nor where nothing was sent', () => {
      const story = new Story().tell({ payload: last('/') }).tell({});
      expect(kinds(story.tell({ payload: dict({ n: int(1) }), key: 'next' }), byDev)).toEqual([]);
    });
  });

  describe('where every session has a language', () => {
    const stranger = dict({ language: str('en') });
    const user = dict({ language: str('en'), user: int(7) });

    it('is told where that is all that is left', () => {
      const story = new Story().tell({ payload: user }).tell({ payload: stranger, key: 'random' });
      expect(story.diagnoses(byDev)).toMatchObject([{ kind: 'other-key', evidence: [1, 2] }]);
    });
    it('is not where nothing is gone, or nobody began with it', () => {
      const added = new Story().tell({ payload: stranger }).tell({ payload: user, key: 'next' });
      expect(kinds(added, byDev)).toEqual([]);
      const found = new Story()
        .tell({ payload: user, outcome: 'replaced' })
        .tell({ payload: stranger, key: 'next' });
      expect(kinds(found, byDev)).toEqual([]);
    });
    it('is not where the server goes on with others of the other key', () => {
      const seen = (...items: Value[]) => dict({ language: str('en'), seen: list(...items) });
      const story = new Story()
        .tell({ payload: seen(int(1)) })
        .tell({ payload: seen(int(1), int(2)), key: 'next' })
        .tell({ payload: stranger });
      expect(kinds(story, byDev)).toEqual([]);
    });
    it('is not by one form, which may be a logout', () => {
      const story = new Story()
        .tell({ payload: user })
        .tell({ payload: stranger, key: 'next', method: 'POST' });
      expect(kinds(story, byDev)).toEqual([]);
    });
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

  it('of one application, where the first thing at the other is a login that begins a new session', () => {
    const story = new Story()
      .tell({ payload: dict({ language: str('en') }) })
      .tell({ ...login, method: 'POST' });
    expect(kinds(story)).toEqual([]);
  });

  it('of one application, whose login is told after the page that it leads to', () => {
    const story = new Story().tell({ payload: dict({ language: str('en') }) });
    const sent = [story.lastValue];
    const [, posted] = new Story()
      .tell({})
      .tell({ ...login, payload: dict({ user: int(1), _flashes: list() }) }).entries;
    story.tell({ ...login, sent: [posted?.cookie.value ?? ''] });
    story.tell({ ...login, payload: dict({ user: int(1), _flashes: list() }), method: 'POST', sent });
    expect(kinds(story)).toEqual([]);
  });

  it('of two applications, where a login overwrites the other’s session and that one overwrites it in turn', () => {
    const story = new Story()
      .tell({ payload: dict({ language: str('en') }) })
      .tell({ ...login, method: 'POST' })
      .tell({ payload: dict({ language: str('en') }), method: 'POST' });
    expect(kinds(story)).toEqual(['other-application']);
  });

  it('of two applications, where a login is signed by another key than the session of before', () => {
    const story = new Story()
      .tell({ payload: dict({ language: str('en') }) })
      .tell({ ...login, method: 'POST', key: 'blog' });
    expect(kinds(story, byDev)).toEqual(['other-application']);
  });

  it('of one application, where one key has signed both, whatever is kept', () => {
    const story = new Story().tell({ payload: dict({ language: str('en') }) }).tell(login);
    expect(kinds(story, byDev)).toEqual([]);
    expect(kinds(story)).toEqual(['other-application']);
  });

  it('that are not told apart by their port alone', () => {
    for (const url of [
      'https://localhost:5001/',
      'http://blog.localhost:5001/',
      'http://localhost:5000/blog',
    ]) {
      const story = new Story().tell({ payload: dict({ language: str('en') }) }).tell({ ...login, url });
      expect(kinds(story)).toEqual([]);
    }
  });
});

describe('two ports whose sessions have the same keys', () => {
  const other = { url: 'http://localhost:5001/' };
  const token = (n: number) => str(`token ${n}`);
  const stranger = (n: number) => ({ payload: dict({ csrf_token: token(n) }) });
  const user = (n: number) => ({ payload: dict({ csrf_token: token(n), _user_id: str('7') }) });

  it('are two applications, where each begins anew after the other', () => {
    const story = new Story()
      .tell(user(1))
      .tell({ ...stranger(2), ...other })
      .tell({ ...user(2), ...other });
    expect(kinds(story)).toEqual([]);
    story.tell(stranger(3));
    expect(story.diagnoses()).toMatchObject([{ kind: 'other-application', evidence: [1, 2, 3, 4] }]);
  });

  it('are two at once, where a key has signed only one', () => {
    const story = new Story().tell(user(1)).tell({ ...stranger(2), ...other, key: 'another' });
    expect(kinds(story, byDev)).toEqual(['other-application']);
  });

  it('are one, where they go on with a session at any time, or one key signs', () => {
    const story = new Story()
      .tell(user(1))
      .tell({ ...stranger(2), ...other })
      .tell({ ...user(2), ...other })
      .tell(stranger(3));
    expect(kinds(story, byDev)).toEqual([]);
    expect(kinds(story.tell({ ...user(3), ...other }))).toEqual([]);
  });

  it('may be one, where forms begin the sessions anew, or the token stays or is none', () => {
    const forms = new Story()
      .tell(user(1))
      .tell({ ...stranger(2), ...other, method: 'POST' })
      .tell({ ...user(2), ...other })
      .tell({ ...stranger(3), method: 'POST' });
    expect(kinds(forms)).not.toContain('other-application');
    const page = (name: string, more: Record<string, Value> = {}) => dict({ page: str(name), ...more });
    const pages = new Story()
      .tell({ payload: page('/order', { step: int(1) }) })
      .tell({ payload: page('/sale'), ...other })
      .tell({ payload: page('/order', { step: int(1) }), ...other })
      .tell({ payload: page('/home') });
    expect(kinds(pages)).toEqual([]);
  });

  it('are two, where each gives every session a language, and a key has signed only one', () => {
    const language = (more: Record<string, Value> = {}) => dict({ language: str('en'), ...more });
    const story = new Story()
      .tell({ payload: language({ user: int(7) }) })
      .tell({ payload: language(), ...other, key: 'another' })
      .tell({ payload: language({ user: int(7) }), ...other, key: 'another' });
    expect(kinds(story, byDev)).toEqual(['other-application']);
    expect(kinds(story)).toEqual([]);
  });
});
