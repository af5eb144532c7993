/** Starts Firefox in its own profile and returns a Marionette connection. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProfile, killTree, onExit } from './clean-up.ts';
import type { LaunchOptions } from './driver.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { until, within } from './waiting.ts';

export interface FirefoxProcess {
  marionette: Marionette;
  close(): Promise<void>;
}

export async function startFirefox(options: LaunchOptions & { executable: string }): Promise<FirefoxProcess> {
  const profile = createProfile();
  writeFileSync(join(profile.path, 'user.js'), userPreferences(options));
  const child = spawn(options.executable, commandLine(options, profile.path), {
    stdio: 'ignore',
    // A separate process group, so that its children can be ended with it, and Ctrl+C reaches only this process.
    detached: process.platform !== 'win32',
  });
  const forget = onExit(() => killTree(child));
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let marionette: Marionette | undefined;
  const close = async () => {
    const quit = marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    await within(Promise.all([quit, gone]), quit === undefined ? 1 : 5_000, 'Firefox to quit').catch(
      () => {},
    );
    marionette?.close();
    killTree(child);
    await within(gone, 5_000, 'Firefox to end').catch(() => {});
    forget();
    profile.remove();
  };
  try {
    const died = gone.then(() => {
      throw new Error(`${options.executable} ended (code ${child.exitCode}) before it could be driven`);
    });
    const port = await Promise.race([activePort(profile.path), died]);
    marionette = await within(connectMarionette(port), 10_000, 'Marionette to answer');
    return { marionette, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function activePort(profile: string): Promise<number> {
  const file = join(profile, 'MarionetteActivePort');
  return until(async () => Number(readFileSync(file, 'utf8')) || undefined, 'Firefox to start', 30_000);
}

function commandLine({ headless = true, windowSize }: LaunchOptions, profile: string): string[] {
  return [
    ...['-profile', profile, '-no-remote', '-marionette', '-remote-allow-system-access'],
    ...(headless ? ['-headless'] : []),
    ...(windowSize ? ['-width', `${windowSize.width}`, '-height', `${windowSize.height}`] : []),
  ];
}

function userPreferences({ theme = 'light', hosts = [], downloads }: LaunchOptions): string {
  const preferences: Record<string, string | number | boolean> = {
    'marionette.port': 0,
    // Its viewer would replace the document of a JSON response.
    'devtools.jsonview.enabled': false,
    'devtools.theme': theme,
    'devtools.toolbox.footer.height': 280,
    'devtools.toolbox.sidebar.width': 550,
    'network.dns.localDomains': hosts.join(','),
    'browser.startup.page': 0,
    'browser.startup.homepage': 'about:blank',
    'browser.newtabpage.enabled': false,
    'browser.aboutwelcome.enabled': false,
    'startup.homepage_welcome_url': '',
    'browser.shell.checkDefaultBrowser': false,
    'browser.tabs.warnOnClose': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'termsofuse.bypassNotification': true,
    'app.update.disabledForTesting': true,
    'app.normandy.enabled': false,
    'extensions.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'toolkit.startup.max_resumed_crashes': -1,
    ...(downloads === undefined
      ? {}
      : { 'browser.download.folderList': 2, 'browser.download.dir': downloads }),
  };
  const lines = Object.entries(preferences).map(([name, value]) =>
    [name, value].map((part) => JSON.stringify(part)),
  );
  return lines.map((line) => `user_pref(${line.join(', ')});\n`).join('');
}
