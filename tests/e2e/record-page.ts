/** Reads the record of a tab as the panel does, over the channel, from any document of the extension. Waits; asserts nothing. */
import type { Inspected, Surface } from '../../src/demo/browsers/index.ts';
import type { ChangeEntry, Entry, RecordNews, SetCookieEntry } from '../../src/messaging/recording.ts';

type Asked = Pick<Surface, 'evaluate' | 'waitFor'>;

/** All that is recorded. */
export function readRecord(document: Asked): Promise<Omit<RecordNews, 'entries'> & { entries: Entry[] }> {
  return document.evaluate(whole);
}

/** The record, once an expression of `entries` is true. */
export function recordWhen(document: Asked, condition: string, what: string): Promise<Entry[]> {
  return document.waitFor(`${whole}.then(({ entries }) => (${condition}) && entries)`, what, 20_000);
}

/**
 * The record, once everything that happened before is in it: a cookie set now by a script is recorded when it has
 * waited in vain for a response, and so has every change before it.
 */
export async function settledRecord(tab: Inspected): Promise<Entry[]> {
  const marker = `marker${++markers}`;
  await tab.page.evaluate(`void (document.cookie = '${marker}=1')`);
  const isThere = `entries.some((entry) => entry.kind === 'change' && entry.cookie.name === '${marker}')`;
  const entries = await recordWhen(tab.devtools, isThere, `${marker} to be recorded`);
  return entries.filter((entry) => entry.kind !== 'change' || !entry.cookie.name.startsWith('marker'));
}

let markers = 0;

export function setCookies(entries: readonly Entry[], start = ''): SetCookieEntry[] {
  return entries
    .filter((entry) => entry.kind === 'set-cookie')
    .filter((e) => e.header.text.startsWith(start));
}

export function changes(entries: readonly Entry[]): ChangeEntry[] {
  return entries.filter((entry) => entry.kind === 'change');
}

/** The value in a Set-Cookie. */
export function valueIn({ header }: SetCookieEntry): string {
  return /^[^=]*=([^;]*)/.exec(header.text)?.[1] ?? '';
}

const whole = `new Promise((resolve) => {
  const { tabId } = (globalThis.browser ?? chrome).devtools.inspectedWindow;
  const channel = new BroadcastChannel('record-' + tabId);
  const reader = crypto.randomUUID();
  const entries = [];
  const ask = (after) => channel.postMessage({ kind: 'read', reader, after });
  channel.onmessage = ({ data }) => {
    if (data.kind !== 'news' || data.reader !== reader) return;
    entries.push(...data.news.entries);
    if (data.more) return ask(entries.at(-1).id);
    channel.close();
    resolve({ ...data.news, entries });
  };
  ask(0);
})`;
