/** The three signs of the panel. Colour never stands alone: the shape and the accessible name say the same. */

export type SignKind = 'accepted' | 'warning' | 'refused';

const SHAPES: Readonly<Record<SignKind, string>> = { accepted: '✓', warning: '▲', refused: '✗' };

/** A sign with its meaning in words, for the title and for screen readers. */
export function Sign({ kind, label }: { readonly kind: SignKind; readonly label: string }) {
  return (
    <span role="img" class={kind} aria-label={label} title={label}>
      {SHAPES[kind]}
    </span>
  );
}
