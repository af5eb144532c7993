/** Stands in a tree for children that are not shown, and shows more of them. */
import { counted } from '../../format/numbers.ts';
import { CHILDREN_AT_ONCE, type MoreRow as Row } from './value-rows.ts';

type Props = { readonly row: Row; readonly onShow: () => void };

export function MoreRow({ row: { level, hidden }, onShow }: Props) {
  return (
    <div class="tree-more" style={{ '--level': level }}>
      <button type="button" class="link" onClick={onShow}>
        Show {Math.min(hidden, CHILDREN_AT_ONCE)} more of {counted(hidden, 'hidden value')}
      </button>
    </div>
  );
}
