/** A cookie compared with both limits side by side, and what lies between the two. */
import { useMemo } from 'preact/hooks';
import {
  BROWSER_LIMIT,
  bytesLeft,
  setCookieHeader,
  utf8Length,
  WERKZEUG_LIMIT,
} from '../../../cookies/index.ts';
import { type FlaskSession, isCut, roomFor } from '../../../session/index.ts';
import { grouped } from '../../format/numbers.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';

type Props = {
  readonly entry: CookieEntry;
  /** The Set-Cookie that Werkzeug counts; unless given, inferred. Null: the attributes are not known. */
  readonly header?: string | null;
};

export function Limits({ entry, header = setCookieHeader(entry.cookie) }: Props) {
  const { cookie, size, session } = entry;
  const headerSize = utf8Length(header ?? '');
  const left = bytesLeft(size);
  const headerLeft = WERKZEUG_LIMIT - headerSize;
  const browserRoom = useRoom(session, left);
  const werkzeugRoom = useRoom(session, headerLeft);
  return (
    <>
      <table class="facts limits">
        <caption>{header === null ? 'Against the browser’s limit' : 'Against both limits'}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Size</th>
            <th scope="col">Left</th>
            {session && <th scope="col">JSON that fits</th>}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Browser: name + value</th>
            <td>
              <b>{`${grouped(size.total)} of ${grouped(BROWSER_LIMIT)} bytes`}</b>
            </td>
            <td>{leftText(left)}</td>
            {session && <td>{browserRoom}</td>}
          </tr>
          {header !== null && (
            <tr>
              <th scope="row">Werkzeug: whole Set-Cookie</th>
              <td>
                <b>{`${grouped(headerSize)} of ${grouped(WERKZEUG_LIMIT)} bytes`}</b>
              </td>
              <td>
                {headerLeft < 0 ? (
                  <span class="warning">▲ {leftText(headerLeft)}</span>
                ) : (
                  leftText(headerLeft)
                )}
              </td>
              {session && <td>{werkzeugRoom}</td>}
            </tr>
          )}
        </tbody>
      </table>
      {header !== null && (
        <Between
          name={size.name}
          value={size.value}
          // A value that Werkzeug quotes grows when it is written, so no exact number of bytes can be given.
          around={header.startsWith(`${cookie.name}=${cookie.value}`) ? headerSize - size.value : null}
        />
      )}
      {session && (
        <p class="quiet">
          JSON that fits, in bytes: one more key with its quotes, its comma and a text of random characters,
          which compresses worst. Text that repeats words of the session takes less room.
        </p>
      )}
    </>
  );
}

type BetweenProps = {
  /** Bytes. */
  readonly name: number;
  readonly value: number;
  /** Bytes of the Set-Cookie around the value; null where that depends on the value. */
  readonly around: number | null;
};

/** The range of sizes in which the cookie is stored although Werkzeug warns, and what happens outside of it. */
function Between({ name, value, around }: BetweenProps) {
  const stored = BROWSER_LIMIT - name;
  const quiet = around === null ? null : Math.max(0, WERKZEUG_LIMIT - around);
  const isWithin = quiet !== null && value > quiet && value <= stored;
  return (
    <>
      {isWithin && (
        <p>
          <span class="warning">▲ Werkzeug warns in the server’s log</span>, but the browser stores the cookie
          anyway.
        </p>
      )}
      <p class="quiet">
        Only Werkzeug counts the attributes, and it only warns.{' '}
        {quiet !== null && (
          <>
            With the name and attributes of this cookie, a value of up to {grouped(quiet)} bytes is within
            both limits; from {grouped(quiet + 1)} to {grouped(stored)}, Werkzeug warns and the browser stores
            it;{' '}
          </>
        )}
        {quiet === null ? 'One byte over its limit' : `from ${grouped(stored + 1)} on`}, the browser silently
        ignores the Set-Cookie: the previous cookie stays in effect.
      </p>
    </>
  );
}

function leftText(left: number): string {
  return left < 0 ? `${grouped(-left)} too many` : grouped(left);
}

/** How much more JSON fits if the cookie may grow by `left` bytes. */
function useRoom(session: FlaskSession | null, left: number): string {
  return useMemo(() => {
    if (session?.payload.type !== 'dict' || isCut(session)) return 'not measured';
    const room = roomFor(session.payload, session.segments.payload.end + left);
    if (room === null) return 'not measured';
    return room === 0 ? 'none' : grouped(room);
  }, [session, left]);
}
