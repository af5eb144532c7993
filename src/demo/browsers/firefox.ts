/** Drives Firefox, over Marionette. Code that depends on its internals is in firefox-inside/, and runs inside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Dock, Inspected, LaunchOptions, Page, Size, Surface } from './driver.ts';
import { readExtensionFolder } from './extension-folder.ts';
import { startFirefox } from './firefox-process.ts';
import { parseKey } from './keys.ts';
import type { Marionette } from './marionette.ts';
import { createSurface } from './surface.ts';
import { until, within } from './waiting.ts';

/** Names a document for the functions inside Firefox. */
interface Where {
  kind: 'panel' | 'devtools' | 'tab';
  tabId: number;
  extensionId: string;
}

/** Calls a function of firefox-inside/. */
type Inside = <T = unknown>(name: string, ...parameters: unknown[]) => Promise<T>;

const hostTypes: Record<Dock, string> = { right: 'right', bottom: 'bottom', undocked: 'window' };

/** The number of Firefox's container "Work", one of those that every profile has. */
const CONTAINER = 2;

/** Starts Firefox with the extension loaded, in its own profile. */
export async function launchFirefox(options: LaunchOptions & { executable: string }): Promise<Browser> {
  const folder = readExtensionFolder(options.extension);
  const { marionette, close } = await startFirefox(options);
  try {
    await marionette.send('WebDriver:NewSession', { strictFileInteractability: false });
    await marionette.send('WebDriver:SetTimeouts', { script: 60_000 });
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    const inside = createInside(marionette);
    const { width, height } = options.windowSize ?? { width: 1400, height: 900 };
    const version = await inside<string>('ready', width, height);
    const installing = marionette.send('Addon:Install', { path: folder.path, temporary: true });
    const { value } = (await within(installing, 20_000, 'the extension to be installed')) as {
      value: string;
    };
    return createBrowser(inside, value, version, await inside<string>('origin', value), close);
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The files in firefox-inside/ are expressions for functions, each of which takes the results of those before it. They
 * are sent with every call, so that nothing has to be stored or found again inside Firefox.
 */
function createInside(marionette: Marionette): Inside {
  const parts = ['finding', 'documents', 'input', 'commands'].map((name) => {
    const source = readFileSync(new URL(`./firefox-inside/${name}.js`, import.meta.url), 'utf8');
    return source.trimEnd().replace(/;$/, '');
  });
  const script = `
    const [name, parameters] = arguments;
    const inside = {};
    for (const part of [${parts.join(',\n')}]) Object.assign(inside, part(inside));
    return inside[name](...parameters).then(
      (value) => ({ value: value ?? null }),
      (error) => ({ error: (error?.message ?? error) + '\\n' + error?.stack }),
    );`;
  return async <T>(name: string, ...parameters: unknown[]) => {
    const sending = marionette.send('WebDriver:ExecuteScript', {
      script,
      args: [name, parameters],
      sandbox: 'system',
      newSandbox: true,
    });
    const answer = (await within(sending, 45_000, `Firefox to ${name}`)) as {
      value: { value: T } | { error: string };
    };
    if ('error' in answer.value) {
      throw new Error(answer.value.error);
    }
    return answer.value.value;
  };
}

function createBrowser(
  inside: Inside,
  extensionId: string,
  version: string,
  origin: string,
  close: () => Promise<void>,
): Browser {
  let isFirst = true;
  return {
    name: 'firefox',
    version,
    extensionOrigin: origin,
    async open({ dock = 'right', apart = false, selected = true } = {}) {
      const tabId = await inside<number>('openTab', isFirst && !apart, apart ? CONTAINER : 0);
      isFirst &&= apart;
      const inspected = await inspect(inside, extensionId, tabId, dock);
      if (selected) await inspected.showPanel();
      return inspected;
    },
    async extensionTab(path, timeoutMs) {
      const prefix = origin + path;
      const tabId = await until(
        () => inside<number | null>('tabWithUrl', prefix),
        `a tab with ${path}`,
        timeoutMs,
      );
      return createPage(inside, { kind: 'tab', tabId, extensionId });
    },
    stopBackground: () => inside('stopBackground', extensionId),
    isBackgroundRunning: async () => (await inside<string>('backgroundState', extensionId)) !== 'stopped',
    approveRequests: () => inside('approveRequests'),
    grantSite: (patterns) => inside('changePermissions', extensionId, 'add', patterns),
    revokeSite: (patterns) => inside('changePermissions', extensionId, 'remove', patterns),
    clearCookies: () => inside('clearCookies'),
    errors: () => inside('errors', extensionId),
    close,
  };
}

async function inspect(inside: Inside, extensionId: string, tabId: number, dock: Dock): Promise<Inspected> {
  const here: Where = { kind: 'panel', tabId, extensionId };
  const panel = createDocument('the panel', inside, here);
  const devtools = createDocument('the devtools page', inside, { ...here, kind: 'devtools' });

  async function showPanel() {
    await inside('selectPanel', tabId, extensionId);
    const ready = `location.href !== 'about:blank' && document.readyState === 'complete'`;
    await panel.waitFor(ready, 'its document to load', 15_000);
  }

  /** In Firefox this destroys the panel's document and creates a new one. */
  async function dockTo(wanted: Dock) {
    if (wanted === dock) {
      return;
    }
    await panel.evaluate('void (globalThis.isOldDocument = true)');
    await inside('dock', tabId, hostTypes[wanted]);
    dock = wanted;
    const ready = `!globalThis.isOldDocument && location.href !== 'about:blank' && document.readyState === 'complete'`;
    await panel.waitFor(ready, 'its document to load again', 15_000);
  }

  async function setPanelSize({ width, height }: Size) {
    const now = await panel.evaluate<Size>('({ width: innerWidth, height: innerHeight })');
    await inside('growPanel', here, width - now.width, height - now.height);
    const reached = `innerWidth === ${width} && innerHeight === ${height}`;
    await panel.waitFor(reached, `a size of ${width} × ${height}`, 5_000);
  }

  async function reload() {
    const before = dock;
    await dockTo(before === 'bottom' ? 'right' : 'bottom');
    await dockTo(before);
  }

  await inside('openDevTools', tabId, hostTypes[dock]);
  const loaded = `location.href !== 'about:blank' && document.readyState === 'complete'`;
  await devtools.waitFor(loaded, 'its document to load', 15_000);
  return {
    page: createPage(inside, { ...here, kind: 'tab' }),
    panel: {
      ...panel,
      reload,
      async screenshot(path) {
        writePng(path, await inside<string>('panelPicture', here));
      },
    },
    devtools,
    dockTo,
    setPanelSize,
    leavePanel: () => inside('selectOther', tabId),
    showPanel,
    async screenshot(path) {
      writePng(path, await inside<string>('windowPicture', tabId));
    },
    close: () => inside('closeTab', tabId),
  };
}

/** Counts the keys received by a document from now on, each when it is released and has had all its effects. */
const COUNT_KEYS = `void (() => {
  window.keysReleased = 0;
  if (window.areKeysCounted) return;
  window.areKeysCounted = true;
  window.addEventListener('keyup', () => window.keysReleased++, true);
})()`;

function createDocument(what: string, inside: Inside, where: Where): Surface {
  const surface: Surface = createSurface({
    what,
    async evaluate(expression, timeoutMs) {
      const json = await inside<string | null>('evaluate', where, expression, timeoutMs);
      return json === null ? undefined : (JSON.parse(json) as unknown);
    },
    clickAt: (x, y) => inside('clickAt', where, x, y),
    // Keys take a while to arrive after they are sent.
    async type(text) {
      await surface.evaluate(COUNT_KEYS);
      await inside('type', where, text);
      await surface.waitFor(`window.keysReleased >= ${[...text].length}`, 'what was typed to arrive');
    },
    press: (combination) => {
      const { key, modifiers } = parseKey(combination);
      return inside('press', where, key, modifiers);
    },
  });
  return surface;
}

function createPage(inside: Inside, where: Where): Page {
  const { tabId } = where;
  const surface = createDocument('the page', inside, where);
  const loaded = `document.readyState === 'complete' && performance.timing.loadEventEnd > 0`;
  return {
    ...surface,
    async goto(url) {
      await inside('goto', tabId, url);
      await surface.waitFor(loaded, `${url} to load`, 20_000);
    },
    async reload() {
      await inside('reload', tabId);
      await surface.waitFor(loaded, 'the page to load again', 20_000);
    },
    url: () => inside('url', tabId),
    close: () => inside('closeTab', tabId),
  };
}

function writePng(path: string, base64: string): void {
  writeFileSync(`${path.replace(/\.png$/, '')}.png`, Buffer.from(base64, 'base64'));
}
