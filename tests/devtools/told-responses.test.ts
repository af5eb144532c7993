/** Each response with Set-Cookie is recorded once, whether its event or the browser's log tells of it first. */
import { describe, expect, it } from 'vitest';
import type { Response } from '../../src/devtools/response.ts';
import { ToldResponses } from '../../src/devtools/told-responses.ts';
import { aResponse, FakeBrowser } from './fake-surroundings.ts';

const ONE = aResponse(new FakeBrowser(), 'a=1');
/** The same name: the same request, twice within a millisecond. */
const TWIN = { ...ONE };

describe('a response', () => {
  it('is new once: by its event, whatever the log then lists', () => {
    const told = new ToldResponses();
    expect(told.isNew(ONE)).toBe(true);
    expect(told.newOf([ONE])).toEqual([]);
    expect(told.newOf([ONE])).toEqual([]);
  });

  it('is new once: by the log, whatever its event then tells', () => {
    const told = new ToldResponses();
    expect(told.newOf([ONE])).toEqual([ONE]);
    expect(told.newOf([ONE])).toEqual([]);
    expect(told.isNew(ONE)).toBe(false);
    expect(told.newOf([ONE])).toEqual([]);
  });

  it('is another one where a second of its name comes', () => {
    const told = new ToldResponses();
    expect([told.isNew(ONE), told.isNew(TWIN)]).toEqual([true, true]);
    expect(told.newOf([ONE, TWIN])).toEqual([]);
    expect(told.newOf([ONE, TWIN, ONE])).toEqual([ONE]);
  });

  it('is another one where the log lists more of its name than were told', () => {
    const told = new ToldResponses();
    told.isNew(ONE);
    const [listed, ...others] = told.newOf([ONE, TWIN]);
    expect(listed).toBe(TWIN);
    expect(others).toEqual([]);
    // The event of the second is awaited; a third is new.
    expect([told.isNew(TWIN), told.isNew(ONE)]).toEqual([false, true]);
  });

  it.each<[string, Partial<Response>]>([
    ['start', { started: '2026-11-21T10:00:00.000Z' }],
    ['method', { method: 'POST' }],
    ['address', { url: new URL('http://shop.test/other') }],
    ['Set-Cookie', { setCookies: ['a=2'] }],
    ['number of Set-Cookies', { setCookies: ['a=1', ''] }],
  ])('of another %s is another one', (_, changes) => {
    const other = { ...ONE, ...changes };
    const told = new ToldResponses();
    told.isNew(ONE);
    expect(told.newOf([other])).toEqual([other]);
    expect(told.isNew(other)).toBe(false);
  });

  it('that differs only far behind is taken for one of the same name, but for its length', () => {
    const long = (end: string) => ({ ...ONE, setCookies: [`a=${'x'.repeat(100_000)}${end}`] });
    const told = new ToldResponses();
    expect(told.isNew(long('1'))).toBe(true);
    expect(told.newOf([long('2')])).toEqual([]);
    expect(told.newOf([long('12')])).toEqual([long('12')]);
    // Two of a name are counted, so that neither is recorded twice.
    expect(told.isNew(long('2'))).toBe(true);
    expect(told.newOf([long('1'), long('2')])).toEqual([]);
  });
});

it('the oldest of very many are forgotten', () => {
  const told = new ToldResponses();
  const all = Array.from({ length: 5_001 }, (_, index) => ({ ...ONE, started: String(index) }));
  for (const response of all) told.isNew(response);
  expect(told.newOf(all)).toEqual(all.slice(0, 1));

  const listed = new ToldResponses();
  expect(listed.newOf(all)).toEqual(all);
  expect(all.slice(0, 2).map((response) => listed.isNew(response))).toEqual([true, false]);
});
