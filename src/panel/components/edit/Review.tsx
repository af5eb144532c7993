/** What a write changes: old beside new, field by field, and the payloads' difference. It writes nothing. */
import { useMemo } from 'preact/hooks';
import { type Cookie, cookieId, sizeOf } from '../../../cookies/index.ts';
import { diff, type FlaskSession } from '../../../session/index.ts';
import { second } from '../../format/dates.ts';
import { grouped } from '../../format/numbers.ts';
import { shortened } from '../../format/preview.ts';
import { keyName } from '../../format/verdict.ts';
import { visible } from '../../format/visible.ts';
import { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { Difference } from '../payload/Difference.tsx';

type Props = {
  readonly store: Store;
  /** The host that it is listed for. */
  readonly host: CookieEntry['host'];
  /** Null: there is none. */
  readonly before: Cookie | null;
  readonly after: Cookie | null;
};

/** The most characters shown of a value that is not a session. */
const MOST_VALUE = 160;

export function Review({ store, host, before, after }: Props) {
  const [old, next] = useMemo(() => [entryOf(before, host), entryOf(after, host)], [before, after, host]);
  const difference = useMemo(() => {
    const [was, is] = [old?.session, next?.session];
    return was && is ? diff(was.payload, is.payload) : null;
  }, [old, next]);
  const rows = [
    ...(difference ? [] : [row('Value', old, next, valueText)]),
    row('Size', old, next, ({ cookie }) => `${grouped(sizeOf(cookie).total)} bytes`),
    row('Expires', old, next, ({ cookie }) =>
      cookie.expires === null ? 'volatile' : second(cookie.expires),
    ),
    row('Signed with', old, next, (entry) => signedWith(store, entry)),
    row('Timestamp', old, next, timestampText),
    ...MORE.map(([name, text]) => row(name, old, next, ({ cookie }) => text(cookie))).filter(
      ({ was, is }) => old !== null && next !== null && was !== is,
    ),
  ];
  return (
    <>
      {difference && <Difference caption="What changes" {...difference} />}
      <table class="review">
        <caption>The cookie</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Old</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, was, is }) => (
            <tr key={name} class={was === is ? 'quiet' : ''}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td>{is}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Row = { readonly name: string; readonly was: string; readonly is: string };

function row(
  name: string,
  old: CookieEntry | null,
  next: CookieEntry | null,
  text: (entry: CookieEntry) => string,
): Row {
  return { name, was: old ? text(old) : 'no cookie', is: next ? text(next) : 'no cookie' };
}

function entryOf(cookie: Cookie | null, host: CookieEntry['host']): CookieEntry | null {
  return cookie && new CookieEntry(cookieId(cookie), cookie, host, false);
}

/** Other fields, shown only if they differ. */
const MORE: readonly (readonly [string, (cookie: Cookie) => string])[] = [
  ['Secure', ({ secure }) => (secure ? 'yes' : 'no')],
  ['HttpOnly', ({ httpOnly }) => (httpOnly ? 'yes' : 'no')],
  ['SameSite', ({ sameSite }) => sameSite],
];

function valueText({ cookie: { value } }: CookieEntry): string {
  return visible(shortened(value, MOST_VALUE));
}

function signedWith({ verdicts }: Store, entry: CookieEntry): string {
  const signature = verdicts.signatureOf(entry);
  switch (signature.state) {
    case 'valid':
      return shortened(keyName(signature.key.name));
    case 'bad':
      return '✗ none of this site’s keys';
    case 'no-key':
      return 'not checked: no key';
    case 'unsigned':
      return 'not signed';
  }
}

function timestampText({ session }: { readonly session: FlaskSession | null }): string {
  return session?.timestamp.state === 'read' ? second(session.timestamp.seconds) : 'none';
}
