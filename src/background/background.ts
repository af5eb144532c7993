/** The background: the only owner of cookies, tabs and permissions. Keeps no state: it may be stopped between any two events. */
import browser from 'webextension-polyfill';
import { toJarChange } from '../messaging/browser-cookie.ts';
import { broadcast, serve } from '../messaging/messaging.ts';
import { findCookies } from './find-cookies.ts';
import { readPage } from './read-page.ts';
import { removeCookie, writeCookie } from './write-cookie.ts';

// Listeners are at the top level: only those wake a stopped background.
serve({ readPage, findCookies, writeCookie, removeCookie });

browser.cookies.onChanged.addListener((info) => void broadcast('cookieChanged', toJarChange(info)));

const { onCommitted, onDOMContentLoaded, onCompleted, onHistoryStateUpdated } = browser.webNavigation;
// The first is early enough for display; a busy Firefox may still report the old page then, so the later ones count
// too.
for (const event of [onCommitted, onDOMContentLoaded, onCompleted, onHistoryStateUpdated]) {
  event.addListener(({ tabId }: { readonly tabId: number }) => void broadcast('navigated', { tabId }));
}

browser.permissions.onAdded.addListener(() => void broadcast('accessChanged', null));
browser.permissions.onRemoved.addListener(() => void broadcast('accessChanged', null));
