/** The Cookie header that the next reload of the page carries: its size, its budget, and whether servers take it. */
import { HEADER_LIMIT, type ServerVerdict } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import type { PageBudgets, PageTotals } from '../../store/budgets-of-page.ts';
import type { Store } from '../../store/store.ts';
import { AccessRequest } from '../AccessRequest.tsx';
import { CopyButton } from '../CopyButton.tsx';
import { BudgetField } from './BudgetField.tsx';
import { shown } from './budget-words.ts';
import { HeaderCookies } from './HeaderCookies.tsx';
import { Verdict } from './Verdict.tsx';

type Props = { readonly store: Store; readonly budgets: PageBudgets; readonly totals: PageTotals };

export function HeaderTotals({ store, budgets, totals }: Props) {
  const { url, header, servers, missing } = totals;
  const bytes = header.bytes.length;
  const isStrict = header.sent.some(({ sameSite }) => sameSite === 'strict');
  return (
    <section aria-label="Cookie header">
      <h2>Cookie header</h2>
      {header.sent.length === 0 ? (
        <p>
          Reloading <code class="breakable">{shown(url.host + url.pathname)}</code> sends no cookie.
        </p>
      ) : (
        <p>
          Reloading <code class="breakable">{shown(url.host + url.pathname)}</code> sends{' '}
          <b>
            {header.isExact ? '' : 'about '}
            {counted(bytes, 'byte')}
          </b>{' '}
          in {counted(header.sent.length, 'cookie')}.{' '}
          <CopyButton store={store} text={`Cookie: ${header.text}`} label="Copy header" />
        </p>
      )}
      {missing.map((one) => (
        <p key={one.domain}>
          <span class="warning">▲ Without the cookies of {shown(one.domain)}</span>, which cannot be seen
          without a permission. <AccessRequest store={store} missing={one} />
        </p>
      ))}
      {!header.isExact && (
        <p class="quiet">Some bytes are not UTF-8, and Chromium does not tell which it will send for them.</p>
      )}
      {isStrict && (
        <p class="quiet">
          If a link on another site led here, a reload leaves out the cookies with SameSite=Strict.
        </p>
      )}
      <div class="header-budget">
        <span title={`A share is one of ${grouped(HEADER_LIMIT)} bytes`}>Budget</span>
        <BudgetField
          key={url.origin}
          of="the Cookie header"
          budget={budgets.ofPage.value.header}
          onTake={(taken) => budgets.setHeader(url.origin, taken)}
        />
        <span>
          <Verdict held={budgets.headerVerdict(bytes)} />
        </span>
      </div>
      <HeaderCookies budgets={budgets} totals={totals} />
      <Servers servers={servers} />
    </section>
  );
}

function Servers({ servers }: { readonly servers: readonly ServerVerdict[] }) {
  return (
    <>
      <table class="servers">
        <caption>What servers take by default</caption>
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col" class="number">
              Limit
            </th>
            <th scope="col" class="number">
              Counted
            </th>
            <th scope="col" class="number">
              Left
            </th>
            <th scope="col">Answer when over</th>
          </tr>
        </thead>
        <tbody>
          {servers.map(({ server, label, setting, limit, counted: count, left, isEstimate, answer }) => (
            <tr key={server}>
              <th scope="row" title={setting}>
                {label}
              </th>
              <td class="number">{grouped(limit)}</td>
              <td class="number">
                {isEstimate ? '~' : ''}
                {grouped(count)}
              </td>
              <td class="number">
                {left < 0 ? <span class="refused">✗ {grouped(-left)} over</span> : grouped(left)}
              </td>
              <td class={left < 0 ? '' : 'quiet'}>{answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        Bytes, each found by running the server. Node and uWSGI count the whole request, whose other fields
        are estimated (~).
      </p>
    </>
  );
}
