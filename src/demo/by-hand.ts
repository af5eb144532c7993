/** How to load the extension without `npm start`'s help. Text only. */
import { join } from 'node:path';

/** Steps for both browsers; `root` is the project's folder, as an absolute path. */
export function loadByHand(root: string): string {
  return [
    'To load the extension by hand:',
    '',
    '  Chrome, Chromium, Edge, Brave',
    '    1. open chrome://extensions and switch on "Developer mode" (top right)',
    `    2. press "Load unpacked" and choose ${join(root, 'dist', 'chrome')}`,
    '    3. open a site, press F12 and choose "Session Lens" (it may be behind »)',
    '',
    '  Firefox',
    '    1. open about:debugging#/runtime/this-firefox and press "Load Temporary Add-on…"',
    `    2. choose ${join(root, 'dist', 'firefox', 'manifest.json')}`,
    '    3. open a site, press F12 and choose "Session Lens" (it may be behind »)',
  ].join('\n');
}
