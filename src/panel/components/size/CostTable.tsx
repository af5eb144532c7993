/** Costs as a table, highest first: the legend of the bar, and the branches that the bar has no room for. */
import { useState } from 'preact/hooks';
import { type BranchCost, type Costs, childCount } from '../../../session/index.ts';
import { counted } from '../../format/numbers.ts';
import { keyLabel, preview } from '../../format/preview.ts';
import { costText, restOf, tintOf } from './cost-words.ts';

type Props = {
  readonly title: string;
  readonly costs: Costs;
  readonly onOpen: (key: string | number) => void;
};

/** Rows before the user asks for more. */
const ROWS_AT_ONCE = 100;
/** Characters of a value. */
const MOST_VALUE = 80;

export function CostTable({ title, costs, onOpen }: Props) {
  const { branches } = costs;
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const hidden = branches.length - shown;
  const rest = restOf(costs);
  return (
    <>
      <table class="cost-table" aria-label={title}>
        <tbody>
          {branches.slice(0, shown).map((branch, rank) => (
            <Row key={branch.key} branch={branch} rank={rank} onOpen={onOpen} />
          ))}
          {rest > 0 && (
            <tr class="quiet">
              <th scope="row">
                <span class="cost-key">
                  <span class="mark shared" aria-hidden="true" />
                  <span class="tree-label">the rest</span>
                </span>
              </th>
              <td />
              <td class="number">{costText(rest)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {hidden > 0 && (
        <button type="button" class="link" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          Show {Math.min(hidden, ROWS_AT_ONCE)} more of {counted(hidden, 'hidden branch', 'hidden branches')}
        </button>
      )}
    </>
  );
}

type RowProps = {
  readonly branch: BranchCost;
  readonly rank: number;
  readonly onOpen: (key: string | number) => void;
};

function Row({ branch: { key, value, bytes }, rank, onOpen }: RowProps) {
  const name = keyLabel(key);
  const hasSegment = bytes !== null && bytes > 0;
  return (
    <tr>
      <th scope="row" title={name}>
        <span class="cost-key">
          <span
            class={hasSegment ? 'mark' : 'mark none'}
            style={{ '--tint': tintOf(rank) }}
            aria-hidden="true"
          />
          {childCount(value) > 0 ? (
            <button type="button" class="link tree-label" onClick={() => onOpen(key)}>
              {name}
            </button>
          ) : (
            <span class="tree-label">{name}</span>
          )}
          {childCount(value) > 0 && (
            <span class="quiet" aria-hidden="true">
              ▸
            </span>
          )}
        </span>
      </th>
      <td class="cost-value">{preview(value, MOST_VALUE)}</td>
      <td class="number">{bytes === null ? <span class="quiet">not measured</span> : costText(bytes)}</td>
    </tr>
  );
}
