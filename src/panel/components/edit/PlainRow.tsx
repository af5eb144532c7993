/** A read-only row of the tree form: a click or the focus turns it into fields. */
import { keyLabel, preview } from '../../format/preview.ts';
import { LONG_TEXT, type ValueRow } from '../payload/value-rows.ts';
import { Cell } from './Cell.tsx';

type Props = {
  readonly row: ValueRow;
  readonly isFocusable: boolean;
  readonly onChoose: (field: 'key' | 'value') => void;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
};

export function PlainRow({ row, isFocusable, onChoose, onFocus, onToggle }: Props) {
  const { path, level, value, canOpen, isOpen } = row;
  const key = keyLabel(path.at(-1) ?? '');
  const choose = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    // The row is another element before the pointer is up: the focus is not to go where this one was.
    event.preventDefault();
    const isKey = event.target instanceof Element && event.target.closest('.tree-key') !== null;
    onChoose(isKey ? 'key' : 'value');
  };
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
      onMouseDown={choose}
      // What reads the page out only clicks.
      onClick={choose}
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
      onMouseDown={(event) => {
        if (!canOpen || event.button !== 0) return;
        event.preventDefault();
        event.stopPropagation();
        onToggle();
      }}
      onClick={(event) => canOpen && event.stopPropagation()}
    >
      {canOpen ? (isOpen ? '▾' : '▸') : ''}
    </span>
  );
}
