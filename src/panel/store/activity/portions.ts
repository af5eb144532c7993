/** Hands the record on in portions, in its order, so that no task takes long though a full record is told at once. */
import type { RecordNews } from '../../../messaging/recording.ts';

/** Entries that are judged in one task: some ten milliseconds. */
const AT_ONCE = 64;

/** @param listener told each portion, the first at once; `isLast`: no more is waiting */
export function inPortions(
  listener: (portion: RecordNews, isLast: boolean) => void,
): (news: RecordNews) => void {
  const waiting: RecordNews[] = [];
  let isWorking = false;
  const work = async (): Promise<void> => {
    isWorking = true;
    for (let portion = waiting.shift(); portion; portion = waiting.shift()) {
      listener(portion, waiting.length === 0);
      if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve));
    }
    isWorking = false;
  };
  return (news) => {
    waiting.push(...portionsOf(news));
    if (!isWorking) void work();
  };
}

/** News without entries tell of what was cleared: they are a portion too. */
function portionsOf({ entries, ...rest }: RecordNews): RecordNews[] {
  const count = Math.max(1, Math.ceil(entries.length / AT_ONCE));
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    entries: entries.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  }));
}
