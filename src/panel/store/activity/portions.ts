/** Hands the record on in portions, in its order, so that no task takes long though a full record is told at once. */
import type { RecordNews } from '../../../messaging/recording.ts';

/** Entries that are judged in one task: some five milliseconds. */
const AT_ONCE = 32;

/**
 * @param listener told each portion when it is done with the one before, the first at once; `isLast`: no more is waiting
 * @param failed told why the listener failed; the portions that wait are told to it all the same
 */
export function inPortions(
  listener: (portion: RecordNews, isLast: boolean) => Promise<void>,
  failed: (error: unknown) => void,
): (news: RecordNews) => void {
  const waiting: RecordNews[] = [];
  let isWorking = false;
  const work = async (): Promise<void> => {
    isWorking = true;
    for (let portion = waiting.shift(); portion; portion = waiting.shift()) {
      await listener(portion, waiting.length === 0).catch(failed);
      if (waiting.length > 0) await nextTask();
    }
    isWorking = false;
  };
  return (news) => {
    waiting.push(...portionsOf(news));
    if (!isWorking) void work();
  };
}

/** Lets the browser do what else there is to do. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** News without entries tell of what was cleared: they are a portion too. */
function portionsOf({ entries, jar, ...rest }: RecordNews): RecordNews[] {
  const count = Math.max(1, Math.ceil(entries.length / AT_ONCE));
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    jar: index === 0 ? jar : null,
    entries: entries.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  }));
}
