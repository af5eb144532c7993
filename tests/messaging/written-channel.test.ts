/** What the panel wrote, over a real BroadcastChannel: the next panel of the same tab gets what was kept last. */
import { afterEach, expect, it } from 'vitest';
import {
  createWrittenKeeper,
  openWrittenChannel,
  serveWritten,
} from '../../src/messaging/written-channel.ts';
import { aCookie } from '../cookies/cookie.ts';

const open: BroadcastChannel[] = [];
let tab = 0;

afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** Panels of a tab, one after the other. */
function panelsOf(id: number) {
  return () => createWrittenKeeper(() => openWrittenChannel(id));
}

function serve() {
  const id = ++tab;
  const channel = openWrittenChannel(id);
  open.push(channel);
  serveWritten(channel);
  return panelsOf(id);
}

const written = (value: string) => ({
  writings: new Map([
    [
      'id',
      [
        {
          ...{ before: null, after: aCookie({ value }), time: 1 },
          host: { host: 'a.test', url: 'http://a.test/', isTop: true },
        },
      ],
    ],
  ]),
  ownWrites: [{ id: 'id', value, time: 1, made: null }],
});

it('gives the next panel what was kept last', async () => {
  const panel = serve();
  expect(await panel().read()).toBeNull();
  panel().keep(written('1'));
  panel().keep(written('2'));
  expect(await panel().read()).toEqual(written('2'));
  expect(await Promise.all([panel().read(), panel().read()])).toEqual([written('2'), written('2')]);
});

it('is each tab’s own', async () => {
  const [one, other] = [serve(), serve()];
  one().keep(written('1'));
  expect(await one().read()).toEqual(written('1'));
  expect(await other().read()).toBeNull();
});
