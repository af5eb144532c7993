/** Carries what the panel wrote to the devtools page, which outlives the panel, and back to the next one. Does not look into it. */
import type { Written, WrittenKeeper } from './written.ts';

type Message =
  | { readonly kind: 'keep'; readonly written: Written }
  | { readonly kind: 'read'; readonly reader: string }
  | { readonly kind: 'kept'; readonly reader: string; readonly written: Written | null };

/** The channel of one tab; both sides are documents of the extension within the same DevTools. */
export function openWrittenChannel(tabId: number): BroadcastChannel {
  return new BroadcastChannel(`written-${tabId}`);
}

/** Keeps the last of what it is told, for as long as the document lives. */
export function serveWritten(channel: BroadcastChannel): void {
  let written: Written | null = null;
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'keep') written = data.written;
    if (data.kind === 'read') {
      channel.postMessage({ kind: 'kept', reader: data.reader, written } satisfies Message);
    }
  };
}

/** The panel's side. What is read waits for the other side, which is there before any panel. */
export function createWrittenKeeper(open: () => BroadcastChannel): WrittenKeeper {
  return {
    read: () =>
      new Promise((resolve) => {
        const channel = open();
        const reader = crypto.randomUUID();
        channel.onmessage = ({ data }: MessageEvent<Message>) => {
          if (data.kind !== 'kept' || data.reader !== reader) return;
          channel.close();
          resolve(data.written);
        };
        channel.postMessage({ kind: 'read', reader } satisfies Message);
      }),
    keep(written) {
      const channel = open();
      channel.postMessage({ kind: 'keep', written } satisfies Message);
      channel.close();
    },
  };
}
