/** Takes the README's pictures anew: `npx tsx tests/support/take-pictures.ts [folder] [chromium|firefox]`. Real browser, real panel. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserName, type Inspected, launch, type Theme } from '../../src/demo/browsers/index.ts';
import { visitShop } from '../../src/demo/demonstration.ts';
import { SECRET_KEY, startShop } from '../../src/demo/shop.ts';

const [folder = fileURLToPath(new URL('./pictures', import.meta.url)), name = 'chromium'] =
  process.argv.slice(2);
mkdirSync(folder, { recursive: true });

type Picture = {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly tab?: string;
};

/** The one in the README first; the others are for judging the panel in every size that it must serve. */
const PICTURES: readonly Picture[] = [
  { file: 'panel', width: 1000, height: 480 },
  { file: 'side', width: 550, height: 800 },
  { file: 'narrow', width: 320, height: 700 },
  { file: 'bottom', width: 1400, height: 250 },
  { file: 'small', width: 760, height: 250 },
  { file: 'size', width: 1000, height: 620, tab: 'Size' },
  { file: 'lifetime', width: 550, height: 620, tab: 'Lifetime' },
  { file: 'signature', width: 550, height: 620, tab: 'Signature' },
  { file: 'raw', width: 550, height: 620, tab: 'Raw' },
];

const shop = await startShop();
try {
  for (const theme of ['light', 'dark'] as const) await takeAll(theme);
} finally {
  await shop.close();
}

async function takeAll(theme: Theme): Promise<void> {
  const target = name === 'firefox' ? 'firefox' : 'chrome';
  const extension = fileURLToPath(new URL(`../../dist/${target}`, import.meta.url));
  const browser = await launch(name as BrowserName, { extension, theme });
  try {
    const inspected = await browser.open({ dock: 'undocked' });
    await visitShop(inspected, shop.url);
    await enterKey(inspected);
    for (const { file, width, height, tab = 'Payload' } of PICTURES) {
      await inspected.setPanelSize({ width, height });
      await inspected.panel.click({ role: 'tab', name: tab });
      await inspected.panel.screenshot(`${folder}/${file}${theme === 'dark' ? '-dark' : ''}.png`);
    }
  } finally {
    await browser.close();
  }
}

async function enterKey({ panel }: Inspected): Promise<void> {
  await panel.click({ role: 'tab', name: 'Signature' });
  await panel.click({ role: 'textbox', name: 'Secret key' });
  await panel.type(SECRET_KEY);
  await panel.waitFor(`document.body.innerText.includes('Signature valid')`, 'the verdict');
}
