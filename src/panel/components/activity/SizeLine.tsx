/** The size of one cookie over time, against the browser's limit: a small line, and a sentence for those who cannot see it. */
import { BROWSER_LIMIT } from '../../../cookies/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { shortened } from '../../format/preview.ts';
import { isolated } from '../../format/visible.ts';
import type { Happening, Judged } from '../../store/activity/ledger.ts';

type Props = { readonly trail: readonly Happening[]; readonly selected: Judged };

/** Entries that are drawn, the last ones. */
const MOST_POINTS = 200;
/** Units of the drawing. */
const [WIDTH, HEIGHT, MARGIN] = [400, 56, 5];

type Point = { readonly happening: Judged; readonly x: number; readonly y: number };

export function SizeLine({ trail, selected }: Props) {
  const judged = trail.filter((happening) => happening.kind !== 'unread').slice(-MOST_POINTS);
  if (judged.length < 2) return null;
  const most = Math.max(BROWSER_LIMIT * 1.05, ...judged.map(({ step }) => step.entry.bytes));
  const yOf = (bytes: number): number => HEIGHT - MARGIN - (bytes / most) * (HEIGHT - 2 * MARGIN);
  const points = judged.map(
    (happening, index): Point => ({
      happening,
      x: MARGIN + (index * (WIDTH - 2 * MARGIN)) / (judged.length - 1),
      y: yOf(happening.step.entry.bytes),
    }),
  );
  const limit = yOf(BROWSER_LIMIT);
  const kept = points.filter(({ happening }) => happening.outcome !== 'rejected');
  return (
    <>
      <h2>Size over time</h2>
      <svg class="size-line" role="img" aria-label={sentence(judged)} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>{sentence(judged)}</title>
        <line class="limit" x1={0} x2={WIDTH} y1={limit} y2={limit} />
        <polyline class="sizes" points={kept.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {points.map((point) => (
          <Mark key={point.happening.recorded.id} point={point} isSelected={point.happening === selected} />
        ))}
      </svg>
      <p class="quiet size-legend">
        {sentence(judged)} <span class="refused">┄</span> the limit
      </p>
    </>
  );
}

/** A cross for a rejected cookie, a dot for the selected one; the line shows the rest. */
function Mark({
  point: { happening, x, y },
  isSelected,
}: {
  readonly point: Point;
  readonly isSelected: boolean;
}) {
  const isRejected = happening.outcome === 'rejected';
  return (
    <>
      {isSelected && <circle class="selected-size" cx={x} cy={y} r={4} />}
      {isRejected && <path class="rejected-size" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />}
    </>
  );
}

function sentence(judged: readonly Judged[]): string {
  const sizes = judged.map(({ step }) => step.entry.bytes);
  const rejected = judged.filter(({ outcome }) => outcome === 'rejected').length;
  const [first = 0] = sizes;
  const name = isolated(shortened(judged[0]?.step.entry.name ?? ''));
  const crosses = rejected > 0 ? `; ${grouped(rejected)} rejected (✗)` : '';
  return `${name} in ${counted(judged.length, 'entry', 'entries')}: from ${grouped(first)} to ${counted(sizes.at(-1) ?? 0, 'byte')} of ${grouped(BROWSER_LIMIT)}${crosses}.`;
}
