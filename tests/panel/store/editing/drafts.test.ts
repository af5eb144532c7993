/** Drafts: of which cookies they can be made at all. */
import { expect, it } from 'vitest';
import { CookieEntry } from '../../../../src/panel/store/cookie-entry.ts';
import { beginDraft, changeDraft, typeText } from '../../../../src/panel/store/editing/drafts.ts';
import { createStore } from '../../../../src/panel/store/store.ts';
import { cookie, FakeHost, pageWith } from '../../../support/fake-host.ts';
import { dict, signed, str } from '../../../support/sessions.ts';

it('is made of a cookie of the page, and of no other', async () => {
  const host = new FakeHost();
  host.page = pageWith([cookie({ value: signed(dict({ user: str('ann') })) })]);
  const store = createStore(host);
  await store.page.refresh();
  const [live] = store.page.entries.value;
  if (!live) throw new Error('there is no live session');
  const { cookie: alike, host: site } = live;
  beginDraft(store, new CookieEntry('pasted 0', { ...alike, storeId: '', domain: '', path: '' }, site, true));
  expect(store.editing.drafts.value.size).toBe(0);
  beginDraft(store, live);
  expect([...store.editing.drafts.value.keys()]).toEqual([live.id]);
});

it('says what the browser refused until it is changed', async () => {
  const host = new FakeHost();
  host.page = pageWith([cookie({ value: signed(dict({ user: str('ann') })) })]);
  const store = createStore(host);
  await store.page.refresh();
  const [live] = store.page.entries.value;
  if (!live) throw new Error('there is no live session');
  beginDraft(store, live);
  const refusal = { message: 'it gave no reason', left: 'the-same' } as const;
  changeDraft(store, live.id, { refusal });
  expect(store.editing.drafts.value.get(live.id)?.refusal).toEqual(refusal);
  typeText(store, live.id, "{'user': 'bob'}");
  expect(store.editing.drafts.value.get(live.id)?.refusal).toBeNull();
});
