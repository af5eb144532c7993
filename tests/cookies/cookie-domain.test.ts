/** Domains and sites: what was seen of both browsers, and what is only guessed. */
import { describe, expect, it } from 'vitest';
import { decideDomain, isSecureResponse, registrableDomain } from '../../src/cookies/cookie-domain.ts';
import { isOfSite, isPartitionOf, isPublicSuffix, isThirdParty, siteOf } from '../../src/cookies/index.ts';

describe('decideDomain', () => {
  it.each([
    [null, 'shop.test', 'shop.test, this host only'],
    ['shop.test', 'shop.test', 'shop.test'],
    ['.shop.test', 'shop.test', 'shop.test'],
    ['SHOP.Test', 'www.shop.test', 'shop.test'],
    ['www.shop.test', 'www.shop.test', 'www.shop.test'],
    ['a.localhost', 'b.a.localhost', 'a.localhost'],
    ['shop.test.', 'shop.test.', 'shop.test.'],
    ['localhost', 'localhost', 'localhost, this host only'],
    ['.localhost', 'localhost', 'localhost, this host only'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1, this host only'],
    ['.127.0.0.1', '127.0.0.1', '127.0.0.1, this host only'],
    ['[::1]', '[::1]', '[::1], this host only'],
    ['co.uk', 'co.uk', 'co.uk, this host only'],
    ['www.shop.test', 'shop.test', 'mismatch'],
    ['other.test', 'shop.test', 'mismatch'],
    ['hop.test', 'shop.test', 'mismatch'],
    ['..shop.test', 'shop.test', 'mismatch'],
    ['shop.test.', 'shop.test', 'mismatch'],
    ['shop.test:80', 'shop.test', 'mismatch'],
    ['"shop.test"', 'shop.test', 'mismatch'],
    ['%73hop.test', 'shop.test', 'mismatch'],
    ['.', 'shop.test', 'mismatch'],
    ['0.0.1', '127.0.0.1', 'mismatch'],
    ['127.1', '127.0.0.1', 'mismatch'],
    ['1', '127.0.0.1', 'mismatch'],
    ['test', 'shop.test', 'public-suffix'],
    ['localhost', 'a.localhost', 'public-suffix'],
    ['co.uk', 'shop.co.uk', 'public-suffix'],
    ['github.io', 'me.github.io', 'public-suffix'],
    ['eu.pythonanywhere.com', 'me.eu.pythonanywhere.com', 'public-suffix'],
  ])('Domain=%s from %s: %s', (attribute, host, expected) => {
    const decision = decideDomain(attribute, host);
    const text = decision.ok
      ? decision.domain + (decision.hostOnly ? ', this host only' : '')
      : decision.because;
    expect(text).toBe(expected);
  });

  it('says when it rests on a guess', () => {
    const isGuess = (attribute: string, host: string): boolean => decideDomain(attribute, host).isGuess;
    expect(isGuess('shop.test', 'www.shop.test')).toBe(true);
    expect(isGuess('co.uk', 'shop.co.uk')).toBe(true);
    expect(isGuess('test', 'shop.test')).toBe(false);
    expect(isGuess('other.test', 'shop.test')).toBe(false);
    expect(isGuess('127.0.0.1', '127.0.0.1')).toBe(false);
    expect(decideDomain(null, 'shop.test').isGuess).toBe(false);
  });
});

it.each([
  ['localhost', 'localhost'],
  ['a.localhost', 'a.localhost'],
  ['b.a.localhost', 'a.localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '[::1]'],
  ['www.shop.test', 'shop.test'],
  ['a.b.shop.co.uk', 'shop.co.uk'],
  ['co.uk', 'co.uk'],
  ['x.me.github.io', 'me.github.io'],
  ['me.eu.pythonanywhere.com', 'me.eu.pythonanywhere.com'],
])('the registrable domain of %s is %s', (host, expected) => {
  expect(registrableDomain(host)).toBe(expected);
});

it('a site has a scheme and no port', () => {
  expect(siteOf(new URL('http://www.shop.test:8080/path'))).toBe('http://shop.test');
  expect(siteOf(new URL('https://127.0.0.1:5000/'))).toBe('https://127.0.0.1');
});

describe('isPartitionOf', () => {
  it.each([
    ['https://shop.test', 'https://shop.test/x', true],
    ['https://shop.test', 'https://www.shop.test/', true],
    ['https://shop.test', 'wss://shop.test/', true],
    ['https://shop.test', 'http://shop.test/', false],
    ['https://shop.test', 'https://notshop.test/', false],
    ['https://www.shop.test', 'https://shop.test/', false],
    ['http://localhost', 'http://localhost:5000/', true],
    ['http://localhost', 'http://a.localhost/', false],
    ['https://github.io', 'https://me.github.io/', false],
    ['http://[::1]', 'http://[::1]:5000/', true],
    ['nonsense', 'http://localhost/', false],
    ['http://localhost', 'about:blank', false],
  ])('%s of %s: %s', (site, page, expected) => {
    expect(isPartitionOf(site, new URL(page))).toBe(expected);
  });

  it('asks for the scheme, which isOfSite does not', () => {
    expect(isOfSite('www.shop.test', 'https://shop.test')).toBe(true);
    expect(isOfSite('shop.test', 'nonsense')).toBe(false);
    expect(isOfSite('other.test', 'https://shop.test')).toBe(false);
  });
});

it.each([
  ['test', true],
  ['co.uk', true],
  ['mil.br', true],
  ['github.io', true],
  ['co.uk.', true],
  ['t.co', false],
  ['shop.test', false],
  ['shop.co.uk', false],
])('%s is a public suffix: %s', (domain, expected) => {
  expect(isPublicSuffix(domain)).toBe(expected);
});

it.each([
  ['http://a.shop.test/', 'http://b.shop.test/', false],
  ['http://localhost:1/', 'http://localhost:2/', false],
  ['http://a.localhost/', 'http://localhost/', true],
  ['http://127.0.0.1/', 'http://localhost/', true],
  ['http://a.github.io/', 'http://b.github.io/', true],
])('%s in %s is a third party: %s', (url, page, expected) => {
  expect(isThirdParty(new URL(url), new URL(page))).toBe(expected);
});

it.each([
  ['https://shop.test/', true],
  ['wss://shop.test/', true],
  ['http://localhost:5000/', true],
  ['http://a.localhost/', true],
  ['http://127.0.0.1/', true],
  ['http://shop.test/', false],
  ['http://10.0.0.1/', false],
])('%s may set Secure cookies: %s', (url, expected) => {
  expect(isSecureResponse(new URL(url))).toBe(expected);
});
