/** The devtools page's side of the record's channel. Apart from the panel's, which need not load it. Keeps no entries itself. */
import type { RecordMessage } from './record-channel.ts';
import type { RecordNews } from './recording.ts';

/** The record as seen by the channel. */
export type RecordSource = {
  /** The entries after that id, as many as one message should carry; `more`: there are more. */
  read(after: number): { readonly news: RecordNews; readonly more: boolean };
  clear(): void;
  /** The record grew or was cleared. */
  onChanged(listener: () => void): void;
  /** More is known of the jar before the entries. */
  onLearnt(listener: (news: RecordNews) => void): void;
};

/** Serves readers of the record. Entries are sent only on request: without a panel, recording costs nothing. */
export function serveRecord(channel: BroadcastChannel, source: RecordSource): void {
  const post = (message: RecordMessage): void => channel.postMessage(message);
  let isTold = false;
  source.onChanged(() => {
    if (isTold) return;
    isTold = true;
    queueMicrotask(() => {
      isTold = false;
      post({ kind: 'changed' });
    });
  });
  source.onLearnt((news) => post({ kind: 'learnt', news }));
  channel.onmessage = ({ data }: MessageEvent<RecordMessage>) => {
    if (data.kind === 'clear') source.clear();
    if (data.kind === 'read') post({ kind: 'news', reader: data.reader, ...source.read(data.after) });
  };
}
