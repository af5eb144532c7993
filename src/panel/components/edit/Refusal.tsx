/** What the browser said when it did not write a cookie. */
import type { ComponentChildren } from 'preact';

type Props = { readonly message: string; readonly children?: ComponentChildren };

export function Refusal({ message, children }: Props) {
  return (
    <p role="alert">
      <span class="refused">✗ The browser refused it</span>: {message}
      {/[.!?]$/.test(message) ? '' : '.'} Nothing has changed. {children}
    </p>
  );
}
