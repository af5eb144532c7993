/** A read-only row of the tree form: a click or the focus turns it into fields. */
import { preview, shortened } from '../../format/preview.ts';
import { visible } from '../../format/visible.ts';
import { LONG_TEXT, type ValueRow } from '../value-rows.ts';
import { Cell } from './Cell.tsx';

type Props = {
  readonly row: ValueRow;
  readonly isFocusable: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
};

export function PlainRow({ row, isFocusable, onChoose, onFocus, onToggle }: Props) {
  const { path, level, value, canOpen, isOpen } = row;
  const key = visible(shortened(String(path.at(-1))));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useSemanticElements: no table has rows that open
    <div
      role="row"
      class="tree-row"
      style={{ '--level': level }}
      aria-level={level}
      aria-selected={false}
      {...(canOpen ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isFocusable ? 0 : -1}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <Cell class="tree-key">
        <Twisty canOpen={canOpen} isOpen={isOpen} onToggle={onToggle} />
        <span class="tree-label" title={key}>
          {key}
        </span>
      </Cell>
      <Cell class="tree-value">{isOpen ? '' : preview(value, LONG_TEXT)}</Cell>
      <Cell class="tree-type">{value.type === 'None' ? 'NoneType' : value.type}</Cell>
    </div>
  );
}

type TwistyProps = { readonly canOpen: boolean; readonly isOpen: boolean; readonly onToggle: () => void };

/** For the pointer; the row handles the keys. */
export function Twisty({ canOpen, isOpen, onToggle }: TwistyProps) {
  return (
    <span
      class="twisty"
      aria-hidden="true"
      onClick={(event) => {
        if (!canOpen) return;
        event.stopPropagation();
        onToggle();
      }}
    >
      {canOpen ? (isOpen ? '▾' : '▸') : ''}
    </span>
  );
}
