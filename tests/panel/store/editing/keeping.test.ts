/** What was written and drafted outlives the panel: the next one can undo it, knows it for its own, and goes on. On a fake host. */
import { describe, expect, it } from 'vitest';
import type { KeptTopic } from '../../../../src/messaging/keeper-channel.ts';
import {
  beginDraft,
  chooseForm,
  endDraft,
  faultOf,
  isOvertaken,
  originalOf,
  typeText,
} from '../../../../src/panel/store/editing/drafts.ts';
import { MOST_WRITTEN, replaceCookie, undoLast } from '../../../../src/panel/store/editing/writing.ts';
import { createStore } from '../../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';

const BEFORE = cookie({ value: 'before' });
const AFTER = cookie({ value: 'after' });
const LATER = cookie({ value: 'later' });

function hostWith(...cookies: ReturnType<typeof cookie>[]): FakeHost {
  const host = new FakeHost();
  host.page = pageWith(cookies);
  return host;
}

/** A panel on that host, as it is loaded. */
async function panelOn(host: FakeHost) {
  const store = createStore(host);
  await store.page.refresh();
  await store.editing.follow();
  const [{ host: listed } = { host: { host: 'localhost', url: 'http://localhost:5000/', isTop: true } }] =
    store.page.entries.value;
  const write = (before: typeof BEFORE, after: typeof BEFORE) =>
    replaceCookie(store, { before, after, host: listed });
  return { store, write, id: store.page.entries.value[0]?.id ?? '' };
}

const valueIn = ({ page }: FakeHost) =>
  page instanceof Error || page.kind !== 'page' ? null : page.hosts[0]?.cookies[0]?.value;

describe('what one panel wrote', () => {
  it('is undone by the next, the last of it first', async () => {
    const host = hostWith(BEFORE);
    const first = await panelOn(host);
    await first.write(BEFORE, AFTER);
    await first.write(AFTER, LATER);
    const next = await panelOn(host);
    expect(await undoLast(next.store, next.id, LATER)).toEqual({ outcome: 'written' });
    expect(valueIn(host)).toBe('after');
    const last = await panelOn(host);
    expect(await undoLast(last.store, last.id, AFTER)).toEqual({ outcome: 'written' });
    expect(valueIn(host)).toBe('before');
    expect((await panelOn(host)).store.editing.writings.value.get(last.id)).toEqual([]);
  });

  it('is known for its own by the next', async () => {
    const host = hostWith(BEFORE);
    await (await panelOn(host)).write(BEFORE, AFTER);
    const { store } = await panelOn(host);
    expect(store.editing.ownWrites.value.map(({ value }) => value)).toEqual(['after']);
  });

  it('comes before what that one writes while it is told', async () => {
    const host = hostWith(BEFORE);
    await (await panelOn(host)).write(BEFORE, AFTER);
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const keeper = host.keeper.bind(host);
    host.keeper = <T>(topic: KeptTopic) => {
      const { read, keep } = keeper<T>(topic);
      return { read: () => told.then(read), keep };
    };
    const store = createStore(host);
    await store.page.refresh();
    const following = store.editing.follow();
    const [entry] = store.page.entries.value;
    if (!entry) throw new Error('there is no cookie');
    await replaceCookie(store, { before: AFTER, after: LATER, host: entry.host });
    tell();
    await following;
    const values = store.editing.writings.value.get(entry.id)?.map(({ after }) => after?.value);
    expect(values).toEqual(['after', 'later']);
    expect(host.keptWritten?.ownWrites.map(({ value }) => value)).toEqual(['after', 'later']);
  });

  it('is kept of so many cookies and no more, those written last', async () => {
    const names = Array.from({ length: MOST_WRITTEN + 5 }, (_, n) => `c${n}`);
    const host = hostWith(...names.map((name) => cookie({ name, value: 'x' })));
    const { write } = await panelOn(host);
    const last = 'c0';
    for (const name of [...names, last]) {
      const present = pageCookie(host, name);
      await write(present, { ...present, value: `${present.value}y` });
    }
    const kept = [...(host.keptWritten?.writings.values() ?? [])].map((list) => list.at(-1)?.after?.name);
    expect(kept).toEqual([...names.slice(-MOST_WRITTEN + 1), last]);
  });
});

describe('what one panel drafted', () => {
  const SESSION = cookie({ value: 'eyJ1c2VyX2lkIjoxMDQyfQ.awEHoA.8sDMtOURCl4NLulrOTM9iViHK_Y' });

  async function drafting() {
    const host = hostWith(SESSION);
    const { store, id } = await panelOn(host);
    const [entry] = store.page.entries.value;
    if (!entry) throw new Error('there is no cookie');
    beginDraft(store, entry);
    return { host, store, id };
  }

  it('is there in the next as it was, with what could not be read', async () => {
    const { host, store, id } = await drafting();
    chooseForm(store, id, 'text');
    typeText(store, id, "{'big': 2 ** 70, 'bytes': b'\\xff'}");
    typeText(store, id, "{'half': ");
    const { store: next } = await panelOn(host);
    const draft = next.editing.drafts.value.get(id);
    const { entry: before, ...rest } = store.editing.drafts.value.get(id) ?? {};
    expect(draft).toMatchObject(rest);
    expect(draft?.text).toBe("{'half': ");
    expect(draft?.entry).not.toBe(before);
    expect(draft && originalOf(draft)).toEqual(before?.session?.payload);
    expect(draft && isOvertaken(next, draft)).toBe(false);
    expect(draft && faultOf(draft)).toMatch(/^Line 1, column/);
  });

  it('is overtaken where the jar changed while no panel was there', async () => {
    const { host, id } = await drafting();
    host.page = pageWith([{ ...SESSION, value: `${SESSION.value}x` }]);
    const { store } = await panelOn(host);
    const draft = store.editing.drafts.value.get(id);
    expect(draft && isOvertaken(store, draft)).toBe(true);
  });

  it('is gone from the next when it is discarded', async () => {
    const { host, store, id } = await drafting();
    endDraft(store, id);
    expect((await panelOn(host)).store.editing.drafts.value.size).toBe(0);
  });
});

function pageCookie({ page }: FakeHost, name: string) {
  const all = page instanceof Error || page.kind !== 'page' ? [] : (page.hosts[0]?.cookies ?? []);
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}
