/** The devtools page's side of a keeper's channel. Apart from the panel's, which need not load it. */
import type { KeeperMessage } from './keeper-channel.ts';

/** Keeps the last of what it is told, for as long as the document lives. */
export function serveKeeper(channel: BroadcastChannel): void {
  let kept: unknown = null;
  channel.onmessage = ({ data }: MessageEvent<KeeperMessage>) => {
    if (data.kind === 'keep') kept = data.kept;
    if (data.kind === 'read') {
      channel.postMessage({ kind: 'kept', reader: data.reader, kept } satisfies KeeperMessage);
    }
  };
}
