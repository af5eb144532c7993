/** The Set-Cookie that Werkzeug counts, as far as the browser has kept it. */
import { setCookieHeader } from '../../../cookies/index.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';

export function InferredHeader({ cookie }: Pick<CookieEntry, 'cookie'>) {
  return (
    <>
      <h2>The Set-Cookie that Werkzeug counts</h2>
      <p class="quiet">Inferred from what the browser stored:</p>
      <pre class="value">{abbreviated(setCookieHeader(cookie), cookie.value)}</pre>
    </>
  );
}

/** Characters of the value kept when the header is shown: the attributes are the point here. */
const VALUE_SHOWN = 40;

function abbreviated(header: string, value: string): string {
  return value.length > VALUE_SHOWN ? header.replace(value, () => `${value.slice(0, VALUE_SHOWN)}…`) : header;
}
