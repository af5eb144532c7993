/** Where installed browsers are looked for. */
import { describe, expect, it } from 'vitest';
import { findBrowser, type Surroundings } from '../../../src/demo/browsers/find.ts';

function surroundings(
  platform: NodeJS.Platform,
  env: Surroundings['env'],
  ...installed: string[]
): Surroundings {
  return { platform, env, isExecutable: (path) => installed.includes(path) };
}

describe('findBrowser', () => {
  it('looks along PATH on Linux, branded Chrome first', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' };
    const both = surroundings('linux', env, '/usr/bin/chromium', '/usr/bin/google-chrome');
    expect(findBrowser('chromium', both)).toBe('/usr/bin/google-chrome');
    expect(findBrowser('chromium', surroundings('linux', env, '/usr/bin/chromium'))).toBe(
      '/usr/bin/chromium',
    );
    expect(findBrowser('firefox', surroundings('linux', env, '/usr/bin/firefox-esr'))).toBe(
      '/usr/bin/firefox-esr',
    );
    expect(findBrowser('firefox', surroundings('linux', env))).toBeUndefined();
    expect(findBrowser('firefox', surroundings('linux', {}))).toBeUndefined();
  });

  it('knows the applications of macOS, of all users and of this one', () => {
    const chrome = '/Users/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser('chromium', surroundings('darwin', { HOME: '/Users/me' }, chrome))).toBe(chrome);
    const firefox = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(findBrowser('firefox', surroundings('darwin', {}, firefox))).toBe(firefox);
  });

  it('knows the program folders of Windows', () => {
    const env = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' };
    const chrome = 'C:\\Users\\me\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
    expect(findBrowser('chromium', surroundings('win32', env, chrome))).toBe(chrome);
    const firefox = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    expect(findBrowser('firefox', surroundings('win32', env, firefox))).toBe(firefox);
  });

  it('takes what the environment names, and nothing else when that is wrong', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/chrome', FIREFOX_PATH: '/opt/missing' };
    const here = surroundings('linux', env, '/opt/chrome', '/usr/bin/chromium', '/usr/bin/firefox');
    expect(findBrowser('chromium', here)).toBe('/opt/chrome');
    expect(() => findBrowser('firefox', here)).toThrow('FIREFOX_PATH is /opt/missing');
  });
});
