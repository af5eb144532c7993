/** Opens with DevTools: starts recording, keeps what the panel wrote and drafted, and creates the panel. Shows nothing itself. */
import browser from 'webextension-polyfill';
import { openKeeperChannel } from '../messaging/keeper-channel.ts';
import { serveKeeper } from '../messaging/keeper-server.ts';
import { openRecordChannel } from '../messaging/record-channel.ts';
import { serveRecord } from '../messaging/record-server.ts';
import { createSurroundings } from './browser-surroundings.ts';
import { CookieRecord } from './record.ts';
import { startRecording } from './recorder.ts';

const record = new CookieRecord();
startRecording(createSurroundings(), record);

const { tabId } = browser.devtools.inspectedWindow;
serveRecord(openRecordChannel(tabId), record);
serveKeeper(openKeeperChannel(tabId, 'written'));
serveKeeper(openKeeperChannel(tabId, 'drafts'));

// Chromium resolves these from the extension's root, Firefox from this page: a leading slash means the same to both.
void browser.devtools.panels.create('Session Lens', '/src/icons/icon-32.png', '/src/panel/panel.html');
