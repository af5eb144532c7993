/** What is said of a change that no response explains. */
import { expect, it } from 'vitest';
import type { ChangeCause } from '../../../src/messaging/protocol.ts';
import { causeText } from '../../../src/panel/format/happenings.ts';
import { aCookie } from '../../cookies/cookie.ts';

const BY_SOMEBODY: readonly ChangeCause[] = ['explicit', 'overwrite', 'expired_overwrite'];

function said(cause: ChangeCause, httpOnly: boolean, removed: boolean): string {
  const change = { kind: 'change', id: 1, time: 0, before: null } as const;
  return causeText({ recorded: { ...change, cookie: aCookie({ httpOnly }), removed, cause }, isOwn: false });
}

it.each(BY_SOMEBODY)('a script is named only where it can have done it: %s', (cause) => {
  for (const removed of [false, true]) {
    expect(said(cause, true, removed)).not.toContain('script');
    expect(said(cause, false, removed)).toMatch(/by a script, another tab/);
    expect(said(cause, true, removed)).toMatch(/by another tab.*, or by a response/);
  }
});
