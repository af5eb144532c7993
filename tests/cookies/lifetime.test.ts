/** The two clocks, their edges, and what Expires gives away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PERMANENT_SESSION_LIFETIME,
  EXPIRES_CAP,
  type LifetimeInput,
  lifetimeOf,
} from '../../src/cookies/index.ts';
import { askPython, describeBeside, seedFor } from '../support/reference.ts';

const T = 1_760_000_000;
const at = (changes: Partial<LifetimeInput>) =>
  lifetimeOf({ expires: null, timestamp: T, setting: null, now: T, ...changes });

describe('the server', () => {
  it.each([
    [-1, 'future'],
    [0, 'accepted'],
    [3600, 'accepted'],
    [3600.9, 'accepted'],
    [3601, 'expired'],
  ])('at age %d of 3600: %s', (age, state) => {
    const { server } = at({ setting: 3600, now: T + age });
    expect(server.state).toBe(state);
    expect(server.age).toBe(Math.floor(age));
    expect(server.refusedAfter).toBe(T + 3600);
    expect(server.source).toBe('setting');
  });

  it('holds a volatile session to the default as well', () => {
    const { server, browser } = at({ now: T + DEFAULT_PERMANENT_SESSION_LIFETIME + 1 });
    expect(browser).toEqual({ kind: 'volatile' });
    expect(server).toMatchObject({ state: 'expired', source: 'default', lifetime: 2_678_400 });
  });

  it('drops fractions of the setting, as Flask does', () => {
    expect(at({ setting: 1.9, now: T + 2 }).server).toMatchObject({ lifetime: 1, state: 'expired' });
  });

  it('prefers the setting to what Expires says', () => {
    expect(at({ setting: 60, expires: T + 3600 }).server).toMatchObject({ lifetime: 60, source: 'setting' });
  });
});

describe('a server whose clock differs', () => {
  it.each([
    ['behind', -120, T + 119.9, 'future', -1],
    ['behind', -120, T + 120, 'accepted', 0],
    ['behind', -120, T + 3720.9, 'accepted', 3600],
    ['behind', -120, T + 3721, 'expired', 3601],
    ['ahead', 120, T - 120, 'accepted', 0],
    ['ahead', 120, T - 121, 'future', -1],
    ['ahead', 120, T + 3481, 'expired', 3601],
  ])('%s, judges by its own', (_, serverAhead, now, state, age) => {
    const { server } = at({ setting: 3600, now, serverAhead });
    expect(server).toMatchObject({ state, age, ahead: serverAhead, refusedAfter: T + 3600 });
  });

  it('does not move what the browser’s clock decides', () => {
    expect(at({ expires: T + 10, now: T + 4, serverAhead: 120 }).browser).toMatchObject({ remaining: 6 });
  });

  it('gives its lifetime away, though the browser has moved Expires to its own clock', () => {
    const { inferred } = at({ expires: T + 1800 + 120, serverAhead: -120 });
    expect(inferred).toEqual({ seconds: 1800, exact: true });
    const original = { expires: T + 600 - 120, timestamp: T };
    expect(at({ expires: T, original, serverAhead: 119.4 }).inferred?.seconds).toBe(600);
  });
});

it('the browser counts down to Expires, and past it', () => {
  expect(at({ expires: T + 10.5, now: T + 4 }).browser).toEqual({
    kind: 'permanent',
    expires: T + 10.5,
    remaining: 6.5,
  });
  expect(at({ expires: T + 10, now: T + 12 }).browser).toMatchObject({ remaining: -2 });
});

it('the lifetime of an edited session is inferred from what the server wrote', () => {
  const original = { expires: T - 1500 + 3600, timestamp: T - 1500 };
  const edited = at({ expires: original.expires, original });
  expect(edited.server).toMatchObject({
    lifetime: 3600,
    source: 'inferred-before-edit',
    refusedAfter: T + 3600,
  });
  expect(edited.browser).toMatchObject({ kind: 'permanent', remaining: 2100 });
  expect(at({ expires: T + 60, original: { ...original, expires: null } }).server.source).toBe('default');
  expect(at({ expires: T + 60, original, setting: 7 }).server).toMatchObject({
    lifetime: 7,
    source: 'setting',
  });
  expect(at({ expires: T + 60, original: null }).server).toMatchObject({ lifetime: 60, source: 'inferred' });
});

describe('inference', () => {
  it.each([
    [3600, 3600, true],
    [3599, 3600, true],
    [3600.95, 3600, true],
    [3601, 3600, true],
    [2_678_400.4, 2_678_400, true],
    [3601.002, 3600, true],
    [3602.1, 3602, false],
    [90, 90, false],
    [59.3, 60, true],
    [10.9, 10, false],
    [1, 1, false],
    [EXPIRES_CAP - 3, EXPIRES_CAP - 3, false],
  ])('Expires %d s after the timestamp: %d, exact %j', (difference, seconds, exact) => {
    const lifetime = at({ expires: T + difference });
    expect(lifetime.inferred).toEqual({ seconds, exact });
    expect(lifetime.server).toMatchObject({ lifetime: seconds, source: 'inferred' });
  });

  it.each<[number | null, string, string, number]>([
    [null, 'not there', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
    [T - 5, 'before the timestamp', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
    [T + 0.9, 'too near it', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
    [T + EXPIRES_CAP, 'at the cap', 'at-least', EXPIRES_CAP],
    [T + EXPIRES_CAP + 3.2, 'at the cap', 'at-least', EXPIRES_CAP],
    [T + EXPIRES_CAP + 61, 'beyond what is stored', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
    [Infinity, 'beyond what is stored', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
    [Number.NaN, 'no number', 'default', DEFAULT_PERMANENT_SESSION_LIFETIME],
  ])('Expires %d: nothing, for it is %s', (expires, _reason, source, seconds) => {
    const lifetime = at({ expires });
    expect(lifetime.inferred).toBeNull();
    expect(lifetime.server).toMatchObject({ source, lifetime: seconds });
  });

  it('finds any whole-minute lifetime again from the drift between browser and server', () => {
    const drift = fc.double({ min: -1, max: 1.99, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 1440 - 1 }), drift, (minutes, off) => {
        const { inferred } = at({ expires: T + minutes * 60 + off });
        return inferred?.exact === true && inferred.seconds === minutes * 60;
      }),
    );
  });
});

describeBeside('itsdangerous', (python) => {
  it('accepts and refuses at the same second', () => {
    const ages = fc.record({
      age: fc.integer({ min: -3, max: 9 }),
      lifetime: fc.integer({ min: -2, max: 6 }),
    });
    const cases = fc.sample(ages, { numRuns: 300, seed: seedFor(`itsdangerous ${python.version}`) });
    const script = [
      'from itsdangerous import TimestampSigner, SignatureExpired',
      'class At(TimestampSigner):',
      '  time = 0',
      '  def get_timestamp(self): return self.time',
      'def state(age, lifetime):',
      '  signer = At("k"); signer.time = 1000; text = signer.sign(b"x"); signer.time = 1000 + age',
      '  try: signer.unsign(text, max_age=lifetime); return "accepted"',
      '  except SignatureExpired as e: return "future" if "< 0" in str(e) else "expired"',
      'answer = [state(**c) for c in data]',
    ].join('\n');
    const ours = cases.map(({ age, lifetime }) => at({ setting: lifetime, now: T + age }).server.state);
    expect(ours).toEqual(askPython(python, script, cases));
  });
});
