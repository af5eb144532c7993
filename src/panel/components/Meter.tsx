/** The one meter of the panel: bytes of name + value against the browser's limit. */
import { BROWSER_LIMIT, bytesLeft, type CookieSize } from '../../cookies/index.ts';
import { grouped } from '../format/numbers.ts';

/** From this share of the limit on, a cookie is near it. */
const NEAR = 0.9;

export function isNearLimit(size: CookieSize): boolean {
  return size.total >= BROWSER_LIMIT * NEAR;
}

export function Meter({ size }: { readonly size: CookieSize }) {
  const left = bytesLeft(size);
  return (
    <meter
      class={isNearLimit(size) ? 'meter near' : 'meter'}
      min={0}
      max={BROWSER_LIMIT}
      value={size.total}
      aria-label="Size of the cookie"
      title={`${grouped(size.total)} of ${grouped(BROWSER_LIMIT)} bytes, ${grouped(left)} left`}
    >
      {grouped(size.total)} bytes
    </meter>
  );
}
