/** A tab of Chromium with DevTools open: the page, the panel, the devtools page. */
import type { Frame, KeyInput, Page as PuppeteerPage } from 'puppeteer-core';
import {
  dock,
  growDocked,
  isPanelFrame,
  selectExtensionPanel,
  selectOtherPanel,
} from './chromium-internals.ts';
import type { Dock, Inspected, Page, Size, Surface } from './driver.ts';
import { parseKey } from './keys.ts';
import { createSurface } from './surface.ts';
import { until, within } from './waiting.ts';

interface Extension {
  origin: string;
  devtoolsPath: string;
}

/** Opens DevTools, and waits until the extension's devtools page has loaded. */
export async function inspect(page: PuppeteerPage, extension: Extension, side: Dock): Promise<Inspected> {
  const { origin, devtoolsPath } = extension;
  const frontEnd = await within(page.openDevTools(), 15_000, 'DevTools to open');
  const isPanel = (frame: Frame) => isPanelFrame(frame, origin, devtoolsPath);
  const panelFrame = () => frameOf(frontEnd, isPanel, 'the panel');
  const panel = createFrameSurface('the panel', frontEnd, panelFrame);
  const devtools = createFrameSurface('the devtools page', frontEnd, () =>
    frameOf(frontEnd, (frame) => frame.url().startsWith(origin + devtoolsPath), 'the devtools page'),
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
  await devtools.waitFor(`document.readyState === 'complete'`, 'its document to load', 15_000);
  return {
    page: createPage(page),
    panel: {
      ...panel,
      async screenshot(path) {
        // There is nothing beyond the viewport, and capturing there redraws the panel, sometimes too late for the
        // picture.
        const clip = await panelBox();
        await frontEnd.screenshot({ path: pngPath(path), clip, captureBeyondViewport: false });
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

/** A frame of DevTools; looked up again each time, because a reload may replace it. */
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

/** A tab as a whole. */
export function createPage(page: PuppeteerPage): Page {
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
