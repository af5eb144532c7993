/** How the activity fares when the record is full, in a real Chromium. It only measures; it judges nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Inspected, launch } from '../../src/demo/browsers/index.ts';
import { type FullRecord, fullRecord, holding, SECRET_KEY, SERVE } from './full-record.ts';
import { median } from './median.ts';

/** Of the rounds, in milliseconds. */
export type Rounds = { readonly median: number; readonly most: number };

/** Milliseconds. */
export type ActivityFigures = {
  readonly entries: number;
  /** The longest time for which the panel's thread did nothing else while the whole record was told to it. Once. */
  readonly arrival: number;
  /** From choosing the view to the end of the frame in which its list stands there. */
  readonly open: Rounds;
  /** The longest frame, from one to the next, while nothing happens: what is due to the machine. */
  readonly idle: Rounds;
  /** The same while the list is scrolled from end to end. */
  readonly scroll: Rounds;
  /** The longest time from a character typed into the filter to the end of the frame that shows its result. */
  readonly filter: Rounds;
  /** The longest time for which the thread did nothing else while 100 responses were told, one after another. */
  readonly additions: Rounds;
  /** Bytes that the full record counts. */
  readonly recordBytes: number;
  /** Bytes of JavaScript's heap, garbage collected, that the panel takes more with the full record than without. */
  readonly panelBytes: number;
};

/** Frames in which the whole list is scrolled through. */
const FRAMES = 240;
const ROUNDS = 5;
const ADDITIONS = 100;
/** Milliseconds. */
const PATIENCE = 120_000;
const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

/** Measures in a fresh headless browser; about a minute. Throws where there is no Chrome or Chromium. */
export async function benchActivity(): Promise<ActivityFigures> {
  const server = createServer((_, response) => response.end('a page')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const switches = ['--enable-precise-memory-info', '--js-flags=--expose-gc'];
  const browser = await launch('chromium', { extension: EXTENSION, switches });
  try {
    return await measure(await browser.open({ dock: 'undocked' }), origin);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function measure({ page, panel, devtools }: Inspected, origin: string): Promise<ActivityFigures> {
  await page.goto(`${origin}/`);
  await enterKey(panel);
  await panel.click({ role: 'tab', name: 'Activity' });
  const record = fullRecord(origin, ADDITIONS);
  await devtools.evaluate(holding(record), PATIENCE);
  const heapBefore = await panel.evaluate<number>(HEAP);

  await panel.evaluate(WATCH_BLOCKS);
  await devtools.evaluate(SERVE);
  await panel.waitFor(shown(record), 'all entries', PATIENCE);
  const arrival = await panel.evaluate<number>('endWatch()');
  const panelBytes = (await panel.evaluate<number>(HEAP)) - heapBefore;

  const rounds: { open: number; idle: number; scroll: number; filter: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await panel.click({ role: 'tab', name: 'Cookies' });
    rounds.push({
      open: await panel.evaluate<number>(OPEN),
      idle: await panel.evaluate<number>(longestFrame(''), PATIENCE),
      scroll: await panel.evaluate<number>(SCROLL, PATIENCE),
      filter: await panel.evaluate<number>(FILTER, PATIENCE),
    });
  }
  const additions: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await panel.evaluate(WATCH_BLOCKS);
    await devtools.evaluate(TELL_SOME, PATIENCE);
    additions.push(await panel.evaluate<number>('endWatch()'));
  }
  return {
    entries: record.entries,
    arrival,
    open: over(rounds.map(({ open }) => open)),
    idle: over(rounds.map(({ idle }) => idle)),
    scroll: over(rounds.map(({ scroll }) => scroll)),
    filter: over(rounds.map(({ filter }) => filter)),
    additions: over(additions),
    recordBytes: record.bytes,
    panelBytes,
  };
}

function over(rounds: readonly number[]): Rounds {
  return { median: median(rounds), most: Math.max(...rounds) };
}

/** The rows' signatures are verified too. */
async function enterKey(panel: Inspected['panel']): Promise<void> {
  await panel.click({ role: 'tab', name: 'Keys' });
  await panel.click({ role: 'textbox', name: 'Secret key' });
  await panel.type(SECRET_KEY);
  await panel.click({ role: 'button', name: 'Add' });
}

/** Whether every entry is in the list, drawn or not. */
function shown({ entries }: FullRecord): string {
  return `document.querySelector('[role=grid]')?.ariaRowCount === '${entries + 1}'`;
}

const HEAP = '(gc(), gc(), performance.memory.usedJSHeapSize)';

/** Notes, until `endWatch()`, the longest time between two tasks of the panel's thread. */
const WATCH_BLOCKS = `{
  const channel = new MessageChannel();
  let [longest, before] = [0, performance.now()];
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
  globalThis.endWatch = () => {
    channel.port1.close();
    return longest;
  };
}`;

/** Responses one after another, each when the panel has had time for the one before. */
const TELL_SOME = `(async () => {
  for (let told = 0; told < ${ADDITIONS / ROUNDS}; told++) {
    tellOneMore();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
})()`;

/** Waits until the next frame has been drawn. */
const AFTER_PAINT = `await new Promise((resolve) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
}));`;

const OPEN = `(async () => {
  const start = performance.now();
  document.getElementById('tab-activity').click();
  ${AFTER_PAINT}
  return performance.now() - start;
})()`;

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
