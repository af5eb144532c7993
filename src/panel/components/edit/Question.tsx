/** The heading of a review. It takes the focus when it appears, because the button that led here is gone. */
import { useLayoutEffect, useRef } from 'preact/hooks';

export function Question({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children} <span class="quiet">Nothing is written yet.</span>
    </h2>
  );
}
