/** Passes the record on in portions, in order, so that no task takes long even if a full record arrives at once. */
import type { Entry, RecordNews } from '../../../messaging/recording.ts';

/** The most entries, and UTF-16 units of their headers, judged in one task: about five milliseconds. At least one entry. */
const MOST_ENTRIES = 32;
const MOST_UNITS = 128 * 1024;

/**
 * @param listener called with each portion when it is done with the previous one, the first at once; `isLast`: no more are waiting
 * @param failed called with the reason if the listener failed; the waiting portions are still delivered
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

/** Lets the browser run other tasks. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Updates without entries report that the record was cleared: they are a portion too. */
function portionsOf({ entries, jar, ...rest }: RecordNews): RecordNews[] {
  const portions: Entry[][] = [[]];
  let units = 0;
  for (const entry of entries) {
    const length = entry.kind === 'set-cookie' ? entry.header.text.length : 0;
    const last = portions.at(-1);
    if (last && last.length < MOST_ENTRIES && (last.length === 0 || units + length <= MOST_UNITS)) {
      last.push(entry);
      units += length;
    } else {
      portions.push([entry]);
      units = length;
    }
  }
  return portions.map((portion, index) => ({ ...rest, jar: index === 0 ? jar : null, entries: portion }));
}
