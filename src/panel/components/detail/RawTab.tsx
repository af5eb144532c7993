/** The raw cookie: its value, with a session's three segments marked, and every attribute. */
import type { FlaskSession, Segment } from '../../../session/index.ts';
import { second, utc } from '../../format/dates.ts';
import { visible } from '../../format/visible.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import { Fact, Facts } from '../parts/Facts.tsx';

export function RawTab({ entry }: { readonly entry: CookieEntry }) {
  const { cookie } = entry;
  const partition = cookie.partitionKey;
  return (
    <>
      <RawValue entry={entry} />
      <Facts caption="Attributes">
        <Fact name="Name" value={<code class="breakable">{visible(cookie.name)}</code>} />
        <Fact
          name="Domain"
          value={`${cookie.domain} ${cookie.hostOnly ? '(this host only)' : 'and its subdomains'}`}
        />
        <Fact name="Path" value={<code class="breakable">{visible(cookie.path)}</code>} />
        <Fact
          name="Expires"
          value={
            cookie.expires === null ? 'volatile: none' : `${second(cookie.expires)} (${utc(cookie.expires)})`
          }
        />
        <Fact name="HttpOnly" value={yesNo(cookie.httpOnly)} />
        <Fact name="Secure" value={yesNo(cookie.secure)} />
        <Fact name="SameSite" value={SAME_SITE[cookie.sameSite]} />
        {partition && (
          <Fact
            name="Partition"
            value={`${partition.topLevelSite}${partition.hasCrossSiteAncestor ? ', in a cross-site frame' : ''}`}
          />
        )}
        {cookie.firstPartyDomain !== '' && <Fact name="First party" value={cookie.firstPartyDomain} />}
        <Fact name="Store" value={cookie.storeId} />
      </Facts>
    </>
  );
}

/** The raw value, with its segments coloured if it is a session. */
export function RawValue({ entry }: { readonly entry: CookieEntry }) {
  const { value } = entry.cookie;
  // In a quoted value, the segments are at other positions.
  const session = entry.text === value ? entry.session : null;
  return (
    <>
      <pre class="value raw">{session ? <Segments value={value} session={session} /> : value}</pre>
      {session && (
        <p class="quiet legend">
          <span class="segment-payload">payload</span>
          <span class="segment-timestamp">timestamp</span>
          <span class="segment-signature">signature</span>
        </p>
      )}
    </>
  );
}

const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None', unspecified: 'not given' } as const;

function yesNo(flag: boolean): string {
  return flag ? 'yes' : 'no';
}

/** The three segments in their colours; the dots between them, and a leading one, stay plain. */
function Segments({ value, session }: { readonly value: string; readonly session: FlaskSession }) {
  const { payload, timestamp, signature } = session.segments;
  const text = (segment: Segment): string => value.slice(segment.start, segment.end);
  return (
    <>
      {value.slice(0, payload.start)}
      <span class="segment-payload">{text(payload)}</span>
      {value.slice(payload.end, timestamp.start)}
      <span class="segment-timestamp">{text(timestamp)}</span>
      {value.slice(timestamp.end, signature.start)}
      <span class="segment-signature">{text(signature)}</span>
      {value.slice(signature.end)}
    </>
  );
}
