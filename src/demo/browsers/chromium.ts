// Drives Chrome and Chromium, over CDP.
import puppeteer, {
  type Frame,
  type KeyInput,
  type Browser as PuppeteerBrowser,
  type Page as PuppeteerPage,
} from 'puppeteer-core';
import {
  addHostPermission,
  dock,
  growDocked,
  hasServiceWorker,
  isPanelFrame,
  onExtensionsPage,
  runtimeErrors,
  selectExtensionPanel,
  selectOtherPanel,
  stopServiceWorker,
  writePreferences,
} from './chromium-internals.ts';
import { createProfile, killTree, onExit } from './clean-up.ts';
import type { Browser, Dock, Inspected, LaunchOptions, Page, Size, Surface } from './driver.ts';
import { type ExtensionFolder, readExtensionFolder } from './extension-folder.ts';
import { parseKey } from './keys.ts';
import { createSurface } from './surface.ts';
import { until, within } from './waiting.ts';

interface Running {
  browser: PuppeteerBrowser;
  folder: ExtensionFolder;
  id: string;
  origin: string;
}

/** Starts a browser with the extension loaded, in a profile of its own. */
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
    writePreferences(profile.path, options.theme ?? 'light');
    browser = await start(options, profile.path);
    forget = onExit(kill);
    const installing = browser.installExtension(folder.path);
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
      ...(rules === '' ? [] : [`--host-resolver-rules=${rules}`]),
      // The sandbox refuses to run as root, who one is in most containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

function createBrowser(running: Running, version: string, close: () => Promise<void>): Browser {
  const { browser, id, origin } = running;
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
    async open({ dock: side = 'right' } = {}) {
      const [first] = await browser.pages();
      const page = isFirst && first !== undefined ? first : await browser.newPage();
      isFirst = false;
      const inspected = await inspect(running, page, side);
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

async function inspect(running: Running, page: PuppeteerPage, side: Dock): Promise<Inspected> {
  const { folder, origin } = running;
  const frontEnd = await within(page.openDevTools(), 15_000, 'DevTools to open');
  const isPanel = (frame: Frame) => isPanelFrame(frame, origin, folder.devtoolsPath);
  const panelFrame = () => frameOf(frontEnd, isPanel, 'the panel');
  const panel = createFrameSurface('the panel', frontEnd, panelFrame);
  const devtools = createFrameSurface('the devtools page', frontEnd, () =>
    frameOf(frontEnd, (frame) => frame.url().startsWith(origin + folder.devtoolsPath), 'the devtools page'),
  );

  async function showPanel() {
    await selectExtensionPanel(frontEnd, origin);
    const ready = `document.readyState === 'complete' && document.visibilityState === 'visible'`;
    await panel.waitFor(ready, 'its document to load', 15_000);
  }

  async function panelBox() {
    const element = await (await panelFrame()).frameElement();
    const box = await element?.boundingBox();
    if (!box) {
      throw new Error('the panel is not visible');
    }
    return box;
  }

  async function dockTo(wanted: Dock) {
    await dock(frontEnd, wanted);
    side = wanted;
  }

  async function setPanelSize(size: Size) {
    const missing = async () => {
      const now = await panel.evaluate<Size>('({ width: innerWidth, height: innerHeight })');
      return { width: size.width - now.width, height: size.height - now.height };
    };
    const { width, height } = await missing();
    if (side === 'undocked') {
      await growWindow(frontEnd, width, height);
    } else if (side === 'right') {
      await growDocked(frontEnd, width);
      await growWindow(page, 0, height);
    } else {
      await growDocked(frontEnd, height);
      await growWindow(page, width, 0);
    }
    const reached = `innerWidth === ${size.width} && innerHeight === ${size.height}`;
    await panel.waitFor(reached, `a size of ${size.width} × ${size.height}`, 5_000);
  }

  if (side !== 'right') {
    await until(() => frontEnd.evaluate(`!!document.querySelector('.root-view')`), 'DevTools to start');
    await dockTo(side);
  }
  await showPanel();
  return {
    page: createPage(page),
    panel: {
      ...panel,
      async screenshot(path) {
        await frontEnd.screenshot({ path: pngPath(path), clip: await panelBox() });
      },
      async reload() {
        await panel.evaluate('void (globalThis.isOldDocument = true, setTimeout(() => location.reload()))');
        await panel.waitFor(`!globalThis.isOldDocument && document.readyState === 'complete'`, 'its reload');
      },
    },
    devtools,
    dockTo,
    setPanelSize,
    leavePanel: () => selectOtherPanel(frontEnd),
    showPanel,
    async screenshot(path) {
      await frontEnd.screenshot({ path: pngPath(path) });
    },
    async close() {
      await page.close();
    },
  };
}

async function growWindow(page: PuppeteerPage, width: number, height: number) {
  if (width === 0 && height === 0) {
    return;
  }
  const session = await page.createCDPSession();
  try {
    const { windowId, bounds } = await session.send('Browser.getWindowForTarget');
    const grown = { width: (bounds.width ?? 0) + width, height: (bounds.height ?? 0) + height };
    await session.send('Browser.setWindowBounds', { windowId, bounds: grown });
  } finally {
    await session.detach();
  }
}

async function frameOf(
  frontEnd: PuppeteerPage,
  matches: (frame: Frame) => boolean,
  what: string,
): Promise<Frame> {
  return await until(async () => frontEnd.frames().find(matches), `${what} to exist`);
}

/** A frame of DevTools; asked for anew each time, because a reload may replace it. */
function createFrameSurface(what: string, frontEnd: PuppeteerPage, frame: () => Promise<Frame>): Surface {
  return createSurface({
    what,
    async evaluate(expression, timeoutMs) {
      return await within((await frame()).evaluate(expression), timeoutMs, `${what} to answer`);
    },
    async clickAt(x, y) {
      const box = await (await (await frame()).frameElement())?.boundingBox();
      await frontEnd.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
    },
    type: (text) => frontEnd.keyboard.type(text),
    press: (key) => press(frontEnd, key),
  });
}

function createPage(page: PuppeteerPage): Page {
  const surface = createSurface({
    what: 'the page',
    evaluate: (expression, timeoutMs) => within(page.evaluate(expression), timeoutMs, 'the page to answer'),
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => press(page, key),
  });
  return {
    ...surface,
    async goto(url) {
      await page.goto(url, { waitUntil: 'load', timeout: 20_000 });
    },
    async reload() {
      await page.reload({ waitUntil: 'load', timeout: 20_000 });
    },
    url: async () => page.url(),
    close: () => page.close(),
  };
}

async function press(page: PuppeteerPage, combination: string): Promise<void> {
  const { key, modifiers } = parseKey(combination);
  for (const modifier of modifiers) {
    await page.keyboard.down(modifier);
  }
  await page.keyboard.press(key as KeyInput);
  for (const modifier of modifiers.reverse()) {
    await page.keyboard.up(modifier);
  }
}

function pngPath(path: string): `${string}.png` {
  return `${path.replace(/\.png$/, '')}.png`;
}
