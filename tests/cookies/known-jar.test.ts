/** What a jar is known to hold: each cookie in its place, by its name, and never more than is allowed. */
import { describe, expect, it } from 'vitest';
import { COOKIES_PER_SITE, KnownJar } from '../../src/cookies/index.ts';
import { aCookie } from './cookie.ts';

const MOST_NAMES = 5_000;

describe('a known jar', () => {
  it('holds one cookie in a place, and those of one name apart from others', () => {
    const jar = new KnownJar();
    const [shop, root, other] = [aCookie({ path: '/shop' }), aCookie(), aCookie({ name: 'other' })];
    const anew = aCookie({ value: 'anew' });
    for (const cookie of [shop, root, other, anew]) jar.set(cookie);
    expect(jar.named('session')).toEqual([shop, anew]);
    expect(jar.inPlaceOf(root)).toEqual(anew);
    expect(jar.named('nothing')).toEqual([]);
    jar.delete(root);
    expect(jar.inPlaceOf(root)).toBeNull();
    expect(jar.cookies).toEqual([other, shop]);
    jar.delete(root);
    jar.delete(shop);
    expect(jar.cookies).toEqual([other]);
  });

  it('forgets the cookie of a name that came into it first', () => {
    const jar = new KnownJar();
    for (let index = 0; index <= COOKIES_PER_SITE; index++) jar.set(aCookie({ path: `/${index}` }));
    const paths = jar.named('session').map(({ path }) => path);
    expect(paths).toHaveLength(COOKIES_PER_SITE);
    expect([paths[0], paths.at(-1)]).toEqual(['/1', `/${COOKIES_PER_SITE}`]);
  });

  it('forgets the name that it was told of longest ago', () => {
    const jar = new KnownJar();
    for (let index = 0; index < MOST_NAMES; index++) jar.set(aCookie({ name: `c${index}` }));
    jar.set(aCookie({ name: 'c0', value: 'told again' }));
    jar.set(aCookie({ name: 'more' }));
    expect(jar.cookies).toHaveLength(MOST_NAMES);
    expect(jar.named('c1')).toEqual([]);
    expect(jar.named('c0')).toHaveLength(1);
  });
});
