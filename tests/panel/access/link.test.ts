/** What the link to the tab that asks for a site carries, and that nothing else gets through. */
import { describe, expect, it } from 'vitest';
import { accessLink, originsOf } from '../../../src/panel/access/link.ts';

describe('the link', () => {
  it('gives back the match patterns that it was made of', () => {
    const origins = ['http://shop.test/*', 'https://[2001:db8::1]/*'];
    expect(originsOf(new URL(accessLink(origins), 'moz-extension://x/').search)).toEqual(origins);
  });

  it.each([
    '<all_urls>',
    '*://*/*',
    'https://*/*',
    'https://*.test/*',
    'file:///*',
    'https://shop.test/private',
    '',
  ])('does not carry %j', (origin) => {
    expect(originsOf(new URL(accessLink([origin]), 'moz-extension://x/').search)).toEqual([]);
  });
});
