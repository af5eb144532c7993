/** What an entry changed in a session compared with the previous one: keys and values in Python's notation, and the size. */
import type { TrailEntry } from '../../../trail/index.ts';
import { clockTime } from '../../format/clock.ts';
import { entryName, growthWords } from '../../format/happenings.ts';
import { counted } from '../../format/numbers.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Judged } from '../../store/activity/ledger.ts';
import { Difference } from '../payload/Difference.tsx';

type Props = { readonly activity: ActivityConcern; readonly happening: Judged };

export function Changes({ activity, happening }: Props) {
  const { before, difference, growth, entry } = happening.step;
  if (!before || !happening.isSession) return null;
  return (
    <>
      <h2>
        {before.entry ? (
          <Against entry={before.entry} onShow={(id) => activity.show(id)} />
        ) : (
          'Compared with the one from before these entries'
        )}
      </h2>
      <p>
        {growth !== null && `${growthWords(growth)[0]?.toUpperCase()}${growthWords(growth).slice(1)}: `}
        {counted(entry.bytes, 'byte')} of name + value.
        {entry.bytesOver > 0 && (
          <span class="refused"> ✗ {counted(entry.bytesOver, 'byte')} over the limit.</span>
        )}
      </p>
      {difference && <Difference caption="What it changed" {...difference} />}
    </>
  );
}

type AgainstProps = { readonly entry: TrailEntry; readonly onShow: (id: number) => void };

function Against({ entry, onShow }: AgainstProps) {
  return (
    <>
      Compared with the one from{' '}
      <button
        type="button"
        class="link"
        aria-label={entryName(entry)}
        title="Show this entry"
        onClick={() => onShow(entry.id)}
      >
        {clockTime(entry.time)}
      </button>
    </>
  );
}
