/** Which domains a host's cookies can name, and which partitions are a page's. */
import { describe, expect, it } from 'vitest';
import { domainsOf, isPartitionOf } from '../../src/background/domains.ts';

describe('domainsOf', () => {
  it.each([
    ['localhost', ['localhost']],
    ['example.com', ['example.com']],
    ['a.b.example.com', ['a.b.example.com', 'b.example.com', 'example.com']],
    ['shop.localhost', ['shop.localhost']],
    ['127.0.0.1', ['127.0.0.1']],
    ['[::1]', ['[::1]']],
  ])('%s', (host, domains) => {
    expect(domainsOf(host)).toEqual(domains);
  });
});

describe('isPartitionOf', () => {
  it.each([
    ['https://example.com', 'https://example.com/x', true],
    ['https://example.com', 'https://shop.example.com/', true],
    ['https://example.com', 'http://example.com/', false],
    ['https://example.com', 'https://notexample.com/', false],
    ['https://shop.example.com', 'https://example.com/', false],
    ['http://localhost', 'http://localhost:5000/', true],
    ['nonsense', 'http://localhost/', false],
  ])('%s for %s: %s', (site, url, expected) => {
    expect(isPartitionOf(site, new URL(url))).toBe(expected);
  });
});
