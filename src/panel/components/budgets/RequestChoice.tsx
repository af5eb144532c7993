/** Whose Cookie header is looked at: the page's, or that of one of its frames. Draws no header. */
import type { HostReading } from '../../../messaging/protocol.ts';
import type { PageBudgets, RequestTotals } from '../../store/budgets-of-page.ts';
import { shown } from './budget-words.ts';

type Props = {
  readonly budgets: PageBudgets;
  readonly request: RequestTotals;
  /** Each of a host of its own. */
  readonly frames: readonly HostReading[];
};

export function RequestChoice({ budgets, request, frames }: Props) {
  return (
    <label class="request-choice">
      Sent for
      <select
        value={request.page === null ? '' : request.url.hostname}
        onChange={({ currentTarget: { value } }) => budgets.choose(value === '' ? null : value)}
      >
        <option value="">the page</option>
        {frames.map(({ host, url }) => (
          <option key={host} value={host}>
            a frame of {shown(new URL(url).host)}
          </option>
        ))}
      </select>
    </label>
  );
}
