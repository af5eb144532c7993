/** What the jar held before the oldest entry: what was there when recording began, and what each entry that goes made of it. */
import { describe, expect, it } from 'vitest';
import type { Cookie } from '../../src/cookies/index.ts';
import { EarlierJar } from '../../src/devtools/earlier-jar.ts';
import type { NewEntry } from '../../src/messaging/recording.ts';
import { cookie } from '../support/fake-host.ts';
import { changed, setCookie, unread } from '../support/recorded.ts';

const OLD = cookie({ value: 'old' });
const YOUNG = cookie({ value: 'young' });
const OTHER = cookie({ name: 'other' });

function left(begun: readonly Cookie[], ...passed: readonly NewEntry[]): readonly Cookie[] {
  const jar = new EarlierJar();
  jar.begin(begun);
  for (const [index, entry] of passed.entries()) jar.pass({ ...entry, id: index + 1 });
  return jar.cookies;
}

describe('the earlier jar', () => {
  it('is what was there when recording began, told once', () => {
    const jar = new EarlierJar();
    expect(jar.cookies).toEqual([]);
    jar.begin([OLD, OTHER]);
    expect(jar.cookies).toEqual([OLD, OTHER]);
    jar.begin([YOUNG, cookie({ name: 'late' })]);
    expect(jar.cookies).toEqual([OLD, OTHER]);
  });

  it('keeps what an entry has made meanwhile, if what was there comes late', () => {
    const jar = new EarlierJar();
    jar.pass({ ...changed(YOUNG), id: 1 });
    jar.begin([OLD, OTHER]);
    expect(jar.cookies).toEqual([YOUNG, OTHER]);
  });

  it.each<[string, NewEntry, readonly Cookie[]]>([
    ['a cookie that was set', changed(YOUNG), [YOUNG]],
    ['a cookie that was removed', changed(OLD, { removed: true }), []],
    ['another that was removed', changed(OTHER, { removed: true }), [OLD]],
    ['a Set-Cookie that the jar took', setCookie('session=young', { jar: YOUNG }), [YOUNG]],
    ['one that the jar did not take', setCookie('session=young', { jar: OLD, before: OLD }), [OLD]],
    ['one after which there is none', setCookie('session=', { jar: null, before: OLD }), []],
    ['one after which there is none, as before', setCookie('session=', { jar: null, before: null }), [OLD]],
    ['one of which only the record tells', setCookie('session=', { jar: null, before: 'told' }), [OLD]],
    ['one whose jar was not seen', setCookie('session=young', { jar: 'unknown', before: OLD }), [OLD]],
    ['one that a later header undid', setCookie('session=young', { jar: 'superseded' }), [OLD]],
    ['headers that were not seen', unread(), [OLD]],
  ])('is made of %s', (_, entry, expected) => {
    expect(left([OLD], entry)).toEqual(expected);
  });

  it('is what the last of several entries leaves', () => {
    const set = setCookie('session=young', { jar: YOUNG });
    expect(left([OTHER], changed(OLD), set, changed(OTHER, { removed: true }))).toEqual([YOUNG]);
    expect(left([], set, changed(YOUNG, { removed: true }), changed(OTHER))).toEqual([OTHER]);
  });
});
