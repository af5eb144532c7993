/** What a cookie without a session payload holds: the id of a server-side session; or why it is not a session, and its value. */
import type { ServerSideSession } from '../../../session/index.ts';
import { utc } from '../../format/dates.ts';
import { shortened } from '../../format/preview.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { Fact, Facts } from '../parts/Facts.tsx';

/** Characters of a text shown at once. */
const MOST_TEXT = 20_000;

export function OtherValue({ entry }: { readonly entry: CookieEntry }) {
  const { serverSide, whyNot, cookie } = entry;
  if (serverSide) return <ServerSideId text={cookie.value} session={serverSide} />;
  return (
    <>
      {whyNot && <WhyNot why={whyNot} value={cookie.value} />}
      <h2>Value</h2>
      <pre class="value">{cookie.value.slice(0, MOST_TEXT) || <span class="quiet">empty</span>}</pre>
    </>
  );
}

function ServerSideId({ text, session }: { readonly text: string; readonly session: ServerSideSession }) {
  const { id, signature, created, library } = session;
  return (
    <Facts caption={`What the cookie holds (${library})`}>
      <Fact name="Id" value={<code class="breakable">{text.slice(id.start, id.end)}</code>} />
      {created !== null && <Fact name="Created" value={utc(created)} />}
      <Fact
        name="Signature"
        value={signature ? <code>{text.slice(signature.start, signature.end)}</code> : 'none'}
      />
      <Fact name="Payload" value="on the server, under this id" />
    </Facts>
  );
}

/** Characters shown on either side of the offending one. */
const AROUND = 30;

type WhyNotProps = { readonly why: NonNullable<CookieEntry['whyNot']>; readonly value: string };

function WhyNot({ why, value }: WhyNotProps) {
  const { reason, position, decoded } = why;
  const from = Math.max(0, position - AROUND);
  return (
    <>
      <p>
        Not a Flask session: {reason}.
        {value !== '' && (
          <> {position < value.length ? `Character ${position + 1} of ${value.length}:` : 'At its end:'}</>
        )}
      </p>
      {value !== '' && (
        <pre class="value">
          {from > 0 && '…'}
          {value.slice(from, position)}
          <mark>{value.slice(position, position + 1) || '⌷'}</mark>
          {value.slice(position + 1, position + AROUND)}
          {position + AROUND < value.length && '…'}
        </pre>
      )}
      {decoded !== null && decoded !== '' && (
        <>
          <h2>What could be decoded</h2>
          <pre class="value">{shortened(decoded, MOST_TEXT)}</pre>
        </>
      )}
    </>
  );
}
