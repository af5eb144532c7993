/** Which domains a host's cookies can name. */
import { describe, expect, it } from 'vitest';
import { domainsOf } from '../../src/background/domains.ts';

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
