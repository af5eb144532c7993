/** Which sites are still to be asked for; the browser's answers are the test's. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

const state = vi.hoisted(() => ({ granted: new Set<string>(), scheme: 'chrome-extension://x/' }));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: () => state.scheme },
    permissions: {
      contains: async ({ origins }: { origins: string[] }) =>
        origins.every((origin) => state.granted.has(origin)),
    },
  },
}));

async function missing(host: string): Promise<string[]> {
  const { missingAccess } = await import('../../src/background/access.ts');
  return (await missingAccess(host)).map(({ domain }) => domain);
}

beforeEach(() => {
  vi.resetModules();
  state.granted.clear();
  state.scheme = 'chrome-extension://x/';
});

describe('in Chromium', () => {
  it('the host and its parents are asked for, one by one, over both schemes', async () => {
    expect(await missing('a.shop.test')).toEqual(['a.shop.test', 'shop.test']);
    state.granted.add('http://a.shop.test/*');
    expect(await missing('a.shop.test')).toEqual(['a.shop.test', 'shop.test']);
    state.granted.add('https://a.shop.test/*');
    expect(await missing('a.shop.test')).toEqual(['shop.test']);
  });

  it.each([
    ['shop.co.uk', ['shop.co.uk']],
    ['www.shop.com.au', ['www.shop.com.au', 'shop.com.au']],
    ['mail.web.de', ['mail.web.de', 'web.de']],
    ['x.t.co', ['x.t.co', 't.co']],
    ['www.base.mil.br', ['www.base.mil.br', 'base.mil.br']],
    ['me.github.io', ['me.github.io']],
  ])('no public suffix is asked for: %s', async (host, domains) => {
    expect(await missing(host)).toEqual(domains);
  });
});

describe('in Firefox', () => {
  it('only the host is asked for: it shows the parents’ cookies with it', async () => {
    state.scheme = 'moz-extension://x/';
    expect(await missing('a.shop.test')).toEqual(['a.shop.test']);
  });
});
