/** The time of signing, now, and the end of both clocks on one line, the server's. It shows what the tables next to it say. */
import type { Lifetime } from '../../../cookies/index.ts';
import { minute } from '../../format/dates.ts';

type Props = {
  readonly lifetime: Lifetime;
  /** Seconds since 1970 by the browser's clock. */
  readonly now: number;
};

export function Timeline({ lifetime: { browser, server }, now: browserNow }: Props) {
  const now = browserNow + server.ahead;
  const signed = server.refusedAfter - server.lifetime;
  const expires = browser.kind === 'permanent' ? browser.expires + server.ahead : null;
  const start = Math.min(signed, now);
  const end = Math.max(server.refusedAfter, now, expires ?? 0);
  const share = (seconds: number): string => `${(100 * (seconds - start)) / Math.max(1, end - start)}%`;
  return (
    <div class="timeline" aria-hidden="true">
      <div class="timeline-labels">
        <span>signed {minute(signed)}</span>
        <span>server refuses {minute(server.refusedAfter)}</span>
      </div>
      <div class="timeline-bar">
        <div
          class={server.state === 'accepted' ? 'timeline-elapsed' : 'timeline-elapsed over'}
          style={{ left: share(signed), right: `calc(100% - ${share(Math.max(signed, now))})` }}
        />
        <div class="timeline-mark end" style={{ left: share(server.refusedAfter) }} />
        {expires !== null && (
          <div class="timeline-mark expires" style={{ left: share(expires) }} title="Expires" />
        )}
        <div class="timeline-mark now" style={{ left: share(now) }} title="now" />
      </div>
    </div>
  );
}
