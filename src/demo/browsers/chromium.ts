/** Drives Chrome and Chromium, over CDP. */
import puppeteer, { type Browser as PuppeteerBrowser } from 'puppeteer-core';
import {
  addHostPermission,
  hasServiceWorker,
  incognitoPage,
  installExtension,
  onExtensionsPage,
  runtimeErrors,
  stopServiceWorker,
  writePreferences,
} from './chromium-internals.ts';
import { createPage, inspect } from './chromium-tab.ts';
import { createProfile, killTree, onExit } from './clean-up.ts';
import type { Browser, Inspected, LaunchOptions } from './driver.ts';
import { type ExtensionFolder, readExtensionFolder } from './extension-folder.ts';
import { until, within } from './waiting.ts';

interface Running {
  browser: PuppeteerBrowser;
  folder: ExtensionFolder;
  id: string;
  origin: string;
}

/** Starts a browser with the extension loaded, in its own profile. */
export async function launchChromium(options: LaunchOptions & { executable: string }): Promise<Browser> {
  const folder = readExtensionFolder(options.extension);
  const profile = createProfile();
  let browser: PuppeteerBrowser | undefined;
  let forget = () => {};
  const kill = () => {
    const child = browser?.process();
    if (child) killTree(child);
  };
  const close = async () => {
    await within(browser?.close() ?? Promise.resolve(), 5_000, 'the browser to close').catch(() => {});
    kill();
    forget();
    profile.remove();
  };
  try {
    writePreferences(profile.path, options);
    browser = await start(options, profile.path);
    forget = onExit(kill);
    const installing = installExtension(browser, folder.path);
    const id = await within(installing, 15_000, 'the extension to be installed');
    const running = { browser, folder, id, origin: `chrome-extension://${id}` };
    return createBrowser(running, await browser.version(), close);
  } catch (error) {
    await close();
    throw error;
  }
}

function start(options: LaunchOptions & { executable: string }, profile: string): Promise<PuppeteerBrowser> {
  const { width, height } = options.windowSize ?? { width: 1400, height: 900 };
  const rules = (options.hosts ?? []).map((host) => `MAP ${host} 127.0.0.1`).join(',');
  return puppeteer.launch({
    executablePath: options.executable,
    headless: options.headless ?? true,
    // Branded Chrome ignores --load-extension; over the pipe both install one.
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 30_000,
    args: [
      `--window-size=${width},${height}`,
      '--disable-quic',
      '--disable-sync',
      ...(options.switches ?? []),
      ...(rules === '' ? [] : [`--host-resolver-rules=${rules}`]),
      // The sandbox refuses to run as root, the usual user in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

function createBrowser(running: Running, version: string, close: () => Promise<void>): Browser {
  const { browser, folder, id, origin } = running;
  const opened = new Set<Inspected>();
  let isFirst = true;

  /** Only a page of the extension may ask for permissions, and there is one as soon as DevTools is open. */
  async function changePermissions(change: 'request' | 'remove', origins: string[]) {
    const [inspected] = opened;
    if (inspected === undefined) {
      throw new Error('permissions can change only while a tab with DevTools is open');
    }
    const call = `chrome.permissions.${change}(${JSON.stringify({ origins })})`;
    if ((await inspected.devtools.evaluate<boolean>(call)) !== true) {
      throw new Error(`the browser did not ${change} ${origins.join(', ')}`);
    }
  }

  async function approveRequests(patterns: string[]) {
    const all = patterns.map((pattern) => addHostPermission(id, pattern)).join(', ');
    await onExtensionsPage(browser, id, `Promise.all([${all}]).then(() => true)`);
  }

  return {
    name: 'chromium',
    version: version.replace(/^.*\//, ''),
    extensionOrigin: origin,
    async open({ dock: side = 'right', apart = false, selected = true } = {}) {
      const [first] = await browser.pages();
      const ordinary = () => (isFirst && first !== undefined ? first : browser.newPage());
      const page = apart ? await incognitoPage(browser, origin) : await ordinary();
      isFirst &&= apart;
      const inspected = await inspect(page, { origin, devtoolsPath: folder.devtoolsPath }, side);
      if (selected) await inspected.showPanel();
      opened.add(inspected);
      page.once('close', () => opened.delete(inspected));
      return inspected;
    },
    async extensionTab(path, timeoutMs) {
      const target = await until(
        async () =>
          browser.targets().find((one) => one.type() === 'page' && one.url().startsWith(origin + path)),
        `a tab with ${path}`,
        timeoutMs,
      );
      return createPage(await target.asPage());
    },
    async stopBackground() {
      const page = (await browser.pages())[0] ?? (await browser.newPage());
      await stopServiceWorker(page, origin);
    },
    isBackgroundRunning: () => hasServiceWorker(browser, origin),
    approveRequests,
    async grantSite(patterns) {
      await approveRequests(patterns);
      await changePermissions('request', patterns);
    },
    revokeSite: (patterns) => changePermissions('remove', patterns),
    async clearCookies() {
      const session = await browser.target().createCDPSession();
      await session.send('Storage.clearCookies');
      await session.detach();
    },
    errors: () => onExtensionsPage<string[]>(browser, id, runtimeErrors(id)),
    close,
  };
}
