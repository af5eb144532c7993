/** Durations as people read them. From seconds to text only. */

/** How many units `formatDuration` shows: the two largest, or all, so that nothing is lost. */
export type DurationUnits = 'two' | 'all';

/**
 * A duration as text: `31 days`, `1 day 2 h`, `1 h 30 min`, `45 s`. Fractions of a second are dropped; with `two`
 * the rest below the second unit is dropped too (never rounded up). Negative ones begin with a minus sign.
 * `parseDuration` reads every text that `all` writes, the negative ones apart.
 */
export function formatDuration(seconds: number, units: DurationUnits = 'two'): string {
  const whole = Math.trunc(Math.abs(seconds));
  if (!Number.isFinite(whole)) return String(seconds);
  const days = Math.floor(whole / 86_400);
  const counts: readonly (readonly [number, string])[] = [
    [days, days === 1 ? 'day' : 'days'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  const largest = counts.findIndex(([count]) => count > 0);
  if (largest < 0) return '0 s';
  const shown = units === 'all' ? counts : counts.slice(largest, largest + 2);
  const text = shown
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
  return seconds < 0 ? `−${text}` : text;
}
