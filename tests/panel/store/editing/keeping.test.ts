/** What was written outlives the panel: the next one can undo it, and knows it for its own. On a fake host. */
import { describe, expect, it } from 'vitest';
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
    const read = host.keeper.read();
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    host.keeper.read = () => told.then(() => read);
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
    expect(host.kept?.ownWrites.map(({ value }) => value)).toEqual(['after', 'later']);
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
    const kept = [...(host.kept?.writings.values() ?? [])].map((list) => list.at(-1)?.after?.name);
    expect(kept).toEqual([...names.slice(-MOST_WRITTEN + 1), last]);
  });
});

function pageCookie({ page }: FakeHost, name: string) {
  const all = page instanceof Error || page.kind !== 'page' ? [] : (page.hosts[0]?.cookies ?? []);
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}
