/** What a jar is known to hold: the last that was told of each place, and no more than there is room for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COOKIES_PER_SITE, type Cookie, cookieId, KnownJar } from '../../src/cookies/index.ts';
import { seedFor } from '../support/reference.ts';
import { aCookie } from './cookie.ts';

const SEED = seedFor('known jar');

function jarOf(...cookies: readonly Cookie[]): KnownJar {
  const jar = new KnownJar();
  for (const cookie of cookies) jar.set(cookie);
  return jar;
}

describe('a known jar', () => {
  it('begins empty', () => {
    const jar = new KnownJar();
    expect(jar.cookies).toEqual([]);
    expect(jar.named('session')).toEqual([]);
    expect(jar.inPlaceOf(aCookie())).toBeNull();
  });

  it('holds what was told last of a place', () => {
    const [old, young] = [aCookie({ value: 'old' }), aCookie({ value: 'young', secure: true })];
    const jar = jarOf(old, young);
    expect(jar.inPlaceOf(old)).toBe(young);
    expect(jar.cookies).toEqual([young]);
  });

  it.each<[string, Partial<Cookie>]>([
    ['name', { name: 'other' }],
    ['domain', { domain: 'www.example.test' }],
    ['reach', { hostOnly: false }],
    ['path', { path: '/admin' }],
    ['store', { storeId: '1' }],
    ['partition', { partitionKey: { topLevelSite: 'https://shop.test', hasCrossSiteAncestor: true } }],
  ])('holds a cookie of another %s beside it', (_, changes) => {
    const [one, other] = [aCookie(), aCookie(changes)];
    expect(jarOf(one).inPlaceOf(other)).toBeNull();
    const jar = jarOf(one, other);
    expect(jar.cookies).toEqual([one, other]);
    expect([jar.inPlaceOf(one), jar.inPlaceOf(other)]).toEqual([one, other]);
  });

  it('knows those of a name, of every host, and of no other name', () => {
    const [here, there] = [aCookie(), aCookie({ domain: 'shop.test' })];
    const jar = jarOf(here, aCookie({ name: 'Session' }), there);
    expect(jar.named('session')).toEqual([here, there]);
    expect(jar.named('sess')).toEqual([]);
  });

  it('deletes what is in the place of a cookie, whatever its value, and nothing else', () => {
    const [one, other] = [aCookie(), aCookie({ path: '/admin' })];
    const jar = jarOf(one, other);
    jar.delete(aCookie({ path: '/nowhere' }));
    jar.delete(aCookie({ name: 'other' }));
    expect(jar.cookies).toEqual([one, other]);
    jar.delete({ ...one, value: 'another' });
    expect(jar.cookies).toEqual([other]);
    expect(jar.inPlaceOf(one)).toBeNull();
  });

  it('forgets the first of more cookies of one name than a browser keeps for a site', () => {
    const paths = Array.from({ length: COOKIES_PER_SITE + 1 }, (_, index) => aCookie({ path: `/${index}` }));
    const jar = jarOf(...paths);
    expect(jar.named('session')).toEqual(paths.slice(1));
    expect(jarOf(...paths.slice(1)).named('session')).toHaveLength(COOKIES_PER_SITE);
  });

  it('forgets the name told of longest ago when there are too many', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => aCookie({ name: `c${index}` }));
    const [first, second] = names;
    const jar = jarOf(...names);
    expect(jar.cookies).toHaveLength(5_000);
    if (first) jar.set(first);
    jar.set(aCookie({ name: 'new' }));
    expect(jar.cookies).toHaveLength(5_000);
    expect(jar.named('c0')).toEqual([first]);
    expect(jar.named('c1')).toEqual([]);
    expect(jar.named('new')).toHaveLength(1);
    // A name of which nothing is left takes no room.
    jar.delete(aCookie({ name: 'new' }));
    if (second) jar.set(second);
    expect([jar.named('c0'), jar.named('c2')]).toEqual([[first], [names[2]]]);
  });

  it('holds what a plain map would', () => {
    const one = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
    const cookies = fc.record({ name: one('a', 'b'), path: one('/', '/p'), value: one('1', '2') });
    const acts = fc.array(fc.record({ cookie: cookies, isDeleted: fc.boolean() }), { maxLength: 30 });
    const check = fc.property(acts, (all) => {
      const jar = new KnownJar();
      const model = new Map<string, Cookie>();
      for (const act of all) {
        const cookie = aCookie(act.cookie);
        if (act.isDeleted) jar.delete(cookie);
        else jar.set(cookie);
        if (act.isDeleted) model.delete(cookieId(cookie));
        else model.set(cookieId(cookie), cookie);
        expect(jar.inPlaceOf(cookie)).toBe(model.get(cookieId(cookie)) ?? null);
      }
      expect(new Set(jar.cookies)).toEqual(new Set(model.values()));
      expect(jar.cookies).toHaveLength(model.size);
    });
    fc.assert(check, { seed: SEED });
  });
});
