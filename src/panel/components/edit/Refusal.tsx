/** Why a cookie was not written, and what is in its place now. It says that nothing has changed only where that was read. */
import type { ComponentChildren } from 'preact';
import type { Left, Refused } from '../../store/editing/writing.ts';

type Props = Refused & { readonly children?: ComponentChildren };

export function Refusal({ message, left, children }: Props) {
  return (
    <p role="alert">
      <span class="refused">✗ {WHAT[left] ?? 'The browser refused it'}</span>: {message}
      {/[.!?]$/.test(message) ? '' : '.'} {NOW[left]} {children}
    </p>
  );
}

const WHAT: Readonly<Partial<Record<Left, string>>> = {
  'not-asked': 'Nothing was written',
  unknown: 'It failed',
};

const NOW: Readonly<Record<Left, ComponentChildren>> = {
  'the-same': 'Nothing has changed.',
  another: <span class="warning">▲ The cookie is not what it was before.</span>,
  nothing: <span class="warning">▲ The cookie that was there is gone.</span>,
  unknown: <span class="warning">▲ Whether the cookie has changed is not known.</span>,
  'not-asked': '',
};
