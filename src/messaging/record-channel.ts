/** Carries the record from the devtools page to the panel, which may come and go. Keeps no entries itself. */
import type { Recorder, RecordNews } from './recording.ts';

/** The record as seen by the channel. */
export type RecordSource = {
  /** The entries after that id, as many as one message should carry; `more`: there are more. */
  read(after: number): { readonly news: RecordNews; readonly more: boolean };
  clear(): void;
  /** The record grew or was cleared. */
  onChanged(listener: () => void): void;
};

type Message =
  | { readonly kind: 'changed' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'read'; readonly reader: string; readonly after: number }
  | { readonly kind: 'news'; readonly reader: string; readonly news: RecordNews; readonly more: boolean };

/** The channel of one tab's record; both sides are documents of the extension in the same DevTools. */
export function openRecordChannel(tabId: number): BroadcastChannel {
  return new BroadcastChannel(`record-${tabId}`);
}

/** Serves readers of the record. Entries are sent only on request: without a panel, recording costs nothing. */
export function serveRecord(channel: BroadcastChannel, source: RecordSource): void {
  const post = (message: Message): void => channel.postMessage(message);
  let isTold = false;
  source.onChanged(() => {
    if (isTold) return;
    isTold = true;
    queueMicrotask(() => {
      isTold = false;
      post({ kind: 'changed' });
    });
  });
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'clear') source.clear();
    if (data.kind === 'read') post({ kind: 'news', reader: data.reader, ...source.read(data.after) });
  };
}

/** Reads the record from the other side. */
export function createRecordReader(open: () => BroadcastChannel): Recorder {
  return {
    follow: (listener) => follow(open(), listener),
    clear() {
      const channel = open();
      channel.postMessage({ kind: 'clear' } satisfies Message);
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
    channel.postMessage({ kind: 'read', reader, after: last } satisfies Message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'changed') ask();
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
