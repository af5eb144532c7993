/** Keeps a fault of ours in the view of one cookie or entry from taking anything else away. It must not hide that there was one. */
import type { ComponentChildren } from 'preact';
import { useErrorBoundary, useState } from 'preact/hooks';
import { EmptyState } from './EmptyState.tsx';

type GuardedProps = {
  /** What the view is of. */
  readonly shown: object | undefined;
  readonly children: ComponentChildren;
};

/** Another object is a new try: another cookie, another value of it, another entry. */
export function Guarded({ shown, children }: GuardedProps) {
  const [failed, setFailed] = useState<{ readonly shown: object | undefined; readonly error: unknown }>();
  useErrorBoundary((error: unknown) => setFailed({ shown, error }));
  if (failed === undefined || failed.shown !== shown) return <>{children}</>;
  const { error } = failed;
  return (
    <EmptyState title="Session Lens cannot show this">
      <p>This is a bug in Session Lens: {error instanceof Error ? error.message : String(error)}</p>
    </EmptyState>
  );
}
