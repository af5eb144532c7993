/** The real host: the extension APIs available to a panel in either browser. Only access/access.ts, a page of its own, uses them beside it. */
import browser from 'webextension-polyfill';
import { createKeeper, openKeeperChannel } from '../messaging/keeper-channel.ts';
import { ask, listen } from '../messaging/messaging.ts';
import { createRecordReader, openRecordChannel } from '../messaging/record-channel.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { accessLink } from './access/link.ts';
import type { Host, SiteAccess, Storage, Theme, Unsubscribe } from './host.ts';
import { createWorkerSearch } from './search/worker-search.ts';

export function createBrowserHost(): Host {
  // Never the active tab: with undocked DevTools or a second window, that could be another site.
  const { tabId } = browser.devtools.inspectedWindow;
  return {
    browser: RUNNING_IN,
    readPage: () => ask('readPage', { tabId }),
    writeCookie: (cookie, host) => ask('writeCookie', { cookie, host }),
    removeCookie: (cookie, host) => ask('removeCookie', { cookie, host }),
    onCookieChanged: (listener) =>
      listen('cookieChanged', ({ cookie, cause }) => {
        if (cause !== 'overwrite') listener(cookie);
      }),
    onAccessChanged: (listener) => listen('accessChanged', listener),
    onNavigated: (listener) => {
      const end = listen('navigated', (navigation) => {
        if (navigation.tabId === tabId) listener();
      });
      const endRequests = browser.extension?.inIncognitoContext ? onResponse(listener) : () => undefined;
      return () => {
        end();
        endRequests();
      };
    },
    access: siteAccess(),
    now: Date.now,
    onSecond: (listener) => {
      const timer = setInterval(listener, 1000);
      return () => clearInterval(timer);
    },
    theme: themeOf(browser.devtools.panels.themeName),
    onThemeChanged: (listener) => {
      const { onThemeChanged } = browser.devtools.panels as typeof browser.devtools.panels & ThemeEvents;
      return onThemeChanged ? subscribe(onThemeChanged, (name) => listener(themeOf(name))) : () => undefined;
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    memory: storageOf('session'),
    disk: storageOf('local'),
    keySearch: createWorkerSearch(),
    recorder: createRecordReader(() => openRecordChannel(tabId)),
    keeper: (topic) => createKeeper(() => openKeeperChannel(tabId, topic)),
  };
}

/** Chromium asks from the panel; Firefox has no `permissions` there, and a click's right to ask does not survive a message. */
function siteAccess(): SiteAccess {
  const { permissions } = browser;
  if (!permissions) return { kind: 'tab', link: accessLink };
  return { kind: 'ask', request: (origins) => permissions.request({ origins: [...origins] }) };
}

/**
 * Chromium does not carry the background's broadcasts into incognito windows (and Firefox' panels have no
 * `browser.extension` to ask where they are). There, the responses that DevTools sees
 * trigger a new reading; changes by scripts are noticed with the next response.
 */
function onResponse(listener: () => void): Unsubscribe {
  return subscribe(browser.devtools.network.onRequestFinished, () => listener());
}

function storageOf(area: 'session' | 'local'): Storage {
  const storage = browser.storage[area];
  return {
    items: async (prefix) => {
      const all = Object.entries(await storage.get(null));
      return new Map(all.filter(([name]) => name.startsWith(prefix)));
    },
    set: (name, value) => storage.set({ [name]: value }),
    remove: (names) => storage.remove([...names]),
    onChanged: (listener) =>
      subscribe(browser.storage.onChanged, (changes: Readonly<Record<string, unknown>>, changed: string) => {
        if (changed === area) for (const name of Object.keys(changes)) listener(name);
      }),
  };
}

/** The light theme is `default` in Chromium and `light` in Firefox. */
function themeOf(name: string): Theme {
  return name === 'dark' ? 'dark' : 'light';
}

type BrowserEvent<Arguments extends unknown[]> = {
  addListener(listener: (...args: Arguments) => void): void;
  removeListener(listener: (...args: Arguments) => void): void;
};
type ThemeEvents = { readonly onThemeChanged?: BrowserEvent<[string]> };

function subscribe<Arguments extends unknown[]>(
  event: BrowserEvent<Arguments>,
  listener: (...args: Arguments) => void,
): Unsubscribe {
  event.addListener(listener);
  return () => event.removeListener(listener);
}
