/** Shown where there is nothing to show: says why, and what to do next. */
import type { ComponentChildren } from 'preact';

type Props = { readonly title: string; readonly children?: ComponentChildren };

export function EmptyState({ title, children }: Props) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
