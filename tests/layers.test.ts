/** The linter's layers: run on a file in each, which imports each other one, it forbids all but what the table allows. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What each folder of `src` may import. `browser`: the extension's APIs. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  session: [],
  keys: ['session'],
  cookies: [],
  trail: ['cookies', 'session'],
  messaging: ['cookies', 'browser'],
  background: ['messaging', 'cookies', 'browser'],
  devtools: ['messaging', 'trail', 'cookies', 'browser'],
  panel: ['messaging', 'trail', 'cookies', 'keys', 'session'],
  demo: ['cookies', 'session'],
};
const LAYERS = Object.keys(MAY_IMPORT);
/** The panel's files that may import what its others may not. */
const OWN_RULES = ['panel/browser-host.ts', 'panel/access/access.ts'];

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'session-lens-layers-'));
/** Of the files made by `probe`, those that the linter has something against. */
let forbidden: ReadonlySet<string>;

beforeAll(() => {
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const layer of LAYERS) for (const imported of [...LAYERS, 'browser']) probe(layer, imported);
  for (const file of OWN_RULES) write(file, "import 'webextension-polyfill';\n");
  forbidden = filesFound();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('has a rule for every folder with code', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => name !== 'icons')).toEqual(LAYERS.toSorted());
});

it.each(LAYERS)('%s imports what it may, and nothing else', (layer) => {
  const others = [...LAYERS, 'browser'].filter((imported) => imported !== layer);
  const allowed = others.filter((imported) => !forbidden.has(fileOf(layer, imported)));
  expect(allowed.toSorted()).toEqual(MAY_IMPORT[layer]?.toSorted());
});

it.each(OWN_RULES)('%s may use the browser’s APIs, and import no more layers than the panel', (file) => {
  expect(forbidden).not.toContain(`src/${file}`);
  write(file, "import '../background/access.ts';\n");
  expect(filesFound()).toContain(`src/${file}`);
});

function fileOf(layer: string, imported: string): string {
  return `src/${layer}/deep/imports-${imported}.ts`;
}

function probe(layer: string, imported: string): void {
  const from = imported === 'browser' ? 'webextension-polyfill' : `../../${imported}/index.ts`;
  write(
    fileOf(layer, imported).replace('src/', ''),
    `import type { One } from '${from}';\nexport type { One };\n`,
  );
}

function write(file: string, text: string): void {
  const path = join(folder, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function filesFound(): ReadonlySet<string> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const only = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json'];
  const run = spawnSync(process.execPath, [biome, 'lint', ...only, 'src'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { location: { path: string } }[] };
  return new Set(diagnostics.map(({ location }) => location.path));
}
