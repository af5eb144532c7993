/** The size of a cookie by both rules, and where the bytes of a session go. */
import {
  BROWSER_LIMIT,
  bytesLeft,
  setCookieHeader,
  WERKZEUG_LIMIT,
  werkzeugSize,
} from '../../cookies/index.ts';
import { costsOf, type FlaskSession } from '../../session/index.ts';
import { counted, grouped } from '../format/numbers.ts';
import { label } from '../format/preview.ts';
import type { CookieEntry } from '../store/cookie-entry.ts';
import { Fact, Facts } from './Facts.tsx';

export function SizeTab({ entry }: { readonly entry: CookieEntry }) {
  const { cookie, size, session } = entry;
  const header = werkzeugSize(cookie);
  return (
    <>
      <Facts caption="By the browser’s rule">
        <Fact name="Name" value={counted(size.name, 'byte')} />
        <Fact name="Value" value={counted(size.value, 'byte')} />
        <Fact
          name="Name + value"
          value={<b>{`${grouped(size.total)} of ${grouped(BROWSER_LIMIT)} bytes`}</b>}
        />
        <Fact name="Left" value={counted(bytesLeft(size), 'byte')} />
      </Facts>
      <p class="quiet">
        One byte over {grouped(BROWSER_LIMIT)} and the browser ignores the Set-Cookie without a word: the
        cookie before it stays in force. Attributes do not count.
      </p>
      <Facts caption="By Werkzeug’s rule">
        <Fact
          name="Whole Set-Cookie"
          value={
            <>
              <b>{`${grouped(header)} of ${grouped(WERKZEUG_LIMIT)} bytes`}</b>
              {header > WERKZEUG_LIMIT && <span class="warning"> ▲ Werkzeug warns in the server’s log</span>}
            </>
          }
        />
        <Fact name="Left" value={counted(WERKZEUG_LIMIT - header, 'byte')} />
      </Facts>
      <p class="quiet">
        Werkzeug counts the header with its attributes, and only warns. Inferred from what the browser stored:
      </p>
      <pre class="value">{abbreviated(setCookieHeader(cookie), cookie.value)}</pre>
      {session && <Payload session={session} />}
    </>
  );
}

function Payload({ session }: { readonly session: FlaskSession }) {
  const { segments, jsonBytes, compressed } = session;
  const written = segments.payload.end - segments.payload.start;
  return (
    <>
      <Facts caption="The session">
        <Fact name="JSON" value={counted(jsonBytes, 'byte')} />
        <Fact
          name="In the cookie"
          value={`${counted(written, 'byte')}: ${compressed ? 'compressed with zlib, then base64' : 'base64, not compressed'}`}
        />
      </Facts>
      <Costs session={session} />
    </>
  );
}

/** What each key costs on the wire: what the cookie would shrink by without it. */
function Costs({ session }: { readonly session: FlaskSession }) {
  const costs = costsOf(session);
  if (costs === null) {
    return <p class="quiet">Too large a payload to say what each key costs.</p>;
  }
  if (costs.length === 0) return null;
  const most = Math.max(1, ...costs.map(({ bytes }) => bytes));
  return (
    <table class="costs">
      <caption>What each key costs: the cookie would shrink by so much without it</caption>
      <tbody>
        {costs.map(({ key, bytes }) => (
          <tr key={key}>
            <th scope="row" class="tree-label" title={label(key)}>
              {label(key)}
            </th>
            <td class="number">{counted(bytes, 'byte')}</td>
            <td aria-hidden="true">
              <div class="cost-bar" style={{ width: `${Math.max(0, (100 * bytes) / most)}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Characters of the value kept when the header is shown: the attributes are the point here. */
const VALUE_SHOWN = 40;

function abbreviated(header: string, value: string): string {
  return value.length > VALUE_SHOWN ? header.replace(value, () => `${value.slice(0, VALUE_SHOWN)}…`) : header;
}
