/** How smoothly the activity scrolls and filters when the record is full, in a real Chromium. It only measures; it judges nothing. */
import { fileURLToPath } from 'node:url';
import { type Inspected, launch } from '../../src/demo/browsers/index.ts';
import { MOST_ENTRIES } from '../../src/devtools/record.ts';
import type { RecordNews, SetCookieEntry } from '../../src/messaging/recording.ts';
import { type Value, write } from '../../src/session/index.ts';
import { below, seededRandom } from '../session/random-session.ts';

/** Milliseconds. */
export type ActivityFigures = {
  readonly entries: number;
  /** From choosing the view to the end of the frame in which its list stands there. */
  readonly open: number;
  /** The longest frame, from one to the next, while nothing happens: what is due to the machine. */
  readonly idle: number;
  /** The same while the list is scrolled from end to end. */
  readonly scroll: number;
  /** The longest time from a character typed into the filter to the end of the frame that shows its result. */
  readonly filter: number;
};

/** Cookies that the entries are of. */
const SESSIONS = 5;
/** Frames in which the whole list is scrolled through. */
const FRAMES = 240;
/** Milliseconds. */
const PATIENCE = 120_000;
const KEY = new TextEncoder().encode('dev');
const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const random = seededRandom(3);

/** Measures in a fresh headless browser; some twenty seconds. Throws where there is no Chrome or Chromium. */
export async function benchActivity(): Promise<ActivityFigures> {
  const browser = await launch('chromium', { extension: EXTENSION });
  try {
    return await measure(await browser.open({ dock: 'undocked' }));
  } finally {
    await browser.close();
  }
}

async function measure({ panel, devtools }: Inspected): Promise<ActivityFigures> {
  await panel.click({ role: 'tab', name: 'Activity' });
  const told = news();
  await devtools.evaluate(tell(told), PATIENCE);
  await panel.waitFor(`(${ENTRIES}) === ${MOST_ENTRIES}`, 'all entries', PATIENCE);
  await panel.click({ role: 'tab', name: 'Cookies' });
  const open = await panel.evaluate<number>(`(async () => {
    const start = performance.now();
    document.getElementById('tab-activity').click();
    ${AFTER_PAINT}
    return performance.now() - start;
  })()`);
  const idle = await panel.evaluate<number>(longestFrame(''), PATIENCE);
  const scroll = await panel.evaluate<number>(SCROLL, PATIENCE);
  const filter = await panel.evaluate<number>(FILTER, PATIENCE);
  return { entries: MOST_ENTRIES, open, idle, scroll, filter };
}

/** An expression for the number of entries in the list, drawn or not. */
const ENTRIES = `(document.querySelector('[role=grid]')?.ariaRowCount ?? 1) - 1`;

/** Waits until the next frame has been drawn. */
const AFTER_PAINT = `await new Promise((resolve) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
}));`;

/** An expression for the longest of some frames, each after a step is taken. */
function longestFrame(step: string): string {
  return `(async () => {
    const list = document.querySelector('[role=grid]').parentElement;
    const frame = () => new Promise(requestAnimationFrame);
    let longest = 0;
    let before = await frame();
    for (let index = 0; index <= ${FRAMES}; index++) {
      ${step}
      const now = await frame();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  })()`;
}

const SCROLL = longestFrame(`list.scrollTop = (list.scrollHeight * index) / ${FRAMES};`);

const FILTER = `(async () => {
  const field = document.querySelector('input[type=search]');
  let longest = 0;
  for (const text of ['s', 's0', 's04', 's0', 's', '', 'x', '', 'set', '2', '20', '200', '']) {
    const start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    ${AFTER_PAINT}
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
})()`;

/** The record as the devtools page would hold it: responses that each change one of a few sessions of about 1 KB. */
function news(): RecordNews {
  const entries = Array.from({ length: MOST_ENTRIES }, (_, index): SetCookieEntry => {
    const header = `s${index % SESSIONS}=${session()}; HttpOnly; Path=/`;
    const url = `http://localhost:5000/orders/${below(random, 1000)}?page=${below(random, 9)}`;
    return {
      kind: 'set-cookie',
      id: index + 1,
      time: Date.UTC(2026, 10, 21) + index * 1000,
      request: {
        ...{ method: 'GET', status: 200, resource: 'fetch', page: null, cookieHeader: null },
        url: { text: url, length: url.length },
      },
      header: { text: header, length: header.length },
      date: null,
      jar: 'unknown',
      before: 'unknown',
      explains: null,
    };
  });
  return { entries, oldest: 1, dropped: { count: 0, until: null } };
}

/** An expression that answers the panel's next question with these news, in the place of an empty record. */
function tell(told: RecordNews): string {
  return `new Promise((resolve) => {
    const { tabId } = chrome.devtools.inspectedWindow;
    const channel = new BroadcastChannel('record-' + tabId);
    channel.onmessage = ({ data }) => {
      if (data.kind !== 'read') return;
      channel.postMessage({ kind: 'news', reader: data.reader, news: ${JSON.stringify(told)}, more: false });
      channel.close();
      resolve();
    };
    channel.postMessage({ kind: 'changed' });
  })`;
}

function session(): string {
  const text = (): Value => ({
    type: 'str',
    text: Array.from({ length: 30 }, () => below(random, 36).toString(36)).join(''),
  });
  const payload: Value = {
    type: 'dict',
    entries: Array.from({ length: 24 }, (_, index) => [`key${below(random, 2)}_${index}`, text()]),
  };
  return write(payload, KEY, Date.UTC(2026, 10, 21) / 1000);
}
