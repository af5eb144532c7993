/** Carries the record from the devtools page to the panel, which may come and go: the panel's side. Keeps no entries itself. */
import type { Recorder, RecordNews } from './recording.ts';

/** What goes over the channel. */
export type RecordMessage =
  | { readonly kind: 'changed' }
  | { readonly kind: 'learnt'; readonly news: RecordNews }
  | { readonly kind: 'clear' }
  | { readonly kind: 'read'; readonly reader: string; readonly after: number }
  | { readonly kind: 'news'; readonly reader: string; readonly news: RecordNews; readonly more: boolean };

/** The channel of one tab's record; both sides are documents of the extension in the same DevTools. */
export function openRecordChannel(tabId: number): BroadcastChannel {
  return new BroadcastChannel(`record-${tabId}`);
}

/** Reads the record from the other side. */
export function createRecordReader(open: () => BroadcastChannel): Recorder {
  return {
    follow: (listener) => follow(open(), listener),
    clear() {
      const channel = open();
      channel.postMessage({ kind: 'clear' } satisfies RecordMessage);
      channel.close();
    },
  };
}

/** One request at a time, each starting where the last answer ended. New entries are in that answer, or announced after it. */
function follow(channel: BroadcastChannel, listener: (news: RecordNews) => void): () => void {
  const reader = crypto.randomUUID();
  let last = 0;
  let isAsking = false;
  const ask = (): void => {
    if (isAsking) return;
    isAsking = true;
    channel.postMessage({ kind: 'read', reader, after: last } satisfies RecordMessage);
  };
  channel.onmessage = ({ data }: MessageEvent<RecordMessage>) => {
    if (data.kind === 'changed') ask();
    if (data.kind === 'learnt') listener(data.news);
    if (data.kind !== 'news' || data.reader !== reader) return;
    isAsking = false;
    last = data.news.entries.at(-1)?.id ?? last;
    // A listener that fails on some entries still gets the next ones.
    if (data.more) ask();
    listener(data.news);
  };
  ask();
  return () => channel.close();
}
