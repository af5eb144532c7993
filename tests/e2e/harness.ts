/** The frame of an end-to-end test: real browsers with the built extension, and a real Flask. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import {
  type Browser,
  type BrowserName,
  findBrowser,
  type Inspected,
  type LaunchOptions,
  launch,
} from '../../src/demo/browsers/index.ts';
import { type Python, pythonsWith } from '../support/reference.ts';
import { type FlaskServer, type ServerView, startFlask } from './flask-server.ts';

const { CI, BROWSER, EXTENSION } = process.env;

/** Hosts that lead to 127.0.0.1, and for which the extension has no permission until it is granted. */
export const foreignHosts = ['shop.test', 'other.test'];

export interface Options {
  /** Passed on to the browser. */
  launch?: Partial<LaunchOptions>;
  /** Flask's configuration. */
  flask?: Readonly<Record<string, unknown>>;
  /** Once with every Flask at hand, instead of with one of them. */
  everyFlask?: boolean;
  /** Default: both. */
  browsers?: readonly BrowserName[];
}

/** What a test has at hand; usable inside tests only. */
export interface Stage {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly flask: FlaskServer;
  /** The tab of this test, with DevTools docked right and the panel in front; opened before every test. */
  readonly tab: Inspected;
  /** What the server makes of the cookies that the tab's page sends it. */
  serverView(): Promise<ServerView>;
}

/**
 * Runs the tests in every browser. A browser or a Flask that is not installed is named as skipped, and is an error
 * under CI=true. `BROWSER=firefox` runs them in that one only. Every test starts with a new tab and no cookies.
 */
export function describeInBrowsers(
  title: string,
  tests: (stage: Stage) => void,
  options: Options = {},
): void {
  const wanted = (options.browsers ?? ['chromium', 'firefox']).filter((name) => !BROWSER || name === BROWSER);
  const pythons = pythonsWith('Flask');
  for (const name of wanted) {
    const executable = findBrowser(name);
    const missing = executable === undefined ? name : pythons.length === 0 ? 'Flask' : undefined;
    if (missing !== undefined) {
      skip(`${title} in ${name}`, `${missing} is not installed`);
      continue;
    }
    for (const python of options.everyFlask ? pythons : pythons.slice(0, 1)) {
      const suffix = options.everyFlask ? `, Flask ${python.version}` : '';
      describe(`${title} in ${name}${suffix}`, () => tests(setStage(name, python, options)));
    }
  }
}

function skip(title: string, reason: string): void {
  if (CI === 'true') {
    throw new Error(`${title}: ${reason}`);
  }
  process.stderr.write(`skipped: ${title}: ${reason}\n`);
  describe.skip(`${title} (${reason})`, () => {});
}

function setStage(name: BrowserName, python: Python, options: Options): Stage {
  let browser: Browser | undefined;
  let flask: FlaskServer | undefined;
  let tab: Inspected | undefined;

  beforeAll(async () => {
    flask = await startFlask(python, options.flask);
    browser = await launch(name, {
      extension: extensionFolder(name),
      hosts: foreignHosts,
      ...options.launch,
    });
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), flask?.close()]);
  });

  beforeEach(async () => {
    await browser?.clearCookies();
    tab = await browser?.open();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await savePicture(tab, `${name}: ${task.name}`);
    }
    await tab?.close();
    tab = undefined;
  });

  return {
    name,
    get browser() {
      return present(browser, 'the browser');
    },
    get flask() {
      return present(flask, 'Flask');
    },
    get tab() {
      return present(tab, 'the tab');
    },
    async serverView() {
      const page = present(tab, 'the tab').page;
      return await page.evaluate<ServerView>(`fetch('/debug/session').then((response) => response.json())`);
    },
  };
}

/** The built extension, or the folder that EXTENSION names, in which `{browser}` is replaced: `/tmp/x/{browser}`. */
function extensionFolder(name: BrowserName): string {
  const target = name === 'chromium' ? 'chrome' : 'firefox';
  return EXTENSION
    ? EXTENSION.replace('{browser}', target)
    : fileURLToPath(new URL(`../../dist/${target}`, import.meta.url));
}

async function savePicture(tab: Inspected | undefined, title: string): Promise<void> {
  const folder = join(tmpdir(), 'session-lens-failures');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${title.replace(/\W+/g, '-')}.png`);
  try {
    await tab?.screenshot(path);
    process.stderr.write(`picture of the failure: ${path}\n`);
  } catch {
    // The test's own failure is what matters.
  }
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`${what} is there only while a test runs`);
  }
  return value;
}
