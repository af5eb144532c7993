/** The public interface of the browser drivers. */
import { launchChromium } from './chromium.ts';
import type { Browser, BrowserName, LaunchOptions } from './driver.ts';
import { findBrowser } from './find.ts';
import { launchFirefox } from './firefox.ts';

export type * from './driver.ts';
export { findBrowser } from './find.ts';

/** Starts an installed browser with the extension loaded; throws when there is none. */
export async function launch(name: BrowserName, options: LaunchOptions): Promise<Browser> {
  const executable = options.executable ?? findBrowser(name);
  if (executable === undefined) {
    const [label, variable] =
      name === 'chromium' ? ['Chrome or Chromium', 'CHROME_PATH'] : ['Firefox', 'FIREFOX_PATH'];
    throw new Error(`${label} is not installed; ${variable} can name its binary`);
  }
  const start = name === 'chromium' ? launchChromium : launchFirefox;
  return await start({ ...options, executable });
}
