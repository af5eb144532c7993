/** `npm start`: the demo shop in a real browser, with the panel open on it. Starts things and talks; decides little. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserName, findBrowser, type Inspected, launch } from './browsers/index.ts';
import { loadByHand } from './by-hand.ts';
import { panelWithSession, visitShop } from './demonstration.ts';
import { readOptions, type StartOptions } from './options.ts';
import { SECRET_KEY, startShop } from './shop.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXTENSION: Record<BrowserName, string> = { chromium: 'dist/chrome', firefox: 'dist/firefox' };
const LABEL: Record<BrowserName, string> = { chromium: 'Chrome or Chromium', firefox: 'Firefox' };
const SCREENSHOT = 'session-lens.png';

/** The panel's size in the screenshot. */
const PICTURE = { width: 1200, height: 640 };

/** Milliseconds between two checks that the browser is still running. */
const CHECK_EVERY = 2000;

process.exitCode = await main();

async function main(): Promise<number> {
  const read = readOptions(process.argv.slice(2), process.env, process.platform);
  if (!read.ok) {
    say(read.message);
    return 1;
  }
  const { browser: name, headless } = read.options;
  const shop = await startShop({ log: (line) => say(`  [shop] ${line}`) });
  // The driver ends the browser on `exit`, whatever the cause.
  process.once('SIGINT', () => process.exit(0));
  let browser: Browser | undefined;
  try {
    browser = await openBrowser(read.options);
    if (browser === undefined) return 1;
    const inspected = await browser.open({ dock: headless ? 'undocked' : 'right' });
    if (headless) await inspected.setPanelSize(PICTURE);
    await visitShop(inspected, shop.url);
    const text = await panelWithSession(inspected.panel);
    say(`Shop:       ${shop.url} (SECRET_KEY "${SECRET_KEY}")`);
    say(
      `Browser:    ${LABEL[name]} ${browser.version}, ${headless ? 'headless' : 'DevTools open'}, with ${EXTENSION[name]}`,
    );
    if (headless) await report(inspected, text);
    else await stayOpen(browser);
    return 0;
  } catch (problem) {
    say(`${problem instanceof Error ? problem.message : String(problem)}\n\n${loadByHand(resolve(ROOT))}`);
    return 1;
  } finally {
    await browser?.close();
    await shop.close();
  }
}

async function openBrowser({ browser: name, headless }: StartOptions): Promise<Browser | undefined> {
  const executable = findBrowser(name);
  if (executable === undefined) {
    const variable = name === 'chromium' ? 'CHROME_PATH' : 'FIREFOX_PATH';
    say(`${LABEL[name]} was not found; ${variable} can name its program.\n\n${loadByHand(resolve(ROOT))}`);
    return undefined;
  }
  return launch(name, { extension: join(ROOT, EXTENSION[name]), headless, executable });
}

/** With no window: what the panel shows, as a picture and as text. */
async function report(inspected: Inspected, text: string): Promise<void> {
  await inspected.screenshot(resolve(SCREENSHOT));
  say(`Screenshot: ${resolve(SCREENSHOT)}\n\nThe panel shows:\n`);
  say(text.replace(/^/gm, '  '));
}

async function stayOpen(browser: Browser): Promise<void> {
  say('\nThe panel "Session Lens" is in front. Fill the cart, then add one more, and watch the cookie.');
  say('Stop with Ctrl+C, or close the browser.');
  while (await isRunning(browser)) await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY));
}

async function isRunning(browser: Browser): Promise<boolean> {
  try {
    await browser.isBackgroundRunning();
    return true;
  } catch (problem) {
    // Anything else, such as an open dialog, is not a reason to end.
    return !(problem instanceof Error && /closed|disconnected/i.test(problem.message));
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
