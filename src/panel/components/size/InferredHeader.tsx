/** The Set-Cookie that Werkzeug counts, as far as the browser stored it. */
import { setCookieHeader } from '../../../cookies/index.ts';
import { shortened } from '../../format/preview.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';

export function InferredHeader({ cookie }: Pick<CookieEntry, 'cookie'>) {
  return (
    <>
      <h2>The Set-Cookie that Werkzeug counts</h2>
      <p class="quiet">Inferred from what the browser stored:</p>
      <pre class="value">
        {setCookieHeader(cookie).replace(cookie.value, () => shortened(cookie.value, VALUE_SHOWN))}
      </pre>
    </>
  );
}

/** Characters of the value kept when the header is shown: the attributes are the point here. */
const VALUE_SHOWN = 40;
