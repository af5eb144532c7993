/** Opens with DevTools: starts recording and creates the panel. Shows nothing itself. */
import browser from 'webextension-polyfill';
import { openRecordChannel, serveRecord } from '../messaging/record-channel.ts';
import { createSurroundings } from './browser-surroundings.ts';
import { CookieRecord } from './record.ts';
import { startRecording } from './recorder.ts';

const record = new CookieRecord();
startRecording(createSurroundings(), record);
serveRecord(openRecordChannel(browser.devtools.inspectedWindow.tabId), record);

// Chromium resolves these from the extension's root, Firefox from this page: a leading slash means the same to both.
void browser.devtools.panels.create('Session Lens', '/src/icons/icon-32.png', '/src/panel/panel.html');
