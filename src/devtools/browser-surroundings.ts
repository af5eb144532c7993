/** The recorder's real surroundings: DevTools' network events, the background's jar, the clock. Decides nothing. */
import browser from 'webextension-polyfill';
import { toJarChange } from '../messaging/browser-cookie.ts';
import { ask, listen } from '../messaging/messaging.ts';
import { RUNNING_IN } from '../messaging/running-in.ts';
import { type Response, readHarEntry } from './response.ts';
import type { Jar, Network, Surroundings } from './surroundings.ts';

export function createSurroundings(): Surroundings {
  const { tabId } = browser.devtools.inspectedWindow;
  return {
    browser: RUNNING_IN,
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
    readLog: RUNNING_IN === 'firefox' ? null : readLog,
  };
}

/**
 * Not for Firefox: it drops requests that arrive while it builds its log, also from its own Network panel, and fetches
 * all bodies for it. It needs no second reading either, because its events include the headers.
 */
async function readLog(): Promise<Response[]> {
  const { entries = [] } = (await browser.devtools.network.getHAR()) as { readonly entries?: unknown[] };
  return entries.map(readHarEntry).filter((response) => response !== null);
}

/**
 * Chromium does not carry the background's broadcasts into incognito windows; but there, unlike in
 * Firefox, a devtools page receives the changes itself.
 */
const listenToChanges: Jar['onChange'] = (listener) => {
  if (browser.extension?.inIncognitoContext) {
    browser.cookies.onChanged.addListener((info) => listener(toJarChange(info)));
  } else listen('cookieChanged', listener);
};
