/** `npm run pictures`: takes the README's pictures again; `-- FOLDER [firefox]` takes the panel in every size and theme. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserName, type Inspected, launch, type Theme } from './browsers/index.ts';
import { visitShop } from './demonstration.ts';
import { SECRET_KEY, startShop } from './shop.ts';

type Picture = {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** The view, and in the cookies view the tab. */
  readonly view?: 'Cookies' | 'Activity' | 'Budgets' | 'Keys';
  readonly tab?: string;
};

const FOR_README: readonly Picture[] = [
  { file: 'panel', width: 1000, height: 400 },
  { file: 'keys', width: 1000, height: 400, view: 'Keys' },
  { file: 'size', width: 1000, height: 620, tab: 'Size' },
  { file: 'budgets', width: 1000, height: 620, view: 'Budgets' },
  { file: 'activity', width: 1000, height: 400, view: 'Activity' },
];

/** For judging the panel in every size that it must serve. */
const FOR_JUDGING: readonly Picture[] = [
  ...FOR_README,
  { file: 'side', width: 550, height: 800 },
  { file: 'narrow', width: 320, height: 700 },
  { file: 'bottom', width: 1400, height: 250 },
  { file: 'small', width: 760, height: 250 },
  { file: 'lifetime', width: 550, height: 620, tab: 'Lifetime' },
  { file: 'signature', width: 550, height: 620, tab: 'Signature' },
  { file: 'raw', width: 550, height: 620, tab: 'Raw' },
  { file: 'keys-side', width: 550, height: 800, view: 'Keys' },
  { file: 'keys-narrow', width: 320, height: 700, view: 'Keys' },
  { file: 'keys-bottom', width: 1400, height: 250, view: 'Keys' },
  { file: 'budgets-side', width: 550, height: 800, view: 'Budgets' },
  { file: 'budgets-narrow', width: 320, height: 700, view: 'Budgets' },
  { file: 'budgets-bottom', width: 1400, height: 250, view: 'Budgets' },
  { file: 'activity-side', width: 550, height: 800, view: 'Activity' },
  { file: 'activity-narrow', width: 320, height: 700, view: 'Activity' },
  { file: 'activity-bottom', width: 1400, height: 250, view: 'Activity' },
];

/** Views and tabs are loaded when they are first looked at. */
const IS_THERE = `[...document.querySelectorAll('[role=tabpanel]')].every((panel) => panel.childElementCount > 0)`;

const [folder, name = 'chromium'] = process.argv.slice(2);
const shop = await startShop();
try {
  if (folder) {
    for (const theme of ['light', 'dark'] as const) await takeAll(FOR_JUDGING, theme, folder);
  } else {
    await takeAll(FOR_README, 'light', fileURLToPath(new URL('./pictures', import.meta.url)));
  }
} finally {
  await shop.close();
}

async function takeAll(pictures: readonly Picture[], theme: Theme, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const target = name === 'firefox' ? 'firefox' : 'chrome';
  const extension = fileURLToPath(new URL(`../../dist/${target}`, import.meta.url));
  const browser = await launch(name as BrowserName, { extension, theme });
  try {
    const inspected = await browser.open({ dock: 'undocked' });
    await visitShop(inspected, shop.url);
    await enterKey(inspected);
    let isOverfilled = false;
    for (const { file, width, height, view = 'Cookies', tab = 'Payload' } of pictures) {
      await inspected.setPanelSize({ width, height });
      await inspected.panel.click({ role: 'tab', name: view });
      if (view === 'Activity' && !isOverfilled) {
        await overfill(inspected);
        isOverfilled = true;
      }
      if (view === 'Cookies') await inspected.panel.click({ role: 'tab', name: tab });
      await inspected.panel.waitFor(IS_THERE, `the view ${view}`);
      await inspected.panel.screenshot(`${into}/${file}${theme === 'dark' ? '-dark' : ''}.png`);
    }
  } finally {
    await browser.close();
  }
}

/** Makes the browser reject a session that is too large, and shows what the panel says about it. */
async function overfill({ page, panel }: Inspected): Promise<void> {
  for (const name of ['Fill until the cookie is nearly full', 'One more, as a gift', 'One more, as a gift']) {
    await page.evaluate('void (window.isLeft = true)');
    await page.click({ role: 'button', name });
    await page.waitFor(`!window.isLeft && document.readyState === 'complete'`, `the page after “${name}”`);
  }
  await panel.waitFor(`document.body.innerText.includes('rolled back')`, 'the diagnosis');
  const rejected = await panel.find({ role: 'row', name: /rejected/ });
  await panel.click({ role: 'row', name: rejected[0]?.name ?? '' });
}

async function enterKey({ panel }: Inspected): Promise<void> {
  await panel.click({ role: 'tab', name: 'Keys' });
  for (const pasted of [SECRET_KEY, '8f42a73054b1749f8f58848be5e6502c']) {
    await panel.click({ role: 'textbox', name: 'Secret key' });
    await panel.type(pasted);
    await panel.click({ role: 'button', name: 'Add' });
  }
  await panel.click({ role: 'tab', name: 'Cookies' });
  await panel.waitFor(`document.body.innerText.includes('Accepted by Flask')`, 'the verdict');
}
