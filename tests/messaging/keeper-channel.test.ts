/** What the panel has kept, over a real BroadcastChannel: the next panel of the same tab gets what was kept last. */
import { afterEach, expect, it } from 'vitest';
import { createKeeper, type KeptTopic, openKeeperChannel } from '../../src/messaging/keeper-channel.ts';
import { serveKeeper } from '../../src/messaging/keeper-server.ts';

const open: BroadcastChannel[] = [];
let tab = 0;

afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** Panels of a tab that is served, one after the other. */
function serve() {
  const id = ++tab;
  for (const topic of ['written', 'drafts'] as const) {
    const channel = openKeeperChannel(id, topic);
    open.push(channel);
    serveKeeper(channel);
  }
  return (topic: KeptTopic = 'written') => createKeeper<Kept>(() => openKeeperChannel(id, topic));
}

type Kept = ReadonlyMap<string, readonly (string | bigint | Uint8Array)[]>;
/** Of types that JSON does not have. */
const some = (value: string): Kept => new Map([['id', [value, 2n ** 70n, new Uint8Array([0, 255])]]]);

it('gives the next panel what was kept last', async () => {
  const panel = serve();
  expect(await panel().read()).toBeNull();
  panel().keep(some('1'));
  panel().keep(some('2'));
  expect(await panel().read()).toEqual(some('2'));
  expect(await Promise.all([panel().read(), panel().read()])).toEqual([some('2'), some('2')]);
});

it('is each tab’s and each topic’s own', async () => {
  const [one, other] = [serve(), serve()];
  one().keep(some('1'));
  expect(await one().read()).toEqual(some('1'));
  expect(await one('drafts').read()).toBeNull();
  expect(await other().read()).toBeNull();
});
