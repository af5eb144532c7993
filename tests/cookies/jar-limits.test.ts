/** What cookies use of the jar: grouped as browsers count. What they keep is proven in real ones, end to end. */
import { describe, expect, it } from 'vitest';
import { jarUse, LEFT_AFTER_PURGE, PARTITION_BYTES } from '../../src/cookies/index.ts';
import { aCookie } from './cookie.ts';

const NOW = 1_800_000_000;
const partitionKey = { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true };

describe('jarUse', () => {
  it('counts all hosts of a site together, and bytes of name and value in UTF-8', () => {
    const cookies = [
      aCookie({ name: 'a', value: 'é', domain: 'www.example.test' }),
      aCookie({ name: 'bc', value: '', domain: 'example.test', path: '/a/long/path' }),
    ];
    expect(jarUse(cookies, 'chromium', NOW)).toEqual([
      {
        site: 'example.test',
        partition: null,
        cookies: 2,
        bytes: 5,
        leftAfterPurge: LEFT_AFTER_PURGE,
        byteLimit: null,
      },
    ]);
  });

  it.each([
    ['another site', { domain: 'other.test' }],
    ['a partition', { partitionKey }],
    ['another store', { storeId: '1' }],
    ['another first party', { firstPartyDomain: 'top.test' }],
  ])('counts %s apart', (_, change) => {
    const uses = jarUse([aCookie(), aCookie(change), aCookie()], 'firefox', NOW);
    expect(uses.map(({ cookies }) => cookies)).toEqual([2, 1]);
  });

  it.each([
    ['chromium', 180, PARTITION_BYTES],
    ['firefox', LEFT_AFTER_PURGE, null],
  ] as const)('knows what %s keeps of a partition', (browser, leftAfterPurge, byteLimit) => {
    expect(jarUse([aCookie({ partitionKey })], browser, NOW)).toMatchObject([{ leftAfterPurge, byteLimit }]);
  });

  it('leaves out what has expired', () => {
    const cookies = [aCookie({ expires: NOW }), aCookie({ expires: NOW + 1 })];
    expect(jarUse(cookies, 'firefox', NOW)).toMatchObject([{ cookies: 1 }]);
    expect(jarUse(cookies.slice(0, 1), 'firefox', NOW)).toEqual([]);
  });
});
