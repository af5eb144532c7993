/** The one meter of the panel: bytes of name + value against the browser's limit. */
import { BROWSER_LIMIT, bytesLeft, type CookieSize } from '../../../cookies/index.ts';
import { grouped } from '../../format/numbers.ts';

/** From this share of the limit on, a cookie is near it. */
const NEAR = 0.9;

export function isNearLimit(size: CookieSize): boolean {
  return size.total >= BROWSER_LIMIT * NEAR;
}

type Props = {
  readonly size: CookieSize /** What is measured, unless it is the cookie as it is. */;
  readonly label?: string;
};

export function Meter({ size, label = 'Size of the cookie' }: Props) {
  const left = bytesLeft(size);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in both browsers
    <div
      class={isNearLimit(size) ? 'meter near' : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={BROWSER_LIMIT}
      aria-valuenow={size.total}
      title={`${grouped(size.total)} of ${grouped(BROWSER_LIMIT)} bytes, ${grouped(left)} left`}
    >
      <div style={{ width: `${Math.min(100, (100 * size.total) / BROWSER_LIMIT)}%` }} />
    </div>
  );
}
