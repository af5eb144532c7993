/** The record over a real BroadcastChannel: whole for whoever comes, each entry once, and nothing sent unasked. */
import { afterEach, describe, expect, it } from 'vitest';
import { CookieRecord } from '../../src/devtools/record.ts';
import { createRecordReader, openRecordChannel } from '../../src/messaging/record-channel.ts';
import { serveRecord } from '../../src/messaging/record-server.ts';
import type { NewEntry, RecordNews } from '../../src/messaging/recording.ts';
import { aCookie } from '../cookies/cookie.ts';
import { RECORDED, setCookie } from '../support/recorded.ts';

const open: BroadcastChannel[] = [];
let tab = 0;

afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

describe('a reader', () => {
  it('gets what was recorded before it came, and then what is added, each once and in order', async () => {
    const { record, follow } = serve();
    for (let n = 0; n < 3; n++) record.append(anEntry());
    const panel = follow();
    await panel.has(3);
    record.append(anEntry());
    record.append(anEntry());
    await panel.has(5);
    expect(panel.ids()).toEqual([1, 2, 3, 4, 5]);
  });

  it('gets a large record in pieces, and what is added meanwhile', async () => {
    const { record, follow } = serve();
    for (let n = 0; n < 100; n++) record.append(anEntry('x'.repeat(50_000)));
    const panel = follow();
    await panel.has(1);
    record.append(anEntry());
    await panel.has(101);
    expect(panel.ids()).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
    expect(panel.news.length).toBeGreaterThan(5);
  });

  it('that comes again gets all of it again; another is not disturbed', async () => {
    const { record, follow } = serve();
    record.append(anEntry());
    const first = follow();
    await first.has(1);
    const second = follow();
    await second.has(1);
    record.append(anEntry());
    await Promise.all([first.has(2), second.has(2)]);
    expect([first.ids(), second.ids()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('that has ended hears nothing', async () => {
    const { record, follow } = serve();
    const [gone, there] = [follow(), follow()];
    gone.end();
    record.append(anEntry());
    await there.has(1);
    expect(gone.ids()).toEqual([]);
  });

  it('clears the record for everyone', async () => {
    const { record, follow, reader } = serve();
    record.append(anEntry());
    const panel = follow();
    await panel.has(1);
    reader.clear();
    await panel.until(() => panel.news.at(-1)?.oldest === 2);
    expect(record.read(0).news.entries).toEqual([]);
    record.append(anEntry());
    await panel.has(2);
    expect(panel.ids()).toEqual([1, 2]);
  });

  it('hears what is learnt of the jar before the entries', async () => {
    const { record, follow } = serve();
    record.append(anEntry());
    const panel = follow();
    await panel.has(1);
    const cookie = aCookie();
    record.learn([cookie]);
    await panel.until(() => panel.news.at(-1)?.jar?.length === 1);
    expect(panel.news.at(-1)).toMatchObject({ entries: [], oldest: 1, jar: [cookie] });
    record.learn([cookie]);
    record.append(anEntry());
    await panel.has(2);
    expect(panel.news).toHaveLength(3);
  });

  it('hears what was dropped', async () => {
    const { record, follow } = serve(new CookieRecord({ mostEntries: 2 }));
    for (let n = 0; n < 5; n++) record.append(anEntry());
    const panel = follow();
    await panel.has(2);
    expect(panel.news.at(-1)).toMatchObject({ oldest: 4, dropped: { count: 3, until: RECORDED } });
  });
});

it('tabs do not hear of one another', async () => {
  const [one, other] = [serve(), serve()];
  const panel = other.follow();
  one.record.append(anEntry());
  other.record.append(anEntry('other=1'));
  await panel.has(1);
  expect(panel.news.flatMap(({ entries }) => entries)).toMatchObject([{ header: { text: 'other=1' } }]);
});

it('without a reader, no entry is sent', async () => {
  const { record, channel } = serve();
  const heard: { kind: string }[] = [];
  const other = opened(new BroadcastChannel(channel.name));
  await new Promise<void>((resolve) => {
    other.onmessage = ({ data }) => {
      heard.push(data);
      if (heard.length > 1) resolve();
      else other.postMessage({ kind: 'read', reader: 'other', after: 100 });
    };
    for (let n = 0; n < 100; n++) record.append(anEntry());
  });
  expect(heard).toMatchObject([{ kind: 'changed' }, { kind: 'news', news: { entries: [] } }]);
});

function serve(record = new CookieRecord()) {
  const id = ++tab;
  const channel = opened(openRecordChannel(id));
  serveRecord(channel, record);
  const reader = createRecordReader(() => opened(openRecordChannel(id)));
  return { record, channel, reader, follow: () => listenTo(reader) };
}

function listenTo(reader: ReturnType<typeof createRecordReader>) {
  const news: RecordNews[] = [];
  let check = (): void => undefined;
  const end = reader.follow((piece) => {
    news.push(piece);
    check();
  });
  const ids = () => news.flatMap(({ entries }) => entries.map(({ id }) => id));
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (condition()) resolve();
      };
      check();
    });
  return { news, end, ids, until, has: (count: number) => until(() => ids().length >= count) };
}

function opened(channel: BroadcastChannel): BroadcastChannel {
  open.push(channel);
  return channel;
}

function anEntry(header = 'a=1'): NewEntry {
  return setCookie(header);
}
