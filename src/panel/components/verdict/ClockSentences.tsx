/** How long a session still lasts by each clock, counting down in the last hour. */
import type { Lifetime, ServerClock } from '../../../cookies/index.ts';
import { minute, second } from '../../format/dates.ts';
import { skewText } from '../../format/server-clock.ts';
import { countdown } from '../../format/verdict.ts';

/** Seconds before either clock ends from which the time is counted down. */
const SOON = 3600;

type Props = {
  readonly lifetime: Lifetime | null;
  /** Whether the server may still accept the session; otherwise its clock is not shown. */
  readonly isOpen: boolean;
};

export function ClockSentences({ lifetime, isOpen }: Props) {
  if (!lifetime) return null;
  const { browser, server } = lifetime;
  const left = server.lifetime - server.age;
  const isAccepted = isOpen && server.state === 'accepted';
  const isEnding = isAccepted && left < SOON && server.source !== 'at-least';
  // Nothing is said of a clock that decides nothing.
  const skew = isOpen || server.state !== 'accepted' ? skewText(server.ahead) : null;
  return (
    <>
      {KINDS[browser.kind]}
      {isAccepted && !isEnding && (
        <>
          {browser.kind === 'unknown' ? 'The' : '; the'} server refuses it
          {server.source === 'at-least' && ' at the earliest'} after{' '}
          <time title={second(server.refusedAfter)}>{minute(server.refusedAfter)}</time>
          {expiryCondition(server)}
        </>
      )}
      {(browser.kind !== 'unknown' || (isAccepted && !isEnding)) && '.'}
      {isEnding && (
        <>
          {' '}
          <span class="warning">
            ▲ The server refuses it in <Countdown seconds={left + 1} />
          </span>
          {expiryCondition(server)}.
        </>
      )}
      {browser.kind === 'permanent' && browser.remaining < SOON && (
        <>
          {' '}
          <span class="warning">
            ▲ The browser drops it in <Countdown seconds={browser.remaining} />
          </span>
          .
        </>
      )}
      {skew && <> The server’s clock decides, {skew}.</>}
    </>
  );
}

const KINDS = { volatile: 'Volatile', permanent: 'Permanent', unknown: '' } as const;

function Countdown({ seconds }: { readonly seconds: number }) {
  return (
    <span role="timer" class="number">
      {countdown(seconds)}
    </span>
  );
}

/** Where the server's lifetime comes from, if the user has not set it. */
export function expiryCondition({ source }: ServerClock): string {
  switch (source) {
    case 'setting':
      return '';
    case 'inferred':
      return ', inferred from Expires';
    case 'inferred-before-edit':
      return ', inferred from Expires before your edit';
    case 'at-least':
      return ': browsers cut Expires at 400 days';
    case 'default':
      return ' if it uses Flask’s default of 31 days';
  }
}
