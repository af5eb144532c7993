/** The background: the only owner of cookies, tabs and permissions. Keeps no state: it may be stopped between any two events. */
import browser from 'webextension-polyfill';
import { broadcast, serve } from '../messaging/messaging.ts';
import { toCookieChange } from './cookie-jar.ts';
import { readPage } from './read-page.ts';

// Listeners stand at the top level: only those wake a stopped background.
serve({ readPage });

browser.cookies.onChanged.addListener((change) => {
  // The first half of a replacement; the second follows at once.
  if (change.removed && change.cause === 'overwrite') return;
  void broadcast('cookieChanged', toCookieChange(change.cookie));
});

const tellNavigation = ({ tabId }: { readonly tabId: number }): void =>
  void broadcast('navigated', { tabId });
browser.webNavigation.onCommitted.addListener(tellNavigation);
browser.webNavigation.onHistoryStateUpdated.addListener(tellNavigation);

browser.permissions.onAdded.addListener(() => void broadcast('accessChanged', null));
browser.permissions.onRemoved.addListener(() => void broadcast('accessChanged', null));
