/** How soon the editor answers a keystroke in a large session, in a real Chromium. It only measures; it judges nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Inspected, launch, type Panel } from '../../src/demo/browsers/index.ts';
import { type Value, write } from '../../src/session/index.ts';
import { below, seededRandom } from '../session/random-session.ts';
import { median } from './median.ts';

/** Milliseconds from the input event to the end of the frame that shows the new size. */
export type Keystrokes = { readonly median: number; readonly longest: number };

export type EditorFigures = {
  /** Bytes of name + value of the session at first. */
  readonly bytes: number;
  /** Top-level keys of it. */
  readonly keys: number;
  /** The longest frame, from one to the next, while nothing happens: what is due to the machine. */
  readonly idle: number;
  readonly tree: Keystrokes;
  readonly text: Keystrokes;
};

const KEYS = 40;
/** Characters typed into each form. */
const TYPED = 60;
const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const random = seededRandom(7);

/** Measures in a fresh headless browser; some ten seconds. Throws where there is no Chrome or Chromium. */
export async function benchEditor(): Promise<EditorFigures> {
  const value = session();
  const server = await serve(value);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch('chromium', { extension: EXTENSION });
  try {
    const figures = await measure(await browser.open({ dock: 'undocked' }), url);
    return { bytes: 'session'.length + value.length, keys: KEYS, ...figures };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function measure(
  { page, panel }: Inspected,
  url: string,
): Promise<Pick<EditorFigures, 'idle' | 'tree' | 'text'>> {
  await page.goto(url);
  await panel.click({ role: 'tab', name: 'Keys' });
  await panel.click({ role: 'textbox', name: 'Secret key' });
  await panel.type('dev');
  await panel.click({ role: 'button', name: 'Add' });
  await panel.click({ role: 'tab', name: 'Cookies' });
  await panel.waitFor(`document.body.innerText.includes('Accepted by Flask')`, 'the verdict');
  await panel.click({ role: 'button', name: 'Edit' });
  await panel.click({ role: 'row', name: /key05/, within: '[role=treegrid]' });
  await panel.click({ role: 'textbox', name: 'Value of key05' });
  await panel.evaluate(NOTE_KEYSTROKES);
  const idle = await panel.evaluate<number>(LONGEST_FRAME);
  const tree = await type(panel);
  await panel.click({ role: 'button', name: 'Text' });
  await panel.click({ role: 'textbox', name: 'Payload in Python’s notation' });
  await panel.evaluate(`{
    const field = document.querySelector('.text-form textarea');
    const at = field.value.indexOf("'key20': '") + "'key20': '".length;
    field.setSelectionRange(at, at);
  }`);
  return { idle, tree, text: await type(panel) };
}

/** Types character by character, each after the last was answered. */
async function type(panel: Panel): Promise<Keystrokes> {
  await panel.evaluate('void (keystrokes.length = 0)');
  for (let typed = 0; typed < TYPED; typed++) {
    const before = await panel.evaluate<number>('answered');
    await panel.type(below(random, 36).toString(36));
    await panel.waitFor(`answered > ${before}`, 'the answer to a keystroke');
  }
  const times = await panel.evaluate<number[]>('keystrokes');
  if (times.length < TYPED / 4) throw new Error('the size did not follow the keystrokes');
  return { median: median(times), longest: Math.max(...times) };
}

/** An expression for the longest of as many frames as are typed in. */
const LONGEST_FRAME = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  let longest = 0;
  let before = await frame();
  for (let index = 0; index < ${TYPED}; index++) {
    const now = await frame();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return longest;
})()`;

/** Keeps the times of the keystrokes that change the size; by the others nothing new is to be seen. */
const NOTE_KEYSTROKES = `{
  globalThis.keystrokes = [];
  globalThis.answered = 0;
  const size = () => document.querySelector('.prospect-size').textContent;
  let shown = size();
  document.addEventListener('input', ({ timeStamp }) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (size() !== shown) keystrokes.push(performance.now() - timeStamp);
      shown = size();
      answered++;
    };
    channel.port2.postMessage(0);
  }), true);
}`;

async function serve(value: string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('Set-Cookie', `session=${value}; Path=/`);
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A session of nearly 4 KB that hardly compresses. */
function session(): string {
  const entries = Array.from({ length: KEYS }, (_, index): [string, Value] => [
    `key${String(index).padStart(2, '0')}`,
    { type: 'str', text: Array.from({ length: 105 }, () => below(random, 36).toString(36)).join('') },
  ]);
  return write({ type: 'dict', entries }, new TextEncoder().encode('dev'), Math.floor(Date.now() / 1000));
}
