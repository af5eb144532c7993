/** A cookie to start a test from. Data only. */
import type { Cookie } from '../../src/cookies/index.ts';

/** Flask's own default session cookie, with whatever the test wants otherwise. */
export function aCookie(changes: Partial<Cookie> = {}): Cookie {
  return {
    name: 'session',
    value: 'eyJhIjoxfQ.aaaaaa.bbbb',
    domain: 'example.test',
    hostOnly: true,
    path: '/',
    secure: false,
    httpOnly: true,
    sameSite: 'unspecified',
    expires: null,
    storeId: '0',
    partitionKey: null,
    firstPartyDomain: '',
    ...changes,
  };
}
