/** Same-named cookies, and which of them the server reads. */
import { describe, expect, it } from 'vitest';
import { shadowsOf } from '../../src/cookies/index.ts';
import { askPython, describeBeside } from '../support/reference.ts';
import { aCookie } from './cookie.ts';

const PAGE = new URL('http://www.example.test/shop/cart');
const own = aCookie({ domain: 'www.example.test' });
const parent = aCookie({ domain: 'example.test', hostOnly: false });
const below = aCookie({ domain: 'www.example.test', path: '/shop' });

describe('shadowsOf', () => {
  it('marks the longest path as the first', () => {
    const [shadow, ...more] = shadowsOf([own, below, parent], PAGE);
    expect(more).toEqual([]);
    expect(shadow?.name).toBe('session');
    expect(shadow?.first).toBe(below);
    expect(shadow?.candidates).toEqual([below]);
    expect(shadow?.cookies).toEqual([below, own, parent]);
  });

  it('says that the order is unknown among equal paths', () => {
    const [shadow] = shadowsOf([own, parent], PAGE);
    expect(shadow?.first).toBeNull();
    expect(shadow?.candidates).toEqual([own, parent]);
  });

  it.each([
    ['another name', { name: 'Session' }],
    ['a path elsewhere', { path: '/admin' }],
    ['another host', { domain: 'api.example.test' }],
    ['a Secure cookie on a plain page', { secure: true, path: '/shop' }],
    ['another store', { storeId: 'firefox-container-2' }],
    ['another first party', { firstPartyDomain: 'top.test' }],
  ])('does not count %s', (_, change) => {
    expect(shadowsOf([own, { ...own, ...change }], PAGE)).toEqual([]);
  });

  it('keeps two partitions apart and sends the unpartitioned with each', () => {
    const inA = { ...own, partitionKey: { topLevelSite: 'https://a.test', hasCrossSiteAncestor: true } };
    const inB = { ...own, partitionKey: { topLevelSite: 'https://b.test', hasCrossSiteAncestor: true } };
    expect(shadowsOf([inA, inB], PAGE)).toEqual([]);
    expect(shadowsOf([inA, inB, parent], PAGE).map(({ cookies }) => cookies)).toEqual([
      [inA, parent],
      [inB, parent],
    ]);
  });

  it('sorts the groups by name and leaves its input alone', () => {
    const cookies = Object.freeze([{ ...own, name: 'z' }, { ...below, name: 'z' }, own, below]);
    expect(shadowsOf(cookies, PAGE).map(({ name }) => name)).toEqual(['session', 'z']);
  });
});

describeBeside('Werkzeug', (python) => {
  it('reads the first of two same-named cookies', () => {
    const script = [
      'from werkzeug.test import EnvironBuilder',
      'from werkzeug.wrappers import Request',
      'def session(header): return Request({**EnvironBuilder().get_environ(), "HTTP_COOKIE": header}).cookies["session"]',
      'answer = [session(header) for header in data]',
    ].join('\n');
    const headers = ['session=a; session=b', 'session=b; x=1; session=a', 'session=; session=b'];
    expect(askPython(python, script, headers)).toEqual(['a', 'b', '']);
  });
});
