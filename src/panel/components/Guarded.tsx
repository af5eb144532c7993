/** Keeps a fault of ours in one cookie's view from taking anything else away. It must not hide that there was one. */
import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import type { CookieEntry } from '../store/cookie-entry.ts';
import { EmptyState } from './EmptyState.tsx';

type GuardedProps = { readonly shown: CookieEntry | undefined; readonly children: ComponentChildren };

/** Another cookie, or another value, is a new try. */
export function Guarded({ shown, children }: GuardedProps) {
  const [error, reset] = useErrorBoundary();
  useEffect(reset, [shown]);
  if (error === undefined) return <>{children}</>;
  return (
    <EmptyState title="Session Lens cannot show this cookie">
      <p>That is a bug of Session Lens: {error instanceof Error ? error.message : String(error)}</p>
    </EmptyState>
  );
}
