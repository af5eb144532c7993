/** Finds the browsers that are installed. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BrowserName } from './driver.ts';

const variables = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' } as const;

const commands: Record<BrowserName, string[]> = {
  chromium: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
};

const macApplications: Record<BrowserName, string[]> = {
  chromium: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
    'Firefox Nightly.app/Contents/MacOS/firefox',
  ],
};

const windowsPrograms: Record<BrowserName, string[]> = {
  chromium: ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

interface Environment {
  CHROME_PATH?: string | undefined;
  FIREFOX_PATH?: string | undefined;
  HOME?: string | undefined;
  PATH?: string | undefined;
  ProgramFiles?: string | undefined;
  'ProgramFiles(x86)'?: string | undefined;
  LOCALAPPDATA?: string | undefined;
}

export interface Surroundings {
  platform: NodeJS.Platform;
  env: Environment;
  isExecutable(path: string): boolean;
}

/**
 * The path of an installed Chrome/Chromium or Firefox, or undefined. CHROME_PATH and FIREFOX_PATH take precedence; if
 * one of them is set but wrong, that is an error and not a reason to search elsewhere.
 */
export function findBrowser(name: BrowserName, surroundings: Surroundings = here): string | undefined {
  const { env, isExecutable } = surroundings;
  const variable = variables[name];
  const chosen = env[variable];
  if (chosen) {
    if (!isExecutable(chosen)) {
      throw new Error(`${variable} is ${chosen}, which is not an executable file`);
    }
    return chosen;
  }
  return candidates(name, surroundings).find(isExecutable);
}

function candidates(name: BrowserName, { platform, env }: Surroundings): string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])];
    return roots.flatMap((root) => macApplications[name].map((application) => `${root}/${application}`));
  }
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => windowsPrograms[name].map((program) => `${root}\\${program}`));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return commands[name].flatMap((command) => folders.map((folder) => join(folder, command)));
}

const here: Surroundings = {
  platform: process.platform,
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
};
