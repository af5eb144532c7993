/** One part of the keys view, with its heading. */
import type { ComponentChildren } from 'preact';

type Props = { readonly title: string; readonly children: ComponentChildren };

export function Section({ title, children }: Props) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
