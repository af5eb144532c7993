/** `npm run bench`: the performance figures, beside what they are measured against and the figures wanted. Prints; fails nothing: machines differ. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { benchCodec } from './codec.ts';
import { benchKeys } from './keys.ts';
import { benchPanel, COOKIES } from './panel.ts';

const DIST = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

say('Read and verify a session, beside Flask’s own loads in the same run (sessions a second)');
const TIMES_WANTED = ['1.5', '1.5', '1'];
for (const [index, row] of (await benchCodec()).entries()) {
  const { name, oursPerSecond, flaskPerSecond, ratio } = row;
  say(
    `  ${name.padEnd(36)} ${rate(oursPerSecond)}   Flask ${rate(flaskPerSecond)}   ${ratio.toFixed(2)} times (wanted: ${TIMES_WANTED[index]})`,
  );
}

const keys = await benchKeys();
say('A list of keys tried on a session in Chromium, beside URLSafeTimedSerializer(…).loads (keys a second)');
say(
  `  one worker                           ${rate(keys.oneWorker)}   Python ${rate(keys.python)}   ${(keys.oneWorker / keys.python).toFixed(2)} times (wanted: 2)`,
);
say(
  `  a worker for each of ${keys.cores} cores          ${rate(keys.allWorkers)}   ${(keys.allWorkers / keys.oneWorker).toFixed(2)} times one worker`,
);
say(
  `  longest block of the panel’s thread  ${keys.longestBlock.toFixed(0).padStart(8)} ms (wanted: at most 50)`,
);

const panel = await benchPanel();
say(`The panel in Chromium with ${COOKIES} cookies of ${panel.bytesEach} bytes (milliseconds, medians)`);
say(`  all of them on screen after their arrival          ${panel.list.toFixed(0)} (wanted: at most 150)`);
say(
  `  a changed one: arrival to document changed         ${panel.work.toFixed(1)} (wanted: within a frame, 16.7)`,
);
say(`  a changed one: arrival to the end of its frame     ${panel.change.toFixed(1)}`);
say(`  a changed one: response to the end of its frame    ${panel.endToEnd.toFixed(0)}`);

say('The panel’s first JavaScript (gzipped)');
say(`  ${(firstJavaScript() / 1000).toFixed(1)} KB (wanted: at most 60)`);

/** Bytes, gzipped, of every script that panel.html loads before it can show anything. */
function firstJavaScript(): number {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const [, name] of readFileSync(`${DIST}/assets/${path}`, 'utf8').matchAll(
      /from\s*"\.\/([^"]+\.js)"/g,
    )) {
      if (name) load(name);
    }
  };
  const [, entry] =
    /src="\/assets\/([^"]+\.js)"/.exec(readFileSync(`${DIST}/src/panel/panel.html`, 'utf8')) ?? [];
  if (!entry || !readdirSync(`${DIST}/assets`).includes(entry)) throw new Error('panel.html names no script');
  load(entry);
  return [...loaded].reduce((sum, name) => sum + gzipSync(readFileSync(`${DIST}/assets/${name}`)).length, 0);
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en').padStart(8);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
