/** Which cookies make up the header, in the order sent; which do not, and why; and the header itself. Rendered only when opened. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Cookie } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import type { PageBudgets, RequestTotals } from '../../store/budgets-of-page.ts';
import { nameText, placeText, WITHHELD } from './budget-words.ts';

/** Of a list; a site and its frames can have thousands. */
const MOST_ROWS = 400;
/** UTF-16 units of the header. */
const MOST_TEXT = 20_000;

type Props = { readonly budgets: PageBudgets; readonly request: RequestTotals };

export function HeaderCookies({ budgets, request }: Props) {
  const { header, url, isOrderKnown } = request;
  const { sent, withheld, text } = header;
  return (
    <>
      {sent.length > 0 && (
        <Disclosure title={`${counted(sent.length, 'cookie')} sent, in this order`}>
          <table class="header-table" aria-label="Sent">
            <tbody>
              {sent.slice(0, MOST_ROWS).map((cookie, index) => (
                <tr key={index}>
                  <td class="number quiet">{index + 1}</td>
                  <CookieName cookie={cookie} host={url.hostname} />
                  <td class="number">{counted(budgets.bytesInHeader(cookie), 'byte')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Cut count={sent.length} />
          <p class="quiet">Each counts as name=value; two more bytes separate it from the next.</p>
          {!isOrderKnown && (
            <p class="quiet">
              The page or its other frames see some of them too: which of those with equally long paths comes
              first is not certain.
            </p>
          )}
        </Disclosure>
      )}
      {withheld.length > 0 && (
        <Disclosure title={`${counted(withheld.length, 'cookie')} not sent`}>
          <table class="header-table" aria-label="Not sent">
            <tbody>
              {withheld.slice(0, MOST_ROWS).map(({ cookie, reason }, index) => (
                <tr key={index}>
                  <CookieName cookie={cookie} host={url.hostname} />
                  <td>{WITHHELD[reason](cookie)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Cut count={withheld.length} />
        </Disclosure>
      )}
      {sent.length > 0 && (
        <Disclosure title="The header as it is sent">
          <code class="value raw cookie-header-text">{text.slice(0, MOST_TEXT)}</code>
          {text.length > MOST_TEXT && (
            <p class="quiet">
              … {grouped(text.length - MOST_TEXT)} more characters; “Copy header” copies all of them.
            </p>
          )}
        </Disclosure>
      )}
    </>
  );
}

function CookieName({ cookie, host }: { readonly cookie: Cookie; readonly host: string }) {
  const place = placeText(cookie, host);
  return (
    <th scope="row">
      {nameText(cookie.name)} {place !== '' && <span class="quiet">{place}</span>}
    </th>
  );
}

function Cut({ count }: { readonly count: number }) {
  return count > MOST_ROWS ? <p class="quiet">… and {grouped(count - MOST_ROWS)} more.</p> : null;
}

type DisclosureProps = { readonly title: string; readonly children: ComponentChildren };

/** Children are made only while it is open. */
function Disclosure({ title, children }: DisclosureProps) {
  const isOpen = useSignal(false);
  return (
    <details
      class="disclosure"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{title}</summary>
      {isOpen.value && children}
    </details>
  );
}
