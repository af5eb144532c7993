/** What kind of cookie was pasted, and where it comes from, in words. */
import type { PastedEntry } from '../../store/scratchpad.ts';

export const FROM: Readonly<Record<PastedEntry['from'], string>> = {
  value: 'a bare value',
  Cookie: 'a Cookie header',
  'Set-Cookie': 'a Set-Cookie header',
  'document.cookie': 'an assignment to document.cookie',
  curl: 'a curl command',
  PowerShell: 'a PowerShell command',
  JSON: 'a list in JSON',
  table: 'a table',
};

export function kindText({ entry: { session, serverSide } }: PastedEntry): string {
  if (session) return session.compressed ? 'Flask session · compressed' : 'Flask session';
  return serverSide ? `${serverSide.library} id` : 'plain cookie';
}
