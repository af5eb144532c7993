/** What became of an accepted session, from the two texts. */
import { describe, expect, it } from 'vitest';
import { alterationOf } from '../../src/keys/index.ts';

const ACCEPTED = '.payload.time.signature';

describe('an alteration', () => {
  it.each([
    ['.other.time.signature', { kind: 'changed-after-signing', part: 'payload' }],
    ['.payload.later.signature', { kind: 'changed-after-signing', part: 'timestamp' }],
    ['other.later.signature', { kind: 'changed-after-signing', part: 'payload and timestamp' }],
    ['.payload.time.signatur', { kind: 'signature-changed' }],
    ['.payload.time.', { kind: 'signature-changed' }],
    ['.payload.time.signatuRe', { kind: 'signature-changed' }],
    ['.payload.time.ABCDEFGHI', { kind: 'signed-with-another-key', samePayload: true }],
    ['.payload.later.another', { kind: 'signed-with-another-key', samePayload: true }],
    ['.other.later.another', { kind: 'signed-with-another-key', samePayload: false }],
    ['.other.time.another', { kind: 'signed-with-another-key', samePayload: false }],
  ])('of %s', (refused, alteration) => expect(alterationOf(refused, ACCEPTED)).toEqual(alteration));

  it.each([ACCEPTED, '', 'theme=dark', 'one.dot', '.payload'])('there is none of %s', (refused) =>
    expect(alterationOf(refused, ACCEPTED)).toBeNull(),
  );

  it('there is none where what was accepted is no session', () => {
    expect(alterationOf(ACCEPTED, 'plain')).toBeNull();
  });
});
