/** How fast a list of keys is tried, in a real Chromium's workers and in Python as people write it. It only measures; it judges nothing. */
import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Inspected, launch } from '../../src/demo/browsers/index.ts';
import { write } from '../../src/session/index.ts';
import { pythonsWith } from '../support/reference.ts';
import { median } from './median.ts';

export type KeyFigures = {
  /** Logical cores of this machine. */
  readonly cores: number;
  /** Keys a second, medians: in one worker, in as many as there are cores, and in the fastest Python here. */
  readonly oneWorker: number;
  readonly allWorkers: number;
  readonly python: number;
  /** Milliseconds: the longest time for which the panel's thread did nothing else while a list was tried. */
  readonly longestBlock: number;
};

const ROUNDS = 5;
const KEYS = 100_000;
const PYTHON_KEYS = 10_000;
const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const COOKIE = write(
  { type: 'dict', entries: [['user_id', { type: 'int', digits: '1042' }]] },
  new TextEncoder().encode('none of them'),
  1_790_000_000,
);

/** The loop that people write: the serializer made anew for each key, its `loads` in a try. */
const LOOP = `
import hashlib, sys, time
from flask.sessions import TaggedJSONSerializer
from itsdangerous import BadSignature, URLSafeTimedSerializer
cookie, keys = sys.argv[1], ['guess number %d' % n for n in range(int(sys.argv[2]))]
start = time.perf_counter()
for key in keys:
    try:
        URLSafeTimedSerializer(
            key, salt='cookie-session', serializer=TaggedJSONSerializer(),
            signer_kwargs={'key_derivation': 'hmac', 'digest_method': hashlib.sha1},
        ).loads(cookie)
        break
    except BadSignature:
        pass
print(len(keys) / (time.perf_counter() - start))
`;

/** Measures in a fresh headless browser, round by round beside Python; a minute at most. Throws where one is missing. */
export async function benchKeys(): Promise<KeyFigures> {
  const pythons = pythonsWith('Flask').map(({ command }) => command);
  if (pythons.length === 0) throw new Error('no python3 here has Flask');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': `session=${COOKIE}; Path=/` });
    response.end('<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launch('chromium', { extension: EXTENSION });
  try {
    return await measure(await browser.open({ dock: 'undocked' }), server, pythons);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function measure(
  { page, panel }: Inspected,
  server: Server,
  pythons: readonly string[],
): Promise<KeyFigures> {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await panel.click({ role: 'tab', name: 'Keys' });
  const cores = await panel.evaluate<number>('navigator.hardwareConcurrency');
  const [one, all, theirs, blocks]: [number[], number[], number[], number[]] = [[], [], [], []];
  // The first search of all also starts the workers for the first time.
  await panel.evaluate(trial(cores, KEYS / 10), 60_000);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [workers, rates] of [[1, one] as const, [cores, all] as const]) {
      const { seconds, block } = await panel.evaluate<{ seconds: number; block: number }>(
        trial(workers, KEYS),
        60_000,
      );
      rates.push(KEYS / seconds);
      blocks.push(block);
    }
    theirs.push(Math.max(...pythons.map(timePython)));
  }
  return {
    cores,
    oneWorker: median(one),
    allWorkers: median(all),
    python: median(theirs),
    longestBlock: Math.max(...blocks),
  };
}

/** Keys a second in one run of the loop. */
function timePython(python: string): number {
  const { stdout } = spawnSync(python, ['-W', 'ignore', '-c', LOOP, COOKIE, String(PYTHON_KEYS)]);
  return Number(stdout.toString());
}

/** An expression that tries a list as a user would, and gives the seconds until its result stands there. */
function trial(workers: number, keys: number): string {
  return `(async () => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${workers}, configurable: true });
    const find = async (look) => {
      for (;;) {
        const found = look();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    const input = await find(() => document.querySelector('input[type=file]'));
    const lines = Array.from({ length: ${keys} }, (_, n) => 'guess number ' + n + ' of ${workers} ' + Math.random());
    const files = new DataTransfer();
    files.items.add(new File([lines.join('\\n')], 'list ' + Math.random() + '.txt'));
    input.files = files.files;
    let block = 0;
    let last = performance.now();
    let isOver = false;
    const beat = new MessageChannel();
    beat.port1.onmessage = () => {
      const now = performance.now();
      block = Math.max(block, now - last);
      last = now;
      if (!isOver) setTimeout(() => beat.port2.postMessage(0));
    };
    beat.port2.postMessage(0);
    const start = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await find(() => document.querySelector('progress'));
    await find(() => document.querySelector('input[type=file]'));
    isOver = true;
    return { seconds: (performance.now() - start) / 1000, block };
  })()`;
}
