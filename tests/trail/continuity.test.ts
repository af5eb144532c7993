/** What of a session is in the next: told by its keys, and not by flags that every session has. */
import { describe, expect, it } from 'vitest';
import { read, type Value, write } from '../../src/session/index.ts';
import { continuity, hasAnother, isBegunAnew, keepsMore, keepsNothing } from '../../src/trail/continuity.ts';
import { dict, int, list, str } from './story.ts';

const session = (payload: Value) => {
  const reading = read(write(payload, new Uint8Array([1]), 1_800_000_000));
  if (reading.kind !== 'flask-session') throw new Error(reading.reason);
  return reading;
};
const between = (before: Value, after: Value) => continuity(session(before), session(after));
const flag: Value = { type: 'bool', value: true };

describe('continuity', () => {
  it('counts what is kept and what is gone', () => {
    const before = dict({ user: str('alice'), visits: int(1), seen: list(int(1)), _flashes: list() });
    const after = dict({ user: str('alice'), visits: int(2), seen: list(int(1), int(2)), more: int(1) });
    expect(between(before, after)).toEqual({
      keys: 4,
      kept: 1,
      extended: 2,
      removed: 1,
      lost: 0,
      isSame: false,
    });
    expect(between(before, before)).toEqual({
      keys: 4,
      kept: 4,
      extended: 0,
      removed: 0,
      lost: 0,
      isSame: true,
    });
  });

  it('counts what holds more than it did, and not what holds something else', () => {
    const extended = (before: Value, after: Value) =>
      between(dict({ a: before }), dict({ a: after })).extended;
    expect(extended(int(9), int(10))).toBe(1);
    expect(extended(dict({ b: int(1) }), dict({ b: int(1), c: int(1) }))).toBe(1);
    expect(extended(int(10), int(9))).toBe(0);
    expect(extended(str('a'), str('ab'))).toBe(0);
    expect(extended(list(int(1)), list(str('x'), int(1)))).toBe(0);
    expect(extended(int(1), int(1))).toBe(0);
  });

  it('is none where every key is gone, and only there', () => {
    const before = dict({ user: str('alice'), visits: int(1) });
    expect(keepsNothing(between(before, dict({ author: int(1) })))).toBe(true);
    expect(keepsNothing(between(before, dict({})))).toBe(true);
    expect(keepsNothing(between(before, dict({ visits: int(7) })))).toBe(false);
    expect(keepsNothing(between(dict({}), before))).toBe(false);
  });

  it('is not shown by flags, which are the same in every application', () => {
    const kept = between(
      dict({ _permanent: flag, user: int(1) }),
      dict({ _permanent: flag, author: int(1) }),
    );
    expect(kept).toEqual({ keys: 1, kept: 0, extended: 0, removed: 1, lost: 1, isSame: false });
    expect(keepsNothing(between(dict({ _permanent: flag }), dict({})))).toBe(false);
    expect(between(dict({ _permanent: flag }), dict({}))).toMatchObject({ isSame: false });
  });
});

describe('a session begun anew', () => {
  const stranger = dict({ language: str('en') });
  const user = dict({ language: str('en'), user: int(7) });
  const begun = (before: Value, after: Value, ...beginnings: Value[]) =>
    isBegunAnew(session(before), session(after), beginnings.map(session));

  it('has lost at least as much as it has in common, which everybody is given', () => {
    expect(begun(user, stranger, stranger)).toBe(true);
    expect(begun(user, stranger, user)).toBe(true);
    expect(begun(user, stranger)).toBe(false);
    expect(begun(user, stranger, dict({ language: str('de') }))).toBe(false);
    expect(begun(stranger, user, stranger)).toBe(false);
    const customer = dict({ language: str('en'), user: int(7), basket: list() });
    expect(begun(customer, user, customer)).toBe(false);
  });

  it('may have lost flags, and not messages, which are shown', () => {
    expect(begun(dict({ language: str('en'), isIn: flag }), stranger, stranger)).toBe(true);
    expect(begun(dict({ language: str('en'), _flashes: list(str('Hello')) }), stranger, stranger)).toBe(
      false,
    );
  });

  it('goes on with nothing', () => {
    const visits = (n: number, more: Record<string, Value>) => dict({ visits: int(n), ...more });
    expect(begun(visits(3, { user: int(7) }), visits(4, {}))).toBe(false);
    expect(begun(visits(3, { user: int(7) }), visits(1, {}))).toBe(true);
  });

  it('keeps no more than a beginning explains, where one of them explains all', () => {
    const keeps = (before: Value, after: Value, ...beginnings: Value[]) =>
      keepsMore(session(before), session(after), beginnings.map(session));
    expect(keeps(user, user, stranger)).toBe(true);
    expect(keeps(user, user, stranger, user)).toBe(false);
    expect(keeps(user, stranger)).toBe(true);
    const told = dict({ _flashes: list(str('Please log in')) });
    expect(keeps(told, told)).toBe(false);
  });

  it('may have another value in place of one, and not none', () => {
    const token = (text: string) => session(dict({ token: str(text) }));
    expect(hasAnother(token('a'), token('b'), 'token')).toBe(true);
    expect(hasAnother(token('a'), token('a'), 'token')).toBe(false);
    expect(hasAnother(token('a'), session(dict({})), 'token')).toBe(false);
  });
});
