/** Carries the protocol over `runtime` messages. Keeps no connection open: each message wakes a stopped background. */
import browser, { type Runtime } from 'webextension-polyfill';
import type { Broadcasts, Requests } from './protocol.ts';

type RequestName = keyof Requests;
type BroadcastName = keyof Broadcasts;
type Arguments<Name extends RequestName> = Parameters<Requests[Name]>[0];
type Result<Name extends RequestName> = ReturnType<Requests[Name]>;

/** One handler per request. */
export type Handlers = {
  readonly [Name in RequestName]: (args: Arguments<Name>) => Promise<Result<Name>>;
};

type Envelope =
  | { readonly kind: 'request'; readonly name: RequestName; readonly args: Arguments<RequestName> }
  | { readonly kind: 'broadcast'; readonly name: BroadcastName; readonly event: Broadcasts[BroadcastName] };

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/**
 * Answers requests. Call it once, at the top level of the background, so that a request can wake it.
 * A handler's rejection reaches the asker as an error with the same message.
 */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const envelope = message as Envelope;
    if (sender.id !== browser.runtime.id || envelope.kind !== 'request') return undefined;
    const handler = handlers[envelope.name] as (args: unknown) => Promise<unknown>;
    return handler(envelope.args).then(
      (value): Answer<unknown> => ({ ok: true, value }),
      (error: unknown): Answer<unknown> => ({ ok: false, message: messageOf(error) }),
    );
  });
}

/** Asks the background. Rejects with the handler's message, or with the browser's if nothing could answer. */
export async function ask<Name extends RequestName>(
  name: Name,
  args: Arguments<Name>,
): Promise<Result<Name>> {
  const envelope: Envelope = { kind: 'request', name, args };
  const answer = (await browser.runtime.sendMessage(envelope)) as Answer<Result<Name>> | undefined;
  if (!answer) throw new Error('the background page did not answer');
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** Tells every open page of the extension. It is not an error if none listens. */
export async function broadcast<Name extends BroadcastName>(
  name: Name,
  event: Broadcasts[Name],
): Promise<void> {
  const envelope: Envelope = { kind: 'broadcast', name, event };
  await browser.runtime.sendMessage(envelope).catch(() => undefined);
}

/** Listens to one broadcast; call the returned function to stop. */
export function listen<Name extends BroadcastName>(
  name: Name,
  listener: (event: Broadcasts[Name]) => void,
): () => void {
  const onMessage = (message: unknown): undefined => {
    const envelope = message as Envelope;
    if (envelope.kind === 'broadcast' && envelope.name === name) listener(envelope.event as Broadcasts[Name]);
  };
  browser.runtime.onMessage.addListener(onMessage);
  return () => browser.runtime.onMessage.removeListener(onMessage);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
