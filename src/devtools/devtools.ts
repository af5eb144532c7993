/** Opens with DevTools and creates the panel. Shows nothing itself. */
import browser from 'webextension-polyfill';

// Chromium resolves these from the extension's root, Firefox from this page: a leading slash means the same to both.
void browser.devtools.panels.create('Session Lens', '/src/icons/icon-32.png', '/src/panel/panel.html');
