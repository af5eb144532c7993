/** The Cookie header that the page's next reload carries, or a frame's: its size, its budget, and whether servers take it. */
import { BROWSER_LABEL, HEADER_LIMIT, type ServerVerdict } from '../../../cookies/index.ts';
import type { HostReading } from '../../../messaging/protocol.ts';
import { counted, grouped } from '../../format/numbers.ts';
import type { PageBudgets, RequestTotals } from '../../store/budgets-of-page.ts';
import type { Store } from '../../store/store.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { BudgetField } from './BudgetField.tsx';
import { NOT_KNOWN, shown } from './budget-words.ts';
import { HeaderCookies } from './HeaderCookies.tsx';
import { MissingCookies } from './MissingCookies.tsx';
import { RequestChoice } from './RequestChoice.tsx';
import { Verdict } from './Verdict.tsx';

type Props = {
  readonly store: Store;
  readonly budgets: PageBudgets;
  readonly request: RequestTotals;
  readonly frames: readonly HostReading[];
};

export function HeaderTotals({ store, budgets, request, frames }: Props) {
  const { url, page, header, servers, missing } = request;
  const bytes = header.bytes.length;
  const isWhole = missing.length === 0;
  const isStrict = page === null && header.sent.some(({ sameSite }) => sameSite === 'strict');
  const isBlocked = header.withheld.some(({ reason }) => reason === 'third-party');
  const doing = page === null ? 'Reloading' : 'Loading the frame';
  return (
    <section aria-label="Cookie header">
      <h2>Cookie header</h2>
      {frames.length > 0 && <RequestChoice budgets={budgets} request={request} frames={frames} />}
      {header.sent.length === 0 ? (
        <p>
          {doing} <code class="breakable">{shown(url.host + url.pathname)}</code>{' '}
          {isWhole ? 'sends no cookie.' : 'may send cookies, which are not known without permission.'}
        </p>
      ) : (
        <p>
          {doing} <code class="breakable">{shown(url.host + url.pathname)}</code> sends{' '}
          <b>
            {isWhole ? '' : 'at least '}
            {header.isExact ? '' : 'about '}
            {counted(bytes, 'byte')}
          </b>{' '}
          in {counted(header.sent.length, 'cookie')}.{' '}
          <CopyButton store={store} text={`Cookie: ${header.text}`} label="Copy header" />
        </p>
      )}
      {/* For the page, it stands at the head of the view. */}
      {page !== null && <MissingCookies store={store} missing={missing} />}
      {!header.isExact && (
        <p class="quiet">
          Some bytes are not UTF-8, and {BROWSER_LABEL[store.host.browser]} does not say which bytes it will
          send for them.
        </p>
      )}
      {isStrict && (
        <p class="quiet">
          If a link on another site led here, a reload leaves out the cookies with SameSite=Strict.
        </p>
      )}
      {isBlocked && (
        <p class="quiet">
          {BROWSER_LABEL[store.host.browser]} is taken to block third-party cookies, which is a setting of
          yours. Where it does not, the frame is sent those too.
        </p>
      )}
      {page === null && (
        <div class="header-budget">
          <span title={`A percentage is of ${grouped(HEADER_LIMIT)} bytes`}>Budget</span>
          <BudgetField
            key={url.origin}
            of="the Cookie header"
            budget={budgets.ofPage.value.header}
            onTake={(taken) => budgets.setHeader(url.origin, taken)}
          />
          <span>
            <Verdict held={budgets.headerVerdict(bytes)} isWhole={isWhole} />
          </span>
        </div>
      )}
      <HeaderCookies key={url.hostname} budgets={budgets} request={request} />
      <Servers servers={servers} isWhole={isWhole} />
    </section>
  );
}

type ServersProps = {
  readonly servers: readonly ServerVerdict[];
  /** Whether all cookies that are sent can be read: otherwise, what is counted is the least. */
  readonly isWhole: boolean;
};

function Servers({ servers, isWhole }: ServersProps) {
  return (
    <>
      <table class="servers">
        <caption>What servers accept by default</caption>
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
            <th scope="col">Response when over</th>
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
                {isWhole ? '' : '≥ '}
                {isEstimate ? '~' : ''}
                {grouped(count)}
              </td>
              <td class="number">
                {left < 0 ? (
                  <span class="refused">✗ {grouped(-left)} over</span>
                ) : isWhole ? (
                  grouped(left)
                ) : (
                  <span class="quiet">{NOT_KNOWN}</span>
                )}
              </td>
              <td class={left < 0 ? '' : 'quiet'}>{answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        In bytes, measured by running each server. Node and uWSGI count the whole request; its other fields
        are estimated (~).
      </p>
    </>
  );
}
