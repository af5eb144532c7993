/** `npm run bench`: the performance figures, beside what they are measured against and the figures wanted. Prints; fails nothing: machines differ. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { MOST_BYTES } from '../../src/devtools/record.ts';
import { benchActivity, type Rounds } from './activity.ts';
import { benchCodec } from './codec.ts';
import { benchEditor } from './editor.ts';
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

const activity = await benchActivity();
say(
  `The activity in Chromium with ${activity.entries.toLocaleString('en')} entries (milliseconds, the longest of all rounds, and the median of each round’s longest)`,
);
say(`  a frame while nothing happens, as this machine is  ${rounds(activity.idle)}`);
say(`  a frame while the list is scrolled                 ${rounds(activity.scroll)} (wanted: at most 50)`);
say(`  typed into the filter to the end of its frame      ${rounds(activity.filter)} (wanted: at most 50)`);
say(`  the view chosen to the end of its frame            ${rounds(activity.open)}`);
say(
  `  a block of the thread as the whole record arrives  ${activity.arrival.toFixed(0)} (once; wanted: at most 50)`,
);
say(
  `  a block of the thread as responses are added       ${rounds(activity.additions)} (wanted: at most 50)`,
);
say(
  `  the record itself                                  ${mebibytes(activity.recordBytes)} of ${mebibytes(MOST_BYTES)}`,
);
say(`  what the panel’s heap takes more with it           ${mebibytes(activity.panelBytes)}`);

const editor = await benchEditor();
say(
  `Typing in a session of ${editor.bytes} bytes and ${editor.keys} keys in Chromium: from the input event to the end of the frame with the new size (milliseconds)`,
);
for (const form of ['tree', 'text'] as const) {
  const { median, longest } = editor[form];
  say(
    `  as a ${form}                            ${median.toFixed(1)}, the longest ${longest.toFixed(1)} (wanted: at most 50)`,
  );
}
say(`  the longest frame while nothing happens      ${editor.idle.toFixed(1)}`);

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

function rounds({ median, most }: Rounds): string {
  return `${most.toFixed(0)}, ${median.toFixed(0)}`;
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en').padStart(8);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
