/** The recorder's real surroundings: DevTools' network events, the background's jar, the clock. Decides nothing. */
import browser from 'webextension-polyfill';
import { toJarChange } from '../messaging/browser-cookie.ts';
import { ask, listen } from '../messaging/messaging.ts';
import { type Response, readHarEntry } from './response.ts';
import type { Jar, Network, Surroundings } from './surroundings.ts';

export function createSurroundings(): Surroundings {
  const { tabId } = browser.devtools.inspectedWindow;
  return {
    network: createNetwork(),
    jar: {
      readPage: () => ask('readPage', { tabId }),
      findCookies: (url, names) => ask('findCookies', { tabId, url: url.href, names }),
      onChange: listenToChanges,
    },
    clock: {
      now: Date.now,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
  };
}

function createNetwork(): Network {
  const { network } = browser.devtools;
  return {
    onResponse(listener) {
      network.onRequestFinished.addListener((entry: unknown) => {
        const response = readHarEntry(entry);
        if (response) listener(response);
      });
    },
    onNavigated: (listener) => network.onNavigated.addListener(listener),
    readLog: harmsByReading ? null : readLog,
  };
}

/**
 * Firefox drops the requests that come while it puts its log together, from its own Network panel too, and fetches all
 * bodies for it. It needs no second reading: its events have the headers.
 */
const harmsByReading = browser.runtime.getURL('').startsWith('moz-');

async function readLog(): Promise<Response[]> {
  const { entries = [] } = (await browser.devtools.network.getHAR()) as { readonly entries?: unknown[] };
  return entries.map(readHarEntry).filter((response) => response !== null);
}

/**
 * Chromium does not carry the background's broadcasts into incognito windows; but there, as in no DevTools of Firefox,
 * a devtools page hears of the changes itself.
 */
const listenToChanges: Jar['onChange'] = (listener) => {
  if (browser.extension?.inIncognitoContext) {
    browser.cookies.onChanged.addListener((info) => {
      const change = toJarChange(info);
      if (change) listener(change);
    });
  } else listen('cookieChanged', listener);
};
