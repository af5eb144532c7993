/** Everything that depends on Chromium's internals: the DevTools front end's own modules, preferences, chrome://extensions. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Browser as PuppeteerBrowser, Page as PuppeteerPage, Target } from 'puppeteer-core';
import type { Dock, LaunchOptions } from './driver.ts';
import { pause, until, within } from './waiting.ts';

const legacy = `import('./ui/legacy/legacy.js')`;
const tabbedPane = 'ui.InspectorView.InspectorView.instance().tabbedPane';

export function writePreferences(profile: string, { theme = 'light', downloads }: LaunchOptions): void {
  const preferences = {
    devtools: {
      preferences: { currentDockState: '"right"', inspectorVersion: '40' },
      // Without the version, the front end treats the settings as outdated and drops them.
      synced_preferences_sync_disabled: {
        syncedInspectorVersion: '40',
        'ui-theme': JSON.stringify(theme === 'dark' ? 'dark' : 'default'),
      },
    },
    extensions: { ui: { developer_mode: true } },
    ...(downloads === undefined
      ? {}
      : { download: { default_directory: downloads, prompt_for_download: false } }),
  };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** Loads the unpacked extension, also for incognito windows, and returns its id. */
export async function installExtension(browser: PuppeteerBrowser, path: string): Promise<string> {
  const session = await browser.target().createCDPSession();
  try {
    const { id } = await session.send('Extensions.loadUnpacked', { path, enableInIncognito: true });
    return id;
  } finally {
    await session.detach();
  }
}

/** A page in an incognito window, which only an extension can open there. */
export async function incognitoPage(browser: PuppeteerBrowser, origin: string): Promise<PuppeteerPage> {
  const known = new Set(browser.targets());
  const opener = await browser.newPage();
  try {
    await opener.goto(`${origin}/src/panel/access/access.html`);
    const isNew = (target: Target) =>
      target.type() === 'page' && target !== opener.target() && !known.has(target);
    const opened = browser.waitForTarget(isNew, { timeout: 10_000 });
    await opener.evaluate(`chrome.windows.create({ incognito: true, url: 'about:blank' }).then(() => true)`);
    return await (await opened).asPage();
  } finally {
    await opener.close();
  }
}

/** Waits until the front end of DevTools runs and knows the extension's panel; selects the panel. */
export async function selectExtensionPanel(frontEnd: PuppeteerPage, origin: string): Promise<void> {
  // Importing the front end's modules before it has started breaks it: its frame detaches or hangs.
  await until(() => frontEnd.evaluate(`!!document.querySelector('.root-view')`), 'DevTools to start');
  const own = `${tabbedPane}.tabIds().find((id) => id.startsWith(${JSON.stringify(origin)}))`;
  const show = `${legacy}.then(async (ui) => {
    const id = ${own};
    if (id === undefined) return false;
    await ui.ViewManager.ViewManager.instance().showView(id);
    return true;
  })`;
  await until(() => frontEnd.evaluate(show), "the extension's panel to be registered in DevTools");
}

export async function selectOtherPanel(frontEnd: PuppeteerPage): Promise<void> {
  await frontEnd.evaluate(
    `${legacy}.then((ui) => ui.ViewManager.ViewManager.instance().showView('console'))`,
  );
}

export async function dock(frontEnd: PuppeteerPage, side: Dock): Promise<void> {
  const controller = 'ui.DockController.DockController.instance()';
  await frontEnd.evaluate(`${legacy}.then((ui) => ${controller}.setDockSide('${side}'))`);
  await until(
    () => frontEnd.evaluate(`${legacy}.then((ui) => ${controller}.dockSide() === '${side}')`),
    `DevTools to be docked: ${side}`,
  );
}

/** Makes the docked DevTools wider (right) or higher (bottom) by a number of pixels. */
export async function growDocked(frontEnd: PuppeteerPage, pixels: number): Promise<void> {
  await frontEnd.evaluate(`${legacy}.then((ui) => {
    const split = ui.Widget.Widget.get(document.querySelector('.root-view .split-widget'));
    split.setSidebarSize(split.sidebarSize() + ${pixels});
  })`);
}

/** Resolves at a moment when the extension's service worker is stopped; an event may wake it right after. */
export async function stopServiceWorker(page: PuppeteerPage, origin: string): Promise<void> {
  const session = await page.createCDPSession();
  let isStopped = false;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    const own = versions.filter(({ scriptURL }) => scriptURL.startsWith(`${origin}/`));
    isStopped ||= own.some(({ runningStatus }) => runningStatus === 'stopped');
  });
  try {
    await session.send('ServiceWorker.enable');
    await until(async () => {
      // Repeated, because a worker that is just starting, or has messages waiting, keeps running.
      await session.send('ServiceWorker.stopAllWorkers');
      await pause(50);
      return isStopped;
    }, 'the service worker to stop');
  } finally {
    await session.detach();
  }
}

export async function hasServiceWorker(browser: PuppeteerBrowser, origin: string): Promise<boolean> {
  const session = await browser.target().createCDPSession();
  try {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'service_worker' }] });
    return targetInfos.some(({ url }) => url.startsWith(`${origin}/`));
  } finally {
    await session.detach();
  }
}

/** Runs an expression with `chrome.developerPrivate`, which only chrome://extensions has. */
export async function onExtensionsPage<T>(
  browser: PuppeteerBrowser,
  id: string,
  expression: string,
): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.goto(`chrome://extensions/?id=${id}`);
    return (await within(page.evaluate(expression), 10_000, 'chrome://extensions')) as T;
  } finally {
    await page.close();
  }
}

export function addHostPermission(id: string, pattern: string): string {
  return `chrome.developerPrivate.addHostPermission('${id}', ${JSON.stringify(pattern)})`;
}

/** An expression for what the extension's pages and worker logged as errors. */
export function runtimeErrors(id: string): string {
  return `chrome.developerPrivate.getExtensionInfo('${id}').then((info) => [
    ...info.manifestErrors.map((e) => 'manifest: ' + e.message),
    ...info.runtimeErrors.filter((e) => e.severity === 'ERROR')
      .map((e) => e.message + ' at ' + e.source),
  ])`;
}

/** The panel's frame, once its document exists. */
export function isPanelFrame(frame: Frame, origin: string, devtoolsPath: string): boolean {
  const url = frame.url();
  return url.startsWith(`${origin}/`) && !url.startsWith(`${origin}${devtoolsPath}`);
}
