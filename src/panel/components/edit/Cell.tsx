/** A cell of the tree form. */
import type { ComponentChildren } from 'preact';

type Props = { readonly class: string; readonly children: ComponentChildren };

export function Cell(props: Props) {
  // biome-ignore lint/a11y/useSemanticElements: no table has rows that open
  // biome-ignore lint/a11y/useFocusableInteractive: the rows take the focus, and what is in them
  return <span role="gridcell" {...props} />;
}
