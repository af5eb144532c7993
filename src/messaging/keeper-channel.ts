/** Carries what the panel has for the next panel to the devtools page, which outlives it, and back: the panel's side. Does not look into it. */

/** What is kept, each apart from the others. */
export type KeptTopic = 'written' | 'drafts';

/** Keeps something while DevTools is open, as long as whoever has it keeps it within bounds. What it holds can be cloned. */
export type Keeper<T> = {
  /** What was kept last; null: nothing. */
  read(): Promise<T | null>;
  keep(kept: T): void;
};

/** What goes over the channel. */
export type KeeperMessage =
  | { readonly kind: 'keep'; readonly kept: unknown }
  | { readonly kind: 'read'; readonly reader: string }
  | { readonly kind: 'kept'; readonly reader: string; readonly kept: unknown };

/** The channel of one tab; both sides are documents of the extension within the same DevTools. */
export function openKeeperChannel(tabId: number, topic: KeptTopic): BroadcastChannel {
  return new BroadcastChannel(`${topic}-${tabId}`);
}

/** The panel's side. What is read waits for the other side, which is there before any panel. */
export function createKeeper<T>(open: () => BroadcastChannel): Keeper<T> {
  return {
    read: () =>
      new Promise((resolve) => {
        const channel = open();
        const reader = crypto.randomUUID();
        channel.onmessage = ({ data }: MessageEvent<KeeperMessage>) => {
          if (data.kind !== 'kept' || data.reader !== reader) return;
          channel.close();
          resolve(data.kept as T | null);
        };
        channel.postMessage({ kind: 'read', reader } satisfies KeeperMessage);
      }),
    keep(kept) {
      const channel = open();
      channel.postMessage({ kind: 'keep', kept } satisfies KeeperMessage);
      channel.close();
    },
  };
}
