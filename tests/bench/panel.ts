/** How fast the panel shows a host's maximum of cookies, in a real Chromium. It only measures; it judges nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Inspected, launch } from '../../src/demo/browsers/index.ts';
import { ARRIVED } from '../../src/panel/store/page.ts';
import { type Value, write } from '../../src/session/index.ts';
import { below, seededRandom } from '../session/random-session.ts';
import { median } from './median.ts';

/** Milliseconds, each the median of the rounds. */
export type PanelFigures = {
  /** Bytes of name + value of one of the cookies. */
  readonly bytesEach: number;
  /** From the arrival of the cookies in the panel to the end of the frame in which they all stand there. */
  readonly list: number;
  /** From the arrival of one changed cookie to the moment when the document has changed: before the next frame. */
  readonly work: number;
  /** From the arrival of one changed cookie to the end of the frame in which it stands there. */
  readonly change: number;
  /** From the response that set it, seen by the page, to the end of that frame. */
  readonly endToEnd: number;
};

/** The most that Chromium keeps for one host. */
export const COOKIES = 180;
const ROUNDS = 9;
const KEY = new TextEncoder().encode('dev');
const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const random = seededRandom(2);

/** Measures in a fresh headless browser; some ten seconds. Throws where there is no Chrome or Chromium. */
export async function benchPanel(): Promise<PanelFigures> {
  const server = await serve();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch('chromium', { extension: EXTENSION });
  try {
    return await measure(await browser.open({ dock: 'undocked' }), url);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function measure(inspected: Inspected, url: string): Promise<PanelFigures> {
  const { page, panel } = inspected;
  await page.goto(`${url}/`);
  // In portions: Chromium takes 256 KB of response headers at the most.
  for (let from = 0; from < COOKIES; from += 30)
    await page.evaluate(`fetch('/set?from=${from}&to=${from + 30}')`);
  await panel.waitFor(ALL_SHOWN, 'all cookies in the list');

  await panel.evaluate(NOTE_ARRIVALS);
  const list: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('about:blank');
    await panel.waitFor('document.querySelectorAll("tr[aria-selected]").length === 0', 'an empty list');
    const shown = panel.evaluate<number>(timeOf(ALL_SHOWN));
    await page.goto(`${url}/`);
    const at = await shown;
    list.push(at - (await panel.evaluate<number>(arrivalBefore(at))));
  }

  await panel.click({ role: 'row', name: /s007/ });
  const work: number[] = [];
  const change: number[] = [];
  const endToEnd: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mark = 1_000_000 + round;
    const changed = `document.querySelector('[role=tree]')?.textContent.includes('${mark}')`;
    const mutated = panel.evaluate<number>(timeOfMutation(changed));
    const shown = panel.evaluate<number>(timeOf(changed));
    const answered = await page.evaluate<number>(`fetch('/one?mark=${mark}').then(() => Date.now())`);
    const at = await shown;
    change.push(at - (await panel.evaluate<number>(arrivalBefore(at))));
    endToEnd.push(at - answered);
    work.push((await mutated) - (await panel.evaluate<number>(arrivalBefore(await mutated))));
  }
  const bytesEach = 'session'.length + session(0).length;
  return {
    bytesEach,
    list: median(list),
    work: median(work),
    change: median(change),
    endToEnd: median(endToEnd),
  };
}

const ALL_SHOWN = `document.querySelectorAll('tr[aria-selected]').length === ${COOKIES}`;

/** An expression for the time (milliseconds since 1970) at which the frame has ended in which the condition first holds. */
function timeOf(condition: string): string {
  return `new Promise((resolve) => {
    const afterPaint = () => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      channel.port2.postMessage(0);
    };
    const look = () => (${condition} ? afterPaint() : requestAnimationFrame(look));
    requestAnimationFrame(look);
  })`;
}

/** An expression for the time at which the document has changed so that the condition holds. */
function timeOfMutation(condition: string): string {
  return `new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!(${condition})) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  })`;
}

/** Keeps the times (milliseconds since 1970) at which cookies arrived in the panel. */
const NOTE_ARRIVALS = `{
  globalThis.arrivals = [];
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntriesByName('${ARRIVED}')) arrivals.push(performance.timeOrigin + startTime);
  }).observe({ type: 'mark' });
}`;

/** The arrival that the frame shows is the last one before it was drawn: later ones repeat it. */
function arrivalBefore(time: number): string {
  return `Math.max(...arrivals.filter((arrival) => arrival < ${time}))`;
}

/** A host whose cookies are sessions of about 4 KB. */
async function serve(): Promise<Server> {
  // Requests carry every cookie: 720 KB of them.
  const server = createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const number = (name: string): number => Number(url.searchParams.get(name));
    response.setHeader('Content-Type', url.pathname === '/' ? 'text/html' : 'text/plain');
    if (url.pathname === '/set') {
      const indices = Array.from(
        { length: number('to') - number('from') },
        (_, index) => number('from') + index,
      );
      response.setHeader(
        'Set-Cookie',
        indices.map((index) => `${nameOf(index)}=${session(index)}; Path=/`),
      );
    }
    if (url.pathname === '/one')
      response.setHeader('Set-Cookie', `${nameOf(7)}=${session(number('mark'))}; Path=/`);
    response.end('<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function nameOf(index: number): string {
  return `s${String(index).padStart(3, '0')}`;
}

/** A session whose cookie takes about 4 KB, compressed. */
function session(mark: number): string {
  const int = (n: number): Value => ({ type: 'int', digits: String(n) });
  const text = (length: number): Value => ({
    type: 'str',
    text: Array.from({ length }, () => below(random, 36).toString(36)).join(''),
  });
  const rows = Array.from(
    { length: 65 },
    (): Value => ({
      type: 'dict',
      entries: [
        ['name', text(28)],
        ['qty', int(below(random, 1000))],
        ['sku', text(28)],
      ],
    }),
  );
  const payload: Value = {
    type: 'dict',
    entries: [
      ['mark', int(mark)],
      ['rows', { type: 'list', items: rows }],
    ],
  };
  return write(payload, KEY, Math.floor(Date.now() / 1000));
}
